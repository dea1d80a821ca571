// Who presents what: 200 students rank 60 slots; seven seeded instances against the exact optimum of a linear programme solved by HiGHS.
import highsLoader from 'highs';
import { assign } from '#shared/signup/assign.ts';
import { figuresOf } from '#shared/signup/figures.ts';
import { firstCome } from '#shared/signup/first-come.ts';
import { standingsOf, type Method, type Problem } from '#shared/signup/problem.ts';
import { createChance } from '#tests/support/chance.ts';
import type { Benchmark } from './run.ts';

const [students, papers, seeds] = [200, 60, [1, 2, 3, 4, 5, 6, 7]];
const squared: Method = { objective: 'squared', keeping: 'bonus' };
const generous: Method = { objective: 'generous', keeping: 'bonus' };

/** Topics differ in how much they are wanted: the seventh is half as popular as the first. Some people cannot come to some meetings. */
const world = (seed: number): Problem => {
  const chance = createChance(seed * 7919);
  const slots = Array.from({ length: papers }, (_, at) => ({
    id: `slot${String(at)}`,
    meetingId: `meeting${String(at >> 1)}`,
    min: 3,
    max: 4,
  }));
  const popularity = slots.map((_, at) => 6 / (6 + at));
  const people = Array.from({ length: students }, (_, at) => {
    const length = 5 + Math.floor(chance.next() * 4);
    const ranked = slots
      .map(({ id }, slot) => ({ id, key: chance.next() ** (1 / (popularity[slot] ?? 1)) }))
      .toSorted((one, other) => other.key - one.key)
      .slice(0, length)
      .map(({ id }) => id);
    const blocked = chance.happens(0.3) ? [`meeting${String(Math.floor(chance.next() * (papers / 2)))}`] : [];
    return {
      ...{ id: `student${String(at)}`, seats: 1, ranked, blocked },
      ...{ partnerId: null, since: Math.floor(chance.next() * 1e6) },
    };
  });
  return { slots, people, fixed: [], standing: [], atLeast: 5, seed: String(seed) };
};

/** The least sum of squared places that any assignment has in which everybody gets a seat and every slot its number. */
const optimum = (highs: Awaited<ReturnType<typeof highsLoader>>, problem: Problem): number => {
  const standings = standingsOf(problem);
  const terms: string[] = [];
  const bySlot = problem.slots.map((): string[] => []);
  const byPerson = problem.people.map((person, at) => {
    const standingOf = standings(person);
    return problem.slots.flatMap(({ id, meetingId }, slot) => {
      if (person.blocked.includes(meetingId)) return [];
      const name = `x${String(at)}_${String(slot)}`;
      terms.push(`${String(standingOf(id).place ** 2)} ${name}`);
      bySlot[slot]?.push(name);
      return [name];
    });
  });
  const lines = [
    ...byPerson.map((names) => `${names.join(' + ')} = 1`),
    ...problem.slots.flatMap(({ min, max }, slot) => {
      const sum = (bySlot[slot] ?? []).join(' + ');
      return [`${sum} >= ${String(min)}`, `${sum} <= ${String(max)}`];
    }),
  ].map((line, at) => ` c${String(at)}: ${line}`);
  const { Status, ObjectiveValue } = highs.solve(
    `Minimize\n obj: ${terms.join('\n + ')}\nSubject To\n${lines.join('\n')}\nEnd`,
  );
  if (Status !== 'Optimal') throw new Error(`The solver says: ${Status}`);
  return Math.round(ObjectiveValue);
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const rounded = (value: number) => Math.round(value * 100) / 100;
const mean = (values: readonly number[]) => rounded(values.reduce((a, b) => a + b, 0) / values.length);

/** Milliseconds of one whole assignment with its explanation; counts are means over the instances; `objective_gap` is the worst. */
export const measure: Benchmark = async () => {
  const highs = await highsLoader();
  const problems = seeds.map(world);
  for (const problem of problems.slice(0, 2)) assign(problem, squared);
  const run = (method: Method) =>
    problems.map((problem) => {
      const startedAt = performance.now();
      const { figures } = assign(problem, method);
      return { figures, ms: performance.now() - startedAt };
    });
  const [bySquares, byGenerosity] = [run(squared), run(generous)];
  const startedAt = performance.now();
  const best = problems.map((problem) => optimum(highs, problem));
  const solverMs = (performance.now() - startedAt) / problems.length;
  const sheet = problems.map((problem) => figuresOf(problem, firstCome(problem)));
  const gaps = bySquares.map(({ figures: { points, unseated, short } }, at) =>
    unseated + short > 0 ? Infinity : Math.abs(points - (best[at] ?? NaN)),
  );
  return {
    ...{ students, slots: papers, instances: seeds.length },
    ms: rounded(median(bySquares.map(({ ms }) => ms))),
    worst_ms: rounded(Math.max(...bySquares.map(({ ms }) => ms))),
    generous_ms: rounded(median(byGenerosity.map(({ ms }) => ms))),
    generous_worst_ms: rounded(Math.max(...byGenerosity.map(({ ms }) => ms))),
    highs_ms: rounded(solverMs),
    objective_gap: Math.max(...gaps),
    squared_unlisted: mean(bySquares.map(({ figures }) => figures.unlisted)),
    generous_unlisted: mean(byGenerosity.map(({ figures }) => figures.unlisted)),
    first_come_unlisted: mean(sheet.map(({ unlisted }) => unlisted)),
    squared_first_choices: mean(bySquares.map(({ figures }) => figures.firstChoices)),
    generous_first_choices: mean(byGenerosity.map(({ figures }) => figures.firstChoices)),
    first_come_first_choices: mean(sheet.map(({ firstChoices }) => firstChoices)),
    squared_lowest_place: mean(bySquares.map(({ figures }) => figures.places.length)),
    generous_lowest_place: mean(byGenerosity.map(({ figures }) => figures.places.length)),
  };
};
