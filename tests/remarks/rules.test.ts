// Who reads, writes and is named in remarks: every kind of reader against every kind of remark.
import { expect, test } from '@jest/globals';
import type { Role } from '#shared/courses/roles.ts';
import type { Audience } from '#shared/remarks/contract.ts';
import { byPlace, passageSchema } from '#shared/remarks/place.ts';
import {
  areTimesShown,
  isNamedFor,
  mayDeletePost,
  mayEditPost,
  mayHoldRemark,
  mayReact,
  mayReadRemark,
  mayRemark,
  mayReply,
  mayRestorePost,
  type RemarkReader,
  type Writer,
} from '#shared/remarks/rules.ts';

const reader = (role: Role, isAuthor = false): RemarkReader => ({
  member: { personId: 'p'.repeat(16), courseId: 'c'.repeat(16), role },
  isAuthor,
});
const readers = {
  instructor: reader('instructor'),
  ta: reader('ta'),
  author: reader('student', true),
  // Was a student when the review was written: the staff's words about it stay from them.
  authorNowStaff: reader('ta', true),
  classmate: reader('student'),
  observer: reader('observer'),
} as const;
type Who = keyof typeof readers;
const all = Object.keys(readers) as Who[];
const staff: Who[] = ['instructor', 'ta'];
const authors: Who[] = ['author', 'authorNowStaff'];
const whoMay = (may: (one: RemarkReader) => unknown) => all.filter((who) => may(readers[who]) === true);

test.each<[Audience, boolean, boolean, Who[]]>([
  ['readers', false, false, all],
  ['readers', false, true, [...staff, ...authors]],
  ['author', false, false, [...staff, ...authors]],
  ['author', false, true, [...staff, ...authors]],
  ['author', true, false, staff],
  ['author', true, true, staff],
  ['staff', false, false, staff],
  ['staff', false, true, staff],
])('for %s, held %s, part for the staff %s: read by %j', (audience, isHeld, isPartForStaff, who) => {
  expect(whoMay((one) => mayReadRemark(one, { audience, isHeld, isPartForStaff }))).toEqual(who);
});

test('what one may not read is not there', () => {
  const shown = { audience: 'staff', isHeld: false, isPartForStaff: false } as const;
  expect(mayReadRemark(readers.classmate, shown)).toMatchObject({ key: 'not_found' });
});

test('who begins, replies, edits, deletes, brings back, holds and reacts', () => {
  const notObservers = all.filter((who) => who !== 'observer');
  expect(whoMay((one) => mayRemark(one, 'readers'))).toEqual(notObservers);
  for (const audience of ['author', 'staff'] as const)
    expect(whoMay((one) => mayRemark(one, audience))).toEqual(staff);
  expect(whoMay((one) => mayReply(one, { isDeleted: false }))).toEqual(notObservers);
  expect(whoMay((one) => mayReply(one, { isDeleted: true }))).toEqual([]);
  expect(whoMay((one) => mayEditPost(one, { isOwn: true, isDeleted: false }))).toEqual(notObservers);
  expect(whoMay((one) => mayEditPost(one, { isOwn: false, isDeleted: false }))).toEqual([]);
  expect(whoMay((one) => mayEditPost(one, { isOwn: true, isDeleted: true }))).toEqual([]);
  expect(whoMay((one) => mayDeletePost(one, { isOwn: true }))).toEqual(notObservers);
  expect(whoMay((one) => mayDeletePost(one, { isOwn: false }))).toEqual([...staff, 'authorNowStaff']);
  expect(whoMay((one) => mayRestorePost(one, { isDeletedByMe: true }))).toEqual(notObservers);
  expect(whoMay((one) => mayRestorePost(one, { isDeletedByMe: false }))).toEqual([]);
  expect(whoMay((one) => mayHoldRemark(one))).toEqual(staff);
  expect(whoMay((one) => mayReact(one))).toEqual([...staff, 'classmate']);
});

const writer = (more: Partial<Writer> = {}): Writer => ({
  ...{ asStaff: false, isReviewAuthor: false, isOwn: false, wasNamed: false },
  ...more,
});

test('names: the staff knows all; staff write by name; pseudonyms stay when names are shown later', () => {
  const named = (who: Who, one: Writer, areShown: boolean) => isNamedFor(readers[who], one, areShown);
  for (const who of staff)
    for (const areShown of [true, false]) expect(named(who, writer(), areShown)).toBe(true);
  for (const who of ['author', 'authorNowStaff', 'classmate', 'observer'] as const) {
    expect(named(who, writer(), false)).toBe(false);
    expect(named(who, writer({ wasNamed: true }), false)).toBe(false);
    expect(named(who, writer(), true)).toBe(false);
    expect(named(who, writer({ wasNamed: true }), true)).toBe(true);
    // The author of a review is as named as the review is.
    expect(named(who, writer({ isReviewAuthor: true }), false)).toBe(false);
    expect(named(who, writer({ isReviewAuthor: true }), true)).toBe(true);
    for (const areShown of [true, false]) {
      expect(named(who, writer({ asStaff: true }), areShown)).toBe(true);
      expect(named(who, writer({ isOwn: true }), areShown)).toBe(true);
    }
  }
});

test('times: none where classmates have no names, none beside a pseudonym', () => {
  const known = [writer({ wasNamed: true }), writer({ asStaff: true })];
  for (const who of staff) expect(areTimesShown(readers[who], [writer()], false)).toBe(true);
  for (const who of ['author', 'classmate', 'observer'] as const) {
    expect(areTimesShown(readers[who], known, true)).toBe(true);
    expect(areTimesShown(readers[who], [...known, writer()], true)).toBe(false);
    expect(areTimesShown(readers[who], known, false)).toBe(false);
    expect(areTimesShown(readers[who], [writer({ asStaff: true })], false)).toBe(false);
  }
});

test('a position is as long as its quote; places are ordered as they stand', () => {
  const passage = (exact: string, start: number, end: number) => ({
    quote: { exact, prefix: '', suffix: '' },
    position: { start, end },
  });
  expect(passageSchema.safeParse(passage('two words', 4, 12)).success).toBe(true);
  expect(passageSchema.safeParse(passage('two words', 4, 13)).success).toBe(false);
  expect(passageSchema.safeParse(passage(' \n', 4, 4)).success).toBe(false);
  const places = [
    { part: 'gone', passage: null },
    { part: 'second', passage: passage('ab', 0, 2) },
    { part: 'first', passage: passage('ab', 7, 9) },
    { part: 'first', passage: passage('ab', 2, 4) },
    { part: 'first', passage: null },
  ];
  const sorted = places.toSorted(byPlace(['first', 'second']));
  expect(sorted.map(({ part, passage: one }) => [part, one?.position.start ?? null])).toEqual([
    ['first', null],
    ['first', 2],
    ['first', 7],
    ['second', 0],
    ['gone', null],
  ]);
});
