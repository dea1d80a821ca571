// Who ranks until when, and which seats can change hands.
import { describe, expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import {
  mayAnswerSwap,
  mayArrangeSignup,
  mayOfferSwap,
  mayRank,
  maySwapSeats,
  mayUndoSwap,
  type SwapTerms,
  type TalkSeats,
} from '#shared/signup/rules.ts';

const member = (personId: string, role: Role): Member => ({ personId, courseId: 'c', role });
const keyOf = (verdict: unknown) => (verdict === true ? true : (verdict as { key: string }).key);
const due = new Date('2026-09-14T12:00:00Z');

describe('mayRank', () => {
  test.each<[Role, true | string]>([
    ['student', true],
    ['instructor', 'students_rank'],
    ['ta', 'students_rank'],
    ['observer', 'students_rank'],
  ])('%s: %s', (role, verdict) => {
    expect(keyOf(mayRank(member('p', role), due, due))).toBe(verdict);
  });
  test('until the very instant of the deadline', () => {
    expect(keyOf(mayRank(member('p', 'student'), due, new Date(due.getTime() + 1)))).toBe('signup_closed');
  });
});

test.each<[Role, boolean]>([
  ['instructor', true],
  ['ta', true],
  ['student', false],
  ['observer', false],
])('%s arranges and undoes: %s', (role, may) => {
  expect(mayArrangeSignup(member('p', role)) === true).toBe(may);
  expect(mayUndoSwap(member('p', role)) === true).toBe(may);
});

describe('offering and answering', () => {
  const [gift, exchange] = [{ forPaperId: null }, { forPaperId: 'y' }];
  test.each([
    ['none', exchange, 'no_swaps'],
    ['exchange', exchange, true],
    ['exchange', gift, 'exchange_only'],
    ['all', gift, true],
  ] as const)('%s %j: %s', (swaps, terms, verdict) => {
    expect(keyOf(mayOfferSwap(member('a', 'student'), swaps, terms))).toBe(verdict);
  });
  test.each<Role>(['instructor', 'ta', 'observer'])('%s: not', (role) => {
    expect(keyOf(mayOfferSwap(member('a', role), 'all', exchange))).toBe('must_be_student');
    expect(keyOf(mayAnswerSwap(member('a', role), 'all', { ...exchange, fromId: 'b', toId: 'a' }))).toBe(
      'must_be_student',
    );
  });
  test('only whom it was offered to answers; anybody, where it was offered to nobody in particular', () => {
    const answer = (personId: string, toId: string | null) =>
      keyOf(mayAnswerSwap(member(personId, 'student'), 'all', { ...gift, fromId: 'a', toId }));
    expect([answer('b', 'b'), answer('c', 'b'), answer('c', null), answer('a', null)]).toEqual([
      ...[true, 'not_yours', true, 'own_offer'],
    ]);
  });
});

describe('maySwapSeats', () => {
  const now = new Date('2026-10-01T00:00:00Z');
  const talk = (meetingId: string, presenterIds: string[], startsAt = '2026-10-05T14:00:00Z'): TalkSeats => ({
    ...{ meetingId, presenterIds, startsAt: new Date(startsAt) },
  });
  const talks = {
    x: talk('m1', ['a']),
    y: talk('m2', ['b']),
    z: talk('m1', ['c']),
    over: talk('m0', ['a', 'b'], '2026-10-01T00:00:00Z'),
    both: talk('m3', ['a', 'b']),
    w: talk('m2', ['a']),
  };
  const ask = (terms: Partial<SwapTerms>) =>
    keyOf(
      maySwapSeats(
        { fromId: 'a', toId: 'b', paperId: 'x', forPaperId: 'y', ...terms },
        new Map(Object.entries(talks)),
        now,
      ),
    );
  test.each<[string, Partial<SwapTerms>, true | string]>([
    ['a seat given away to anybody', { toId: null, forPaperId: null }, true],
    ['a seat given to somebody', { forPaperId: null }, true],
    ['to somebody who presents it already', { paperId: 'both', forPaperId: null }, 'presents_already'],
    ['somebody else’s seat', { paperId: 'z', forPaperId: null }, 'seat_gone'],
    ['for a seat that the other has not', { toId: 'c' }, 'seat_gone'],
    ['for a seat in a talk that is none', { forPaperId: 'gone' }, 'seat_gone'],
    ['a talk that has begun', { paperId: 'over', forPaperId: null, toId: 'c' }, 'talk_begun'],
    ['into a meeting where one presents something else', {}, 'twice_in_meeting'],
    ['two talks in one meeting: the left one does not count', { paperId: 'w', toId: 'b' }, true],
    ['to somebody who presents in that meeting', { toId: 'c', forPaperId: null }, 'twice_in_meeting'],
    ['a talk for itself', { paperId: 'both', forPaperId: 'both' }, 'seat_gone'],
    ['to oneself', { toId: 'a', forPaperId: null }, 'seat_gone'],
  ])('%s', (_words, terms, verdict) => {
    expect(ask(terms)).toBe(verdict);
  });
});
