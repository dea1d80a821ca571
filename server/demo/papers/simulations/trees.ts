// Broadcast trees: how many live nodes they reach when nodes fail, and how long the last node waits.
import { rng, type Points, type Random, type Result } from './random.ts';

const levels = [1, 4, 16, 64];
/** Nodes near the root fail less often when they are chosen by uptime; the average stays the same. */
const byUptime = [0, 0.25, 0.5, 1.171875];

/** Share of live nodes reached (%) by the share of nodes down, 4-ary tree of 85 nodes, 300 runs a point. */
export function treeCoverage(): Result {
  const random = rng(21);
  const runs = 300;
  const result: Record<'no spare' | 'one spare' | 'one spare, by uptime', Points> = {
    'no spare': [],
    'one spare': [],
    'one spare, by uptime': [],
  };
  for (let step = 0; step <= 8; step++) {
    const down = step * 0.025;
    for (const name of Object.keys(result) as (keyof typeof result)[]) {
      let sum = 0;
      for (let run = 0; run < runs; run++)
        sum += reached(random, down, name !== 'no spare', name.endsWith('uptime'));
      result[name].push([down, (100 * sum) / runs]);
    }
  }
  return result;
}

function reached(random: Random, down: number, spare: boolean, uptime: boolean): number {
  let parents = [true];
  let live = 0;
  let got = 0;
  for (let level = 1; level < levels.length; level++) {
    const fails = uptime ? down * (byUptime[level] ?? 1) : down;
    const above = levels[level - 1] ?? 1;
    const next: boolean[] = [];
    for (let i = 0; i < (levels[level] ?? 0); i++) {
      const up = random() >= fails;
      const parent = Math.floor(i / 4);
      const fed = parents[parent] === true || (spare && parents[(parent + 1) % above] === true);
      next.push(up && fed);
      if (up) live++;
      if (up && fed) got++;
    }
    parents = next;
  }
  return got / live;
}

/** Time until the last node has the message (ms) by arity: 1 ms per send, one after the other, 4 ms per hop. */
export function treeLatency(): Result {
  const result: Result = {};
  for (const nodes of [32, 128, 512]) {
    const points: Points = [];
    for (let arity = 2; arity <= 16; arity++) {
      const times = [0];
      for (let i = 1; i < nodes; i++) {
        const parent = Math.floor((i - 1) / arity);
        times.push((times[parent] ?? 0) + ((i - 1) % arity) + 1 + 4);
      }
      points.push([arity, Math.max(...times)]);
    }
    result[`${nodes} nodes`] = points;
  }
  return result;
}
