// Rounds planned ahead, World Café, and the limits that nobody can stay below.
import { describe, expect, test } from '@jest/globals';
import { evenFill, limitsOf } from '#shared/rounds/bounds.ts';
import { countMeetings, repeatFigures } from '#shared/rounds/meetings-matrix.ts';
import { planAhead } from '#shared/rounds/plan-ahead.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { createRandom } from '#shared/rounds/random.ts';
import { shiftPerson, shiftsOf, symmetriesOf } from '#shared/rounds/symmetry.ts';
import { planCafe, type Table } from '#shared/rounds/world-cafe.ts';

const crowd = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${String(index)}`);

const figuresOf = (people: readonly string[], rounds: readonly (readonly (readonly string[])[])[]) =>
  repeatFigures(
    countMeetings(
      people,
      rounds.map((groups) => ({ groups })),
    ),
  );

/** All ways to split people into groups of these sizes. */
function* splits(people: readonly string[], sizes: readonly number[]): Generator<string[][]> {
  const [size, ...others] = sizes;
  const [first, ...rest] = people;
  if (size === undefined || first === undefined) {
    yield [];
    return;
  }
  for (const more of subsets(rest, size - 1)) {
    const left = rest.filter((person) => !more.includes(person));
    for (const tail of splits(left, others)) yield [[first, ...more], ...tail];
  }
}

function* subsets(people: readonly string[], size: number): Generator<string[]> {
  if (size === 0) yield [];
  for (const [index, first] of size > 0 ? people.entries() : [])
    for (const more of subsets(people.slice(index + 1), size - 1)) yield [first, ...more];
}

describe('limitsOf', () => {
  test('no plan of a tiny class is below them, and where sizes are equal one reaches Q', () => {
    for (const [people, size, rounds] of [
      [6, 3, 2],
      [6, 3, 3],
      [4, 2, 4],
      [6, 2, 3],
      [8, 4, 2],
    ] as const) {
      const sizes = Array<number>(people / size).fill(size);
      const all = [...splits(crowd(people), sizes)];
      const first = all[0] ?? [];
      let [leastQ, leastX] = [Infinity, Infinity];
      const choose = (chosen: string[][][]): void => {
        if (chosen.length < rounds) {
          for (const next of all) choose([...chosen, next]);
          return;
        }
        const { q, x } = figuresOf(crowd(people), chosen);
        leastQ = Math.min(leastQ, q);
        leastX = Math.min(leastX, x);
      };
      choose([first]);
      const limits = limitsOf(Array<string[][]>(rounds).fill(first));
      expect([people, limits.q]).toEqual([people, leastQ]);
      expect(limits.x).toBeLessThanOrEqual(leastX);
    }
  });

  test('holds for rounds by chance with people who come and go', () => {
    const random = createRandom(5);
    for (let term = 0; term < 200; term += 1) {
      const rounds = Array.from({ length: 1 + random.below(6) }, () => {
        const present = random.shuffle(crowd(12)).slice(0, 4 + random.below(9));
        const groups: string[][] = [];
        while (present.length > 0) groups.push(present.splice(0, 2 + random.below(4)));
        return groups;
      });
      const { q, x } = figuresOf(crowd(12), rounds);
      const limits = limitsOf(rounds);
      expect(limits.q).toBeLessThanOrEqual(q);
      expect(limits.x).toBeLessThanOrEqual(x);
    }
  });

  test('even fill: 10 meetings of 4 pairs are 3, 3, 2 and 2', () => {
    expect([evenFill(10, 4), evenFill(3, 4), evenFill(0, 0)]).toEqual([3 + 3 + 1 + 1, 0, 0]);
  });
});

test('a symmetry shifts everybody but the fixed, and all shifts together come back to the start', () => {
  for (const symmetry of symmetriesOf(20, 9)) {
    for (let shift = 0; shift < shiftsOf(symmetry); shift += 1) {
      const moved = Array.from({ length: 20 }, (_, person) => shiftPerson(symmetry, person, shift));
      expect(new Set(moved).size).toBe(20);
      expect(moved.filter((place, person) => place === person)).toHaveLength(
        shift === 0 ? 20 : symmetry.fixed,
      );
    }
  }
  expect(symmetriesOf(20, 9).map(({ factors }) => factors)).toContainEqual([3, 3]);
});

describe('planAhead', () => {
  test('no pair meets twice where that is known to be possible', () => {
    for (const [people, min, max, rounds] of [
      [15, 3, 3, 7],
      [16, 4, 4, 5],
      [20, 4, 4, 5],
      [30, 3, 3, 10],
      [37, 3, 4, 10],
      [100, 4, 4, 12],
    ] as const) {
      const plan = planAhead({ present: crowd(people), rounds, min, max, history: [], seed: 3 });
      expect(plan.rounds).toHaveLength(rounds);
      for (const groups of plan.rounds) expect(groups.flat().sort()).toEqual(crowd(people).sort());
      expect([people, plan.x, figuresOf(crowd(people), plan.rounds).x]).toEqual([people, 0, 0]);
    }
  });

  test('12 people in fours repeat nine times in three rounds: less does not exist', () => {
    const plan = planAhead({ present: crowd(12), rounds: 3, min: 4, max: 4, history: [], seed: 1 });
    expect([plan.q, limitsOf(plan.rounds).q]).toEqual([9, 9]);
  });

  test('knows the rounds before, and adds no more to Q than round by round', () => {
    const history = [1, 2].map((seed) => ({
      groups: planRound({ present: crowd(16), min: 4, max: 4, history: [], seed }).groups,
    }));
    const ahead = planAhead({ present: crowd(16), rounds: 3, min: 4, max: 4, history, seed: 1 });
    const earlier = history.map(({ groups }) => groups);
    const before = figuresOf(crowd(16), earlier);
    const after = figuresOf(crowd(16), [...earlier, ...ahead.rounds]);
    expect([ahead.q, ahead.x]).toEqual([after.q - before.q, after.x - before.x]);
    const steps = [...history];
    for (let seed = 1; seed <= 3; seed += 1)
      steps.push(planRound({ present: crowd(16), min: 4, max: 4, history: steps, seed }));
    const byStep = figuresOf(
      crowd(16),
      steps.map(({ groups }) => groups),
    );
    expect(after.q).toBeLessThanOrEqual(byStep.q);
  });

  test('draws the same for the same seed', () => {
    const draw = (seed: number) =>
      planAhead({ present: crowd(20), rounds: 3, min: 3, max: 4, history: [], seed }).rounds;
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
});

describe('planCafe', () => {
  const begin = (people: number): Table[] =>
    planRound({ present: crowd(people), min: 4, max: 5, history: [], seed: 1 }).groups.map((members, id) => ({
      id,
      members,
      host: members[0] ?? '',
    }));

  test('hosts stay, all others go to a table they have not been to, and nobody meets again while that is possible', () => {
    const rounds = [begin(25)];
    for (let seed = 1; seed < 4; seed += 1) {
      const history = rounds.map((tables) => ({ groups: tables.map(({ members }) => members) }));
      const plan = planCafe({ present: crowd(25), before: rounds, history, seed });
      expect(plan.tables.flatMap(({ members }) => members).sort()).toEqual(crowd(25).sort());
      for (const { id, host, members } of plan.tables) {
        expect([host, members.includes(host)]).toEqual([rounds[0]?.[id]?.host, true]);
        for (const person of members.filter((member) => member !== host))
          for (const tables of rounds)
            expect(tables.find((table) => table.id === id)?.members).not.toContain(person);
      }
      rounds.push(plan.tables);
    }
  });

  test('a host who left is followed by somebody of the table; an empty table closes; who came late is seated', () => {
    const tables = begin(16);
    const [first, second] = tables;
    const gone = [first?.host, ...(second?.members ?? [])];
    const present = [...crowd(16).filter((person) => !gone.includes(person)), 'late'];
    const plan = planCafe({ present, before: [tables], history: [], seed: 1 });
    expect(plan.tables.map(({ id }) => id)).toEqual([0, 2, 3]);
    expect(first?.members).toContain(plan.tables[0]?.host);
    expect(plan.tables.flatMap(({ members }) => members).sort()).toEqual(present.sort());
    expect(() => planCafe({ present: ['late'], before: [tables], history: [], seed: 1 })).toThrow(RangeError);
  });
});
