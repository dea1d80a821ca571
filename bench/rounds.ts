// Planning rounds: repeats of rounds planned ahead and of whole terms beside what nobody can stay below, and the time of a round.
import { limitsOf } from '#shared/rounds/bounds.ts';
import { countMeetings, repeatFigures, type PastRound } from '#shared/rounds/meetings-matrix.ts';
import { planAhead } from '#shared/rounds/plan-ahead.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { createRandom, type Random } from '#shared/rounds/random.ts';
import type { Benchmark } from './run.ts';

const usual = { min: 3, max: 4 };
const [meetings, roundsEach, attendance] = [12, 3, 0.85];

/** People, group sizes, rounds, all planned ahead. */
const ahead: readonly (readonly [people: number, min: number, max: number, rounds: number])[] = [
  [15, 3, 3, 7],
  [16, 4, 4, 5],
  [20, 4, 4, 5],
  [24, 4, 4, 7],
  [28, 4, 4, 8],
  [30, 3, 3, 10],
  [37, 3, 4, 10],
  [40, 4, 4, 8],
  [60, 4, 4, 10],
  [100, 4, 4, 12],
  [200, 4, 4, 10],
  [12, 4, 4, 3],
  [23, 3, 4, 8],
  [32, 4, 4, 10],
];

const crowd = (count: number) => Array.from({ length: count }, (_, index) => `p${String(index)}`);
const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));
const sorted = (values: readonly number[]) => values.toSorted((one, other) => one - other);
const quantile = (values: readonly number[], part: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN;

/** CPU time in ms, which other programs on the machine change less than the clock's. */
const cpuMs = <T>(work: () => T): [T, number] => {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
};

const measureAhead = () =>
  ahead.map(([people, min, max, rounds]) => {
    const sizes = min === max ? String(min) : `${String(min)}to${String(max)}`;
    const [plan, ms] = cpuMs(() =>
      planAhead({ present: crowd(people), rounds, min, max, history: [], seed: 1 }),
    );
    const least = limitsOf(plan.rounds);
    const name = `ahead_${String(people)}_${sizes}_${String(rounds)}`;
    return {
      [`${name}_x`]: plan.x,
      [`${name}_x_limit`]: least.x,
      [`${name}_q`]: plan.q,
      [`${name}_q_limit`]: least.q,
      [`${name}_ms`]: rounded(ms),
    };
  });

/** Exactly the share that attends, another draw for each meeting; or everybody by their own coin. */
const attend = (people: readonly string[], random: Random, isExact: boolean) =>
  isExact
    ? random.shuffle(people).slice(0, Math.round(attendance * people.length))
    : people.filter(() => random.below(100) < 100 * attendance);

/** A term in which every round knows only those before it. */
const playTerm = (count: number, seed: number, isExact: boolean) => {
  const people = crowd(count);
  const random = createRandom(seed);
  const history: PastRound[] = [];
  const ms: number[] = [];
  for (let meeting = 0; meeting < meetings; meeting += 1) {
    const present = attend(people, random, isExact);
    for (let round = 0; round < roundsEach; round += 1) {
      const [plan, took] = cpuMs(() =>
        planRound({ present, ...usual, history, seed: 1000 * seed + history.length }),
      );
      ms.push(took);
      history.push({ groups: plan.groups });
    }
  }
  const limits = limitsOf(history.map(({ groups }) => groups));
  return { ...repeatFigures(countMeetings(people, history)), limits, ms };
};

/** Five terms; the one in the middle speaks for them, the worst stands beside it. */
const measureTerms = (count: number, isExact: boolean) => {
  const terms = [1, 2, 3, 4, 5].map((seed) => playTerm(count, seed, isExact));
  const xs = terms.map(({ x }) => x);
  const ratios = terms.map(({ q, limits }) => (limits.q === 0 ? 1 + q : q / limits.q));
  const ms = terms.flatMap((term) => term.ms);
  const name = `term_${String(count)}${isExact ? '' : '_coin'}`;
  return {
    [`${name}_x`]: quantile(xs, 0.5),
    [`${name}_x_worst`]: Math.max(...xs),
    [`${name}_x_limit`]: Math.max(...terms.map(({ limits }) => limits.x)),
    // Without a limit above zero there is no ratio.
    ...(terms.every(({ limits }) => limits.q > 0) && {
      [`${name}_q_ratio`]: rounded(quantile(ratios, 0.5), 3),
      [`${name}_q_ratio_worst`]: rounded(Math.max(...ratios), 3),
    }),
    ...(isExact && {
      [`p50_ms_${String(count)}`]: rounded(quantile(ms, 0.5)),
      [`p95_ms_${String(count)}`]: rounded(quantile(ms, 0.95)),
    }),
  };
};

/**
 * `ahead_PEOPLE_SIZES_ROUNDS_x` and `_q`: repeats of rounds planned together (see RepeatFigures), `_limit` what no plan is below
 * (shared/rounds/bounds.ts has the formulas). `term_PEOPLE_...`: 12 meetings of 3 rounds, 85 % of the class present, drawn for
 * each meeting, median of five terms; `_coin`: everybody comes with a chance of 85 %, so that more pairs meet. `ms`: CPU of one round.
 */
export const measure: Benchmark = () => {
  playTerm(24, 9, true);
  return Promise.resolve(
    Object.assign(
      {},
      ...measureAhead(),
      ...[24, 60, 100, 200, 400].map((count) => measureTerms(count, true)),
      ...[24, 60, 100].map((count) => measureTerms(count, false)),
    ) as Record<string, number>,
  );
};
