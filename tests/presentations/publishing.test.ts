// When a deck is the class's, and who decides it.
import { expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import {
  isPublished,
  mayPublishSlides,
  mayReadSlides,
  mayWithdrawSlides,
} from '#shared/presentations/publishing.ts';

const member = (personId: string, role: Role): Member => ({ personId, courseId: 'course', role });
const presenter = member('presenter', 'student');
const others = [member('classmate', 'student'), member('observer', 'observer')];
const staff = [member('ta', 'ta'), member('instructor', 'instructor')];

const due = new Date('2026-10-05T13:00:00.000Z');
const startsAt = new Date('2026-10-05T14:00:00.000Z');
const after = (date: Date) => new Date(date.getTime() + 1);
const talk = { presenterIds: ['presenter'], hasSlides: true };

test.each([
  ['by_course', 'at_deadline', due, false],
  ['by_course', 'at_deadline', after(due), true],
  ['by_course', 'by_hand', after(due), false],
  ['published', 'by_hand', due, true],
  ['published', 'at_deadline', due, true],
  ['withdrawn', 'at_deadline', after(due), false],
  ['withdrawn', 'by_hand', after(due), false],
] as const)('%s in a course that opens %s, at %s: %s', (publication, publishSlides, now, open) => {
  expect(isPublished({ publication, publishSlides, slidesDueAt: due }, now)).toBe(open);
});

test('a draft is its presenters’ and the staff’s; what is open, everybody’s; where there are none, nobody’s', () => {
  for (const who of [presenter, ...staff, ...others]) {
    const isTheirs = who === presenter || staff.includes(who);
    expect(mayReadSlides(who, { ...talk, isPublished: false })).toBe(isTheirs);
    expect(mayReadSlides(who, { ...talk, isPublished: true })).toBe(true);
    expect(mayReadSlides(who, { ...talk, hasSlides: false, isPublished: true })).toBe(false);
  }
});

test('presenters and the staff publish, once there are slides', () => {
  for (const who of [presenter, ...staff]) {
    expect(mayPublishSlides(who, talk)).toBe(true);
    expect(mayPublishSlides(who, { ...talk, hasSlides: false })).toMatchObject({ key: 'no_slides' });
  }
  for (const who of others) expect(mayPublishSlides(who, talk)).toMatchObject({ key: 'presenters_only' });
});

test('presenters take slides back until the meeting starts, the staff at any time', () => {
  const begins = { ...talk, startsAt };
  expect(mayWithdrawSlides(presenter, begins, new Date(startsAt.getTime() - 1))).toBe(true);
  expect(mayWithdrawSlides(presenter, begins, startsAt)).toMatchObject({ key: 'meeting_begun' });
  for (const who of staff) expect(mayWithdrawSlides(who, begins, after(startsAt))).toBe(true);
  for (const who of others)
    expect(mayWithdrawSlides(who, begins, due)).toMatchObject({ key: 'presenters_only' });
});
