// The simulations behind the sample papers' charts, by the name that the texts use, with their axes.
import type { Chart } from './figures/canvas.ts';
import { choicesLoad, choicesStale } from './simulations/choices.ts';
import { gossipRounds, gossipSilence, gossipTotal } from './simulations/gossip.ts';
import { leaseAvailability, leaseWait } from './simulations/leases.ts';
import type { Result } from './simulations/random.ts';
import { tailError, tailFloor, uniformCoverage, uniformError } from './simulations/sampling.ts';
import { stealAttempts, stealTail } from './simulations/stealing.ts';
import { treeCoverage, treeLatency } from './simulations/trees.ts';
import { vectorConflicts, vectorSize } from './simulations/vectors.ts';

interface Simulation {
  run: () => Result;
  x: string;
  y: string;
  scale?: Chart['scale'];
  kind?: 'scatter' | 'bars';
}

const catalogue: Record<string, Simulation> = {
  'gossip-rounds': { run: gossipRounds, x: 'nodes (log scale)', y: 'rounds until all know', scale: 'log' },
  'gossip-silence': { run: gossipSilence, x: 'messages per node', y: 'nodes missed, %', kind: 'scatter' },
  'gossip-total': { run: gossipTotal, x: 'silence threshold k', y: 'messages per node', kind: 'bars' },
  'tree-coverage': { run: treeCoverage, x: 'share of nodes down', y: 'live nodes reached, %' },
  'tree-latency': { run: treeLatency, x: 'arity', y: 'time to last node, ms' },
  'lease-wait': { run: leaseWait, x: 'minutes x', y: 'writes that wait more than x, %', scale: 'category' },
  'lease-availability': { run: leaseAvailability, x: 'hours offline', y: 'reads served under a promise, %' },
  'vector-conflicts': { run: vectorConflicts, x: 'hours offline', y: 'files that conflict, %' },
  'vector-size': { run: vectorSize, x: 'week', y: 'entries in the vector' },
  'uniform-error': {
    run: uniformError,
    x: 'traces kept (log scale)',
    y: 'relative error, % (RMS)',
    scale: 'log',
  },
  'uniform-coverage': {
    run: uniformCoverage,
    x: 'sampling rate, % (log scale)',
    y: 'endpoints with 10 traces or more',
    scale: 'log',
  },
  'tail-error': {
    run: tailError,
    x: 'traces kept (log scale)',
    y: 'relative error of p99, % (RMS)',
    scale: 'log',
  },
  'tail-floor': { run: tailFloor, x: 'floor share', y: 'relative error, % (RMS)' },
  'choices-load': { run: choicesLoad, x: 'bins (log scale)', y: 'fullest bin', scale: 'log' },
  'choices-stale': { run: choicesStale, x: 'age of the board T', y: 'mean response time' },
  'steal-attempts': { run: stealAttempts, x: 'load', y: 'probes per successful steal' },
  'steal-tail': { run: stealTail, x: 'load', y: '99th percentile of response' },
};

const done = new Map<string, Chart & { bars: boolean }>();

/** Computes the chart with a name, once per process; throws on a name that is not in the catalogue. */
export function simulate(name: string): Chart & { bars: boolean } {
  const known = done.get(name);
  if (known) return known;
  const simulation = catalogue[name];
  if (!simulation) throw new Error(`There is no simulation "${name}".`);
  const { run, x, y, scale = 'linear', kind } = simulation;
  const series = Object.entries(run()).map(([one, points]) => ({ name: one, points }));
  const chart = {
    x,
    y,
    series,
    scale,
    style: kind === 'scatter' ? ('scatter' as const) : ('line' as const),
    bars: kind === 'bars',
  };
  done.set(name, chart);
  return chart;
}
