// Who gives feedback on whose review: 500 reviews with three givers each over 20 meetings, and small classes where pairs run out.
import { drawPairs, type Pair } from '#server/feedback/plan/pairing.ts';
import type { Benchmark } from './run.ts';

const [meetings, perReview] = [20, 3];

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const rounded = (ms: number) => Math.round(ms * 10) / 10;

const term = (people: number) => {
  const ids = Array.from({ length: people }, (_, at) => `person${String(at).padStart(12, '0')}`);
  const history: Pair[] = [];
  const took: number[] = [];
  let spread = 0;
  for (let meeting = 0; meeting < meetings; meeting++) {
    const startedAt = performance.now();
    const pairs = drawPairs({
      ...{ authors: ids, givers: ids, perReview, standing: [], history },
      seed: `meeting ${String(meeting)}`,
    });
    took.push(performance.now() - startedAt);
    for (const side of ['giverId', 'authorId'] as const) {
      const loads = ids.map((id) => pairs.filter((pair) => pair[side] === id).length);
      spread = Math.max(spread, Math.max(...loads) - Math.min(...loads));
    }
    history.push(...pairs);
  }
  const different = new Set(history.map(({ giverId, authorId }) => `${giverId} ${authorId}`)).size;
  return {
    took,
    spread,
    own: history.filter(({ giverId, authorId }) => giverId === authorId).length,
    repeated: history.length - different,
    // Every review meets as many different givers as there are classmates, at most.
    atLeast: people * Math.max(0, meetings * perReview - (people - 1)),
  };
};

/** Milliseconds for one meeting; `repeated_pairs` over all meetings, and what no way of pairing can stay below. */
export const measure: Benchmark = async () => {
  term(500);
  const [large, small] = [term(500), term(24)];
  return Promise.resolve({
    reviews: 500,
    k: perReview,
    ms: rounded(median(large.took)),
    worst_ms: rounded(Math.max(...large.took)),
    load_spread: large.spread,
    own: large.own,
    repeated_pairs: large.repeated,
    repeated_pairs_lower_bound: large.atLeast,
    small_reviews: 24,
    small_load_spread: small.spread,
    small_repeated_pairs: small.repeated,
    small_repeated_pairs_lower_bound: small.atLeast,
  });
};
