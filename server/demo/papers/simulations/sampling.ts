// Sampling of traces: how well uniform and tail-biased samples estimate latencies.
import { at, below, mean, normal, rng, type Points, type Random, type Result } from './random.ts';

/** Log-normal latencies in ms around 40, of which 2 % are eight times as slow; sorted. */
function population(random: Random, size: number): number[] {
  const latencies = Array.from({ length: size }, () => {
    const latency = 40 * Math.exp(0.9 * normal(random));
    return random() < 0.02 ? latency * 8 : latency;
  });
  return latencies.sort((a, b) => a - b);
}

const names = ['mean', 'median', '99th percentile'];
/** Collects squared relative errors and gives their root mean square in %. */
function errors(truth: readonly number[]) {
  const sums = truth.map(() => 0);
  let runs = 0;
  return {
    add(estimates: readonly number[]) {
      runs++;
      for (const [i, true_] of truth.entries())
        sums[i] = at(sums, i) + ((at(estimates, i) - true_) / true_) ** 2;
    },
    percent: () => sums.map((sum) => 100 * Math.sqrt(sum / runs)),
  };
}

/** Relative error (%) of three estimates by the number of traces kept; 60 runs. */
export function uniformError(): Result {
  const random = rng(51);
  const all = population(random, 20000);
  const truth = [mean(all), at(all, 10000), at(all, 19800)];
  const result: Record<string, Points> = Object.fromEntries(names.map((name) => [name, []]));
  for (const kept of [50, 100, 200, 400, 800, 1600]) {
    const error = errors(truth);
    for (let run = 0; run < 60; run++) {
      const sample = Float64Array.from({ length: kept }, () => at(all, below(random, 20000))).sort();
      error.add([
        mean(Array.from(sample)),
        at(sample, Math.floor(kept * 0.5)),
        at(sample, Math.min(kept - 1, Math.floor(kept * 0.99))),
      ]);
    }
    for (const [i, percent] of error.percent().entries()) result[names[i] ?? '']?.push([kept, percent]);
  }
  return result;
}

/** Endpoints (of 200, Zipf popularity) with at least ten traces, by sampling rate in %, of 100,000 requests. */
export function uniformCoverage(): Result {
  const endpoints = 200;
  const requests = 100000;
  let harmonic = 0;
  for (let i = 1; i <= endpoints; i++) harmonic += 1 / i;
  const popularity = Array.from({ length: endpoints }, (_, i) => requests / ((i + 1) * harmonic));
  /** Probability that a Poisson variate with the given mean is ten or more. */
  const tenOrMore = (expected: number) => {
    let term = Math.exp(-expected);
    let sum = term;
    for (let k = 1; k < 10; k++) {
      term *= expected / k;
      sum += term;
    }
    return 1 - sum;
  };
  const rates = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
  return {
    uniform: rates.map((rate) => [rate, popularity.reduce((sum, x) => sum + tenOrMore((x * rate) / 100), 0)]),
    'half the budget as a floor': rates.map((rate) => {
      const budget = (requests * rate) / 100;
      const floor = Math.min(10, (budget / endpoints) * 0.5);
      const rest = (budget - floor * endpoints) / requests;
      return [rate, popularity.reduce((sum, x) => sum + (floor >= 10 ? 1 : tenOrMore(floor + x * rest)), 0)];
    }),
  };
}

/** One Poisson sample with weights 1/p; `floor` is the share of the budget spent uniformly, the rest on the slowest 5 %. */
function estimate(random: Random, all: readonly number[], budget: number, floor: number): number[] {
  const size = all.length;
  const cut = Math.floor(size * 0.95);
  const low = Math.min(1, (budget * floor) / size);
  const high = Math.min(1, (budget * floor) / size + (budget * (1 - floor)) / (size * 0.05));
  const kept: { value: number; weight: number }[] = [];
  let weights = 0;
  let sum = 0;
  for (const [i, value] of all.entries()) {
    const p = i < cut ? low : high;
    if (random() >= p) continue;
    kept.push({ value, weight: 1 / p });
    weights += 1 / p;
    sum += value / p;
  }
  const quantile = (share: number) => {
    let seen = 0;
    return kept.find(({ weight }) => (seen += weight) >= share * weights)?.value ?? kept.at(-1)?.value ?? 0;
  };
  return [sum / weights, quantile(0.5), quantile(0.99)];
}

/** Error of the 99th percentile (%) by traces kept, 5,000 requests, 100 runs. */
export function tailError(): Result {
  const random = rng(61);
  const all = population(random, 5000);
  const truth = [mean(all), at(all, 2500), at(all, 4950)];
  const result: Result = {};
  for (const [name, floor] of [
    ['uniform', 1],
    ['tail-biased, floor 1/4', 0.25],
  ] as const) {
    // prettier-ignore
    result[name] = [50, 100, 200, 400, 800].map((budget) => {
      const error = errors(truth);
      for (let run = 0; run < 100; run++) error.add(estimate(random, all, budget, floor));
      return [budget, at(error.percent(), 2)];
    });
  }
  return result;
}

/** Error of three estimates (%) by the share of the budget that is spent uniformly; 200 traces, 150 runs. */
export function tailFloor(): Result {
  const random = rng(62);
  const all = population(random, 5000);
  const truth = [mean(all), at(all, 2500), at(all, 4950)];
  const result: Record<string, Points> = Object.fromEntries(names.map((name) => [name, []]));
  for (const floor of [0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1]) {
    const error = errors(truth);
    for (let run = 0; run < 150; run++) error.add(estimate(random, all, 200, floor));
    for (const [i, percent] of error.percent().entries()) result[names[i] ?? '']?.push([floor, percent]);
  }
  return result;
}
