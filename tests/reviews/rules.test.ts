// Who may write, submit and read reviews, for every kind of viewer before, at and after the deadline.
import { describe, expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import type { Verdict } from '#shared/kernel/rules.ts';
import {
  isLate,
  mayReadClassmatesReviews,
  mayReadReview,
  maySubmitReview,
  mayTrackReviews,
  mayWriteReview,
  type ReviewTerms,
} from '#shared/reviews/rules.ts';
import { questionsOf, roleOf } from '#shared/reviews/form.ts';
import { defaultForm } from '#shared/reviews/templates.ts';

const member = (personId: string, role: Role, courseId = 'course'): Member => ({ personId, courseId, role });
const people = {
  author: member('author', 'student'),
  classmate: member('classmate', 'student'),
  ta: member('ta', 'ta'),
  instructor: member('instructor', 'instructor'),
  observer: member('observer', 'observer'),
  instructorElsewhere: member('elsewhere', 'instructor', 'other'),
};
type Who = keyof typeof people;
const everybody = Object.keys(people) as Who[];

const dueAt = new Date('2026-10-05T12:00:00.000Z');
const early = new Date(dueAt.getTime() - 1);
const late = new Date(dueAt.getTime() + 1);
const terms: ReviewTerms = {
  dueAt,
  acceptedUntil: null,
  classmatesReadReviews: 'after_deadline',
  hasSubmitted: false,
};
const refusing: ReviewTerms = { ...terms, acceptedUntil: dueAt };
const closed: ReviewTerms = { ...terms, classmatesReadReviews: 'never' };
const paperIds = ['a', 'b', 'c'].map((letter) => ({ id: letter.repeat(24), title: letter }));
const written = (answers: Record<string, string>, papers = 2) => ({
  answers,
  questions: questionsOf(roleOf(defaultForm, undefined), paperIds.slice(0, papers)),
});
const answers = { first: 'One.', second: 'Two.', connections: 'Both.' };
const all = written(answers);

const keyOf = (verdict: Verdict) => {
  if (verdict === true) return 'yes';
  expect(verdict.message).toMatch(/^[A-Z“].*\.$/);
  return verdict.key;
};
const table = (ask: (viewer: Member) => Verdict) =>
  Object.fromEntries(everybody.map((who) => [who, keyOf(ask(people[who]))]));

test('only students write reviews', () => {
  expect(table(mayWriteReview)).toEqual({
    author: 'yes',
    classmate: 'yes',
    ta: 'students_only',
    instructor: 'students_only',
    observer: 'observers_read',
    instructorElsewhere: 'students_only',
  });
});

test('only staff see who has submitted', () => {
  expect(table(mayTrackReviews)).toMatchObject({
    author: 'staff_only',
    ta: 'yes',
    instructor: 'yes',
    observer: 'staff_only',
  });
});

test('the very instant of the deadline is in time', () => {
  expect([early, dueAt, late].map((now) => isLate(terms, now))).toEqual([false, false, true]);
});

describe('submitting', () => {
  test('needs every part', () => {
    for (const name of ['first', 'second', 'connections'] as const)
      expect(
        keyOf(maySubmitReview(people.author, written({ ...answers, [name]: ' \n' }), terms, early)),
      ).toBe('part_empty');
    expect(maySubmitReview(people.author, all, terms, early)).toBe(true);
  });

  test('of a single paper asks for its summary only', () => {
    const ask = (text: Record<string, string>, papers: number) =>
      keyOf(maySubmitReview(people.author, written(text, papers), terms, early));
    expect(ask({ first: 'It works.' }, 1)).toBe('yes');
    expect(ask({}, 1)).toBe('part_empty');
    expect(ask(answers, 3)).toBe('part_empty');
    expect(ask({ ...answers, third: 'Three.' }, 3)).toBe('yes');
  });

  test('after the deadline only where late reviews are accepted', () => {
    expect(maySubmitReview(people.author, all, terms, late)).toBe(true);
    expect(maySubmitReview(people.author, all, refusing, dueAt)).toBe(true);
    expect(keyOf(maySubmitReview(people.author, all, refusing, late))).toBe('review_closed');
  });

  test('is for students', () => {
    for (const who of ['ta', 'instructor', 'observer'] as const)
      expect(maySubmitReview(people[who], all, terms, early)).not.toBe(true);
  });
});

describe('reading classmates’ reviews', () => {
  test('staff always, the others after the deadline and where the course allows it', () => {
    const ask = (its: ReviewTerms, now: Date) =>
      table((viewer) => mayReadClassmatesReviews(viewer, its, now))['classmate'];
    expect(ask(terms, dueAt)).toBe('reviews_not_open');
    expect(ask(terms, late)).toBe('yes');
    expect(ask(closed, early)).toBe('reviews_for_staff');
    expect(ask(closed, late)).toBe('reviews_for_staff');
    for (const who of ['ta', 'instructor'] as const)
      expect(mayReadClassmatesReviews(people[who], closed, early)).toBe(true);
  });

  test('once one’s own is in, where the course says so; observers have none of their own', () => {
    const own: ReviewTerms = { ...terms, classmatesReadReviews: 'after_own' };
    const ask = (its: ReviewTerms, now: Date) =>
      table((viewer) => mayReadClassmatesReviews(viewer, its, now));
    expect(ask(own, late)).toMatchObject({ classmate: 'own_review_first', observer: 'yes', ta: 'yes' });
    expect(ask({ ...own, hasSubmitted: true }, late)).toMatchObject({ classmate: 'yes' });
    expect(ask({ ...own, hasSubmitted: true }, dueAt)).toMatchObject({ classmate: 'reviews_not_open' });
  });

  const review = (isSubmitted: boolean) => ({
    authorId: 'author',
    courseId: 'course',
    isSubmitted,
    isShared: false,
  });
  test('a draft is its author’s alone, whatever the hour', () => {
    for (const now of [early, late])
      for (const its of [terms, closed])
        expect(table((viewer) => mayReadReview(viewer, review(false), its, now))).toEqual({
          ...Object.fromEntries(everybody.map((who) => [who, 'not_found'])),
          author: 'yes',
        });
  });

  test('a submitted one is read by its author and staff, and by classmates once it opens', () => {
    const ask = (its: ReviewTerms, now: Date) =>
      table((viewer) => mayReadReview(viewer, review(true), its, now));
    const always = { author: 'yes', ta: 'yes', instructor: 'yes', instructorElsewhere: 'not_found' };
    expect(ask(terms, early)).toMatchObject({ ...always, classmate: 'reviews_not_open' });
    expect(ask(terms, late)).toMatchObject({ ...always, classmate: 'yes', observer: 'yes' });
    expect(ask(closed, late)).toMatchObject({ ...always, classmate: 'reviews_for_staff' });
  });

  test('by consent, each one that is shared; staff read all', () => {
    const consent: ReviewTerms = { ...terms, classmatesReadReviews: 'by_consent' };
    const ask = (isShared: boolean, now: Date) =>
      table((viewer) => mayReadReview(viewer, { ...review(true), isShared }, consent, now));
    expect(ask(false, late)).toMatchObject({ classmate: 'not_found', observer: 'not_found', ta: 'yes' });
    expect(ask(true, late)).toMatchObject({ classmate: 'yes', observer: 'yes' });
    expect(ask(true, early)).toMatchObject({ classmate: 'reviews_not_open' });
  });
});
