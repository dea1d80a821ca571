// The methods of a round in a meeting where people come and go between rounds: who sits where, and that sizes hold.
import { describe, expect, test } from '@jest/globals';
import { planExperts } from '#shared/rounds/jigsaw.ts';
import { goesOn, planByMethod, type MethodGroup, type MethodRound } from '#shared/rounds/method-plan.ts';
import type { Method } from '#shared/rounds/methods.ts';
import { opposedByScale } from '#shared/rounds/opposed.ts';
import { createRandom, type Random } from '#shared/rounds/random.ts';
import { possibleGroupCounts } from '#shared/rounds/sizes.ts';

const range = { min: 3, max: 4 };
const crowd = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${String(index)}`);

/** Plans the next round of a meeting and adds it, with the first of each group as host as the server does it. */
const next = (
  rounds: MethodRound[],
  present: readonly string[],
  method: Method,
  seed: number,
  parts = 2,
): readonly MethodGroup[] => {
  const history = rounds.map(({ groups }) => ({ groups: groups.map(({ members }) => members) }));
  const { groups } = planByMethod({ present, ...range, history, seed, method, parts, before: rounds });
  rounds.push({
    method,
    groups: groups.map((group) => ({
      ...group,
      ...(method === 'cafe' && { host: group.host ?? group.members[0] ?? '' }),
    })),
  });
  return rounds.at(-1)?.groups ?? [];
};
const membersOf = (groups: readonly MethodGroup[]) => groups.flatMap(({ members }) => members);
const comeAndGo = (present: readonly string[], random: Random, round: number): string[] => {
  const stayed = random.shuffle(present).slice(random.below(5));
  const come = Array.from({ length: random.below(6) }, (_, index) => `late${String(round)}.${String(index)}`);
  return [...stayed, ...come];
};

describe('World Café', () => {
  test('whoever comes and goes, everybody sits once, hosts stay, and sizes hold where a split exists', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = createRandom(seed);
      const rounds: MethodRound[] = [];
      let present = crowd(6 + random.below(30));
      for (let round = 0; round < 4; round += 1) {
        const before = rounds.at(-1)?.groups ?? [];
        const groups = next(rounds, present, 'cafe', seed);
        expect([...membersOf(groups)].sort()).toEqual([...present].sort());
        if (possibleGroupCounts(present.length, range).length > 0)
          for (const { members } of groups) expect([3, 4]).toContain(members.length);
        const numbers = groups.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const { number, host, members } of groups) {
          expect(members).toContain(host);
          const former = before.find((table) => table.number === number)?.host;
          if (former !== undefined && present.includes(former)) expect(host).toBe(former);
        }
        present = comeAndGo(present, random, round);
      }
    }
  });

  test('a round of another method ends a café: the next one lays new tables', () => {
    const rounds: MethodRound[] = [];
    next(rounds, crowd(12), 'cafe', 1);
    expect(goesOn('cafe', rounds)).toBe(true);
    next(rounds, crowd(12), 'fresh', 2);
    expect(goesOn('cafe', rounds)).toBe(false);
    expect(next(rounds, crowd(12), 'cafe', 3).map(({ number }) => number)).toEqual([0, 1, 2, 3]);
  });
});

describe('jigsaw', () => {
  test('parts are known by equally many, and every group after that has all of them in the usual sizes', () => {
    for (let people = 8; people <= 44; people += 1) {
      for (const parts of [2, 3, 4]) {
        const rounds: MethodRound[] = [];
        const experts = next(rounds, crowd(people), 'jigsaw', people, parts);
        const partOf = new Map(experts.flatMap(({ members, part }) => members.map((id) => [id, part])));
        const counts = Array.from(
          { length: parts },
          (_, part) => [...partOf.values()].filter((of) => of === part).length,
        );
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(goesOn('jigsaw', rounds)).toBe(true);
        const mixed = next(rounds, crowd(people), 'jigsaw', people, parts);
        expect([...membersOf(mixed)].sort()).toEqual(crowd(people).sort());
        for (const { members, part } of mixed) {
          expect(part).toBeUndefined();
          expect(new Set(members.map((id) => partOf.get(id))).size).toBe(parts);
        }
        // Four groups of four need four experts of every part.
        const isPossible = possibleGroupCounts(people, range).some((count) => count <= Math.min(...counts));
        if (isPossible) for (const { members } of mixed) expect([3, 4]).toContain(members.length);
        expect(goesOn('jigsaw', rounds)).toBe(false);
      }
    }
    expect(() => planExperts({ present: crowd(3), parts: 4, ...range, history: [], seed: 1 })).toThrow(
      RangeError,
    );
  });

  test('experts who leave and people who come late do not make a group of the whole class', () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = createRandom(seed);
      const rounds: MethodRound[] = [];
      const experts = next(rounds, crowd(16), 'jigsaw', seed, 3);
      // All but one expert of the first part go home.
      const gone = new Set(
        experts
          .filter(({ part }) => part === 0)
          .flatMap(({ members }) => members)
          .slice(1),
      );
      const present = comeAndGo(
        crowd(16).filter((id) => !gone.has(id)),
        random,
        seed,
      );
      const mixed = next(rounds, present, 'jigsaw', seed);
      expect([...membersOf(mixed)].sort()).toEqual([...present].sort());
      for (const { members } of mixed) {
        expect(members.length).toBeGreaterThan(1);
        expect(members.length).toBeLessThanOrEqual(6);
      }
    }
  });
});

test('opposedByScale: half a scale apart, or the other of two choices; texts and gaps oppose nobody', () => {
  const questions = [
    { key: 'sound', kind: 'scale' as const, choices: ['1', '2', '3', '4', '5'] },
    { key: 'accept', kind: 'choice' as const, choices: ['Yes', 'No'] },
    { key: 'area', kind: 'choice' as const, choices: ['A', 'B', 'C'] },
    { key: 'why', kind: 'text' as const, choices: [] },
  ];
  const by = (authorId: string, answers: Record<string, string>) => ({ authorId, questions, answers });
  expect(
    opposedByScale([
      by('ada', { sound: '1', accept: 'Yes', area: 'A', why: 'x' }),
      by('ben', { sound: '3', accept: 'Yes', area: 'C', why: 'y' }),
      by('cleo', { sound: '2', accept: 'No' }),
      by('dan', {}),
    ]),
  ).toEqual([
    ['ada', 'ben'],
    ['ada', 'cleo'],
    ['ben', 'cleo'],
  ]);
});
