// The papers' prose quotes these numbers: the simulations must keep giving them to the digit.
import { expect, test } from '@jest/globals';
import { simulate } from '#server/demo/papers/simulations.ts';

const quoted: [simulation: string, series: string, x: number, y: number][] = [
  ['gossip-rounds', 'fan-out 1', 256, 14.52],
  ['gossip-silence', 'asked or overheard', 4.5, 1.17],
  ['gossip-total', 'with last call', 2, 2.32],
  ['tree-coverage', 'one spare, by uptime', 0.2, 99.11],
  ['tree-latency', '512 nodes', 7, 33],
  ['lease-wait', 'fixed 8 h', 240, 14.19],
  ['lease-availability', 'travel lease', 12, 19],
  ['vector-conflicts', '8 sharers, 20 parts', 24, 7.08],
  ['vector-size', 'never forget', 104, 33],
  ['uniform-error', '99th percentile', 100, 164.6],
  ['uniform-coverage', 'half the budget as a floor', 2, 55.9],
  ['tail-error', 'tail-biased, floor 1/4', 800, 4.55],
  ['tail-floor', '99th percentile', 0.4, 9.47],
  ['choices-load', 'three choices', 4096, 2.8],
  ['choices-stale', 'least loaded, tickets', 8, 4.27],
  ['steal-attempts', 'hints, 30% of bits wrong', 0.9, 2.26],
  ['steal-tail', 'stealing, hints', 0.9, 5.88],
];

test.each(quoted)('%s, %s: at %d it is %d', (simulation, series, x, y) => {
  const points = simulate(simulation).series.find((one) => one.name === series)?.points ?? [];
  const found = points.find(([at]) => Math.abs(at - x) < 0.006);
  expect(found?.[1]).toBeCloseTo(y, 2);
});

test('an unknown name is refused', () => {
  expect(() => simulate('perpetual-motion')).toThrow('perpetual-motion');
});
