// Work stealing with a board of hints: probes per success and the tail of response times.
import { at, below, exponential, peer, rng, type Random, type Result } from './random.ts';

type Policy = 'two' | 'random' | 'hints';
const loads = [0.3, 0.5, 0.7, 0.8, 0.9];

/** 32 workers at a load; hints are refreshed every half service time and wrong with a given probability. */
function simulate(random: Random, policy: Policy, load: number, wrong: number) {
  const workers = 32;
  const horizon = 300;
  /** Arrival times of the jobs waiting at each worker. */
  const queues = Array.from({ length: workers }, (): number[] => []);
  const busy = new Uint8Array(workers);
  const rate = workers * (load + 1);
  const responses: number[] = [];
  let now = 0;
  let refresh = 0;
  let probes = 0;
  let wins = 0;
  const length = (i: number) => queues[i]?.length ?? 0;

  const steal = (thief: number) => {
    for (let attempt = 0; attempt < 2; attempt++) {
      let victim = peer(random, workers, thief);
      if (policy === 'hints') {
        const marked = [...busy.keys()].filter((i) => busy[i] === 1 && i !== thief);
        if (marked.length > 0) victim = at(marked, below(random, marked.length));
      }
      probes++;
      if (length(victim) >= 2) {
        queues[thief]?.push(queues[victim]?.pop() ?? now);
        wins++;
        return;
      }
      busy[victim] = 0;
    }
  };

  while (now < horizon) {
    now += exponential(random) / rate;
    if (now >= refresh) {
      for (let i = 0; i < workers; i++) {
        const bit = length(i) >= 2 ? 1 : 0;
        busy[i] = random() < wrong ? 1 - bit : bit;
      }
      refresh = now + 0.5;
    }
    if (random() < load / (load + 1)) {
      let to = below(random, workers);
      if (policy === 'two') {
        const other = below(random, workers);
        if (length(other) < length(to)) to = other;
      }
      queues[to]?.push(now);
    } else {
      const i = below(random, workers);
      const arrival = queues[i]?.shift();
      if (arrival !== undefined && arrival > horizon * 0.15) responses.push(now - arrival);
      if (length(i) === 0 && policy !== 'two') steal(i);
    }
  }
  responses.sort((a, b) => a - b);
  return { p99: at(responses, Math.floor(responses.length * 0.99)), perWin: wins > 0 ? probes / wins : 0 };
}

/** Probes per successful steal by load. */
export function stealAttempts(): Result {
  const random = rng(81);
  const result: Result = {};
  const cases = [
    ['random victim', 'random', 0],
    ['hints', 'hints', 0],
    ['hints, 30% of bits wrong', 'hints', 0.3],
  ] as const;
  for (const [name, policy, wrong] of cases) {
    result[name] = loads.map((load) => [load, simulate(random, policy, load, wrong).perWin]);
  }
  return result;
}

/** 99th percentile of the response time in service times by load. */
export function stealTail(): Result {
  const random = rng(82);
  // Response times of a lone queue with exponential service are exponential with rate 1 - load.
  const result: Result = { 'no stealing': loads.map((load) => [load, Math.log(100) / (1 - load)]) };
  const cases = [
    ['two choices', 'two'],
    ['stealing, random', 'random'],
    ['stealing, hints', 'hints'],
  ] as const;
  for (const [name, policy] of cases) {
    result[name] = loads.map((load) => [load, simulate(random, policy, load, 0).p99]);
  }
  return result;
}
