// Who assigns presenters, and who uploads slides until when.
import { expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import { mayAssignPresenters, mayUploadSlides } from '#shared/presentations/rules.ts';

const member = (personId: string, role: Role): Member => ({ personId, courseId: 'course', role });
const presenter = member('presenter', 'student');
const classmate = member('classmate', 'student');
const observer = member('observer', 'observer');
const ta = member('ta', 'ta');
const instructor = member('instructor', 'instructor');

const slidesDueAt = new Date('2026-10-05T13:00:00.000Z');
const talk = { presenterIds: ['presenter', 'co-presenter'], slidesDueAt, lateSlides: 'refused' as const };
const later = new Date(slidesDueAt.getTime() + 1);

test('only staff assign presenters', () => {
  for (const staff of [ta, instructor]) expect(mayAssignPresenters(staff)).toBe(true);
  for (const other of [presenter, classmate, observer])
    expect(mayAssignPresenters(other)).toMatchObject({ key: 'staff_only' });
});

test('presenters upload until the deadline, its very instant included', () => {
  expect(mayUploadSlides(presenter, talk, slidesDueAt)).toBe(true);
  expect(mayUploadSlides(member('co-presenter', 'student'), talk, slidesDueAt)).toBe(true);
  expect(mayUploadSlides(presenter, talk, later)).toMatchObject({ key: 'slides_closed' });
});

test('after it where the course takes late slides', () => {
  expect(mayUploadSlides(presenter, { ...talk, lateSlides: 'flagged' }, later)).toBe(true);
  expect(mayUploadSlides(classmate, { ...talk, lateSlides: 'flagged' }, later)).not.toBe(true);
});

test('staff upload at any time', () => {
  for (const staff of [ta, instructor])
    for (const now of [slidesDueAt, later]) expect(mayUploadSlides(staff, talk, now)).toBe(true);
});

test('nobody else uploads, before or after', () => {
  for (const other of [classmate, observer])
    for (const now of [slidesDueAt, later])
      expect(mayUploadSlides(other, talk, now)).toMatchObject({ key: 'presenters_only' });
});
