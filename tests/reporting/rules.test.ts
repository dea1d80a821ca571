// Who may say what in class, for every role and phase; which group is next; news in any order.
import { describe, expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { News, PointView, ProjectedReporting } from '#shared/reporting/contract.ts';
import { withNews } from '#shared/reporting/news.ts';
import { nextGroups } from '#shared/reporting/next-group.ts';
import {
  mayCallGroup,
  mayComposePoint,
  mayLowerHand,
  mayMarkTakeaway,
  mayRaiseHand,
  mayRemovePoint,
  maySetGroupState,
  mayVote,
} from '#shared/reporting/rules.ts';
import { phases, type Phase } from '#shared/rounds/rules.ts';

const ids = { ada: newId(), ben: newId(), courseId: newId() };
const member = (role: Role, personId = ids.ada): Member => ({ personId, courseId: ids.courseId, role });
const key = (verdict: true | { key: string }) => (verdict === true ? true : verdict.key);
const perPhase = (ask: (phase: Phase) => true | { key: string }) => phases.map((phase) => key(ask(phase)));

describe('rules', () => {
  test('a group composes while it talks and while the class listens, and nobody for it', () => {
    const own = [ids.ada];
    const others = [ids.ben];
    const open = ['round_not_started', true, true, 'round_done'];
    expect(perPhase((phase) => mayComposePoint(member('student'), own, phase))).toEqual(open);
    expect(key(mayComposePoint(member('student'), others, 'group'))).toBe('not_your_group');
    expect(key(mayComposePoint(member('instructor'), others, 'class'))).toBe('not_your_group');
    // Made an observer after the groups were drawn.
    expect(key(mayComposePoint(member('observer'), own, 'group'))).toBe('observers_read');
    expect(perPhase((phase) => mayRemovePoint(member('ta'), others, phase))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(key(mayRemovePoint(member('student'), others, 'class'))).toBe('not_your_group');
  });

  test('the staff answer a call for help and set no other state', () => {
    const ask = (role: Role, group: string[], from: 'writing' | 'help' | 'done', to: typeof from) =>
      key(maySetGroupState(member(role), group, 'group', { from, to }));
    expect(ask('student', [ids.ada], 'writing', 'help')).toBe(true);
    expect(ask('student', [ids.ben], 'help', 'writing')).toBe('not_your_group');
    expect(ask('ta', [ids.ben], 'help', 'writing')).toBe(true);
    expect(ask('ta', [ids.ben], 'writing', 'done')).toBe('not_your_group');
    expect(ask('ta', [ids.ben], 'done', 'writing')).toBe('not_your_group');
    expect(ask('observer', [ids.ada], 'writing', 'help')).toBe('observers_read');
  });

  test('votes and hands belong to those who are here, in the class phase', () => {
    const here = [ids.ada];
    const only = ['class_phase_only', 'class_phase_only', true, 'class_phase_only'];
    expect(perPhase((phase) => mayVote(member('student'), here, phase))).toEqual(only);
    expect(key(mayVote(member('student'), [], 'class'))).toBe('not_here');
    expect(key(mayVote(member('student'), here, undefined))).toBe('class_phase_only');
    expect(key(mayVote(member('observer'), here, 'class'))).toBe('observers_read');
    expect(key(mayRaiseHand(member('student'), ids.ada, here, 'class'))).toBe(true);
    expect(key(mayRaiseHand(member('instructor'), ids.ben, [ids.ada, ids.ben], 'class'))).toBe('own_hand');
    expect(key(mayLowerHand(member('student'), ids.ben))).toBe('own_hand');
    expect(key(mayLowerHand(member('student'), ids.ada))).toBe(true);
    expect(key(mayLowerHand(member('ta'), ids.ben))).toBe(true);
    expect(key(mayLowerHand(member('observer'), ids.ada))).toBe('observers_read');
  });

  test('the staff call groups while they report, and mark what the class may read', () => {
    expect(perPhase((phase) => mayCallGroup(member('ta'), phase))).toEqual([
      'class_phase_only',
      'class_phase_only',
      true,
      'class_phase_only',
    ]);
    expect(key(mayCallGroup(member('student'), 'class'))).toBe('staff_only');
    expect(perPhase((phase) => mayMarkTakeaway(member('instructor'), phase))).toEqual([
      'not_heard_yet',
      'not_heard_yet',
      true,
      true,
    ]);
    expect(key(mayMarkTakeaway(member('student'), 'class'))).toBe('staff_only');
  });
});

describe('the next group', () => {
  const groups = [
    { number: 0, members: ['a', 'b', 'c'], reporter: 'a' },
    { number: 1, members: ['d', 'e', 'f'], reporter: 'd' },
    { number: 2, members: ['g', 'h', 'i'] },
  ];

  test('those not called yet come first, then whoever has reported least this term', () => {
    const times = new Map([
      ['a', 2],
      ['d', 1],
      ['g', 1],
      ['h', 5],
      ['i', 1],
    ]);
    expect(nextGroups(groups, [], times)).toEqual([1, 2]);
    expect(nextGroups(groups, [1], times)).toEqual([2]);
    expect(nextGroups(groups, [1, 2], times)).toEqual([0]);
    expect(nextGroups(groups, [2, 1, 0], times)).toEqual([]);
    expect(nextGroups(groups, [], new Map())).toEqual([0, 1, 2]);
    expect(nextGroups([], [], times)).toEqual([]);
  });
});

describe('news', () => {
  const roundId = newId();
  const point = (id: string, more: Partial<PointView> = {}): PointView => ({
    ...{ id, roundId, notesId: newId(), group: 0, question: 0, text: id, place: 1 },
    ...{ threadId: null, documentId: null, votes: 0, takeawayAt: null, revision: 1, changes: 1 },
    ...more,
  });
  const known: ProjectedReporting = {
    ...{ meetingId: newId(), revision: 1, roundId, states: [], hands: [], called: [], takeaways: [] },
    points: [point('a', { place: 2 })],
  };
  const news = (more: Partial<News>): News => ({
    ...{ meetingId: known.meetingId, revision: 1, points: [], votes: [], removed: [], states: [] },
    ...more,
  });
  const all = [
    news({ points: [point('b', { changes: 1 })] }),
    news({ points: [point('b', { changes: 3, text: 'better', votes: 1 })] }),
    news({ votes: [['a', 2, 5]] }),
    news({ votes: [['a', 1, 4]] }),
    news({ removed: [['c', 2]] }),
    news({ points: [point('c', { changes: 1 })] }),
    news({ revision: 3, hands: [{ personId: 'x', raisedAt: 1 }] }),
    news({ revision: 4, states: [{ notesId: 'n', state: 'help', at: 9 }] }),
    news({ revision: 2, hands: [] }),
    news({ points: [point('d', { roundId: newId() })] }),
  ];
  const read = (list: readonly News[]) => {
    const end = list.reduce<Parameters<typeof withNews<PointView>>[0]>(
      (state, one) => withNews(state, one, (made) => made),
      known,
    );
    return {
      points: end.points.map(({ id, text, votes }) => [id, text, votes]),
      ...{ hands: end.hands, states: end.states, revision: end.revision },
    };
  };

  test('in any order and twice they end the same', () => {
    const expected = {
      points: [
        ['b', 'better', 1],
        ['a', 'a', 2],
      ],
      hands: [{ personId: 'x', raisedAt: 1 }],
      states: [{ notesId: 'n', state: 'help', at: 9 }],
      revision: 4,
    };
    expect(read(all)).toEqual(expected);
    expect(read([...all].reverse())).toEqual(expected);
    for (let turn = 1; turn < all.length; turn += 1)
      expect(read([...all.slice(turn), ...all.slice(0, turn), ...all])).toEqual(expected);
  });
});
