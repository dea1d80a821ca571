// Rumours in a fleet: how fast they spread, and what different rules for falling silent cost and miss.
import { peer, rng, type Points, type Random, type Result } from './random.ts';

/** Rounds until the last node knows, for three fan-outs; means of 60 runs. */
export function gossipRounds(): Result {
  const random = rng(11);
  const runs = 60;
  const result: Result = {};
  for (const fanOut of [1, 2, 3]) {
    result[`fan-out ${fanOut}`] = [8, 16, 32, 64, 128, 256].map((nodes) => {
      let sum = 0;
      for (let run = 0; run < runs; run++) sum += roundsToAll(random, nodes, fanOut);
      return [nodes, sum / runs];
    });
  }
  return result;
}

function roundsToAll(random: Random, nodes: number, fanOut: number): number {
  const knows = new Array<boolean>(nodes).fill(false);
  knows[0] = true;
  let count = 1;
  let rounds = 0;
  while (count < nodes) {
    rounds++;
    for (const [i, knew] of knows.slice().entries()) {
      if (!knew) continue;
      for (let k = 0; k < fanOut; k++) {
        const to = peer(random, nodes, i);
        if (!knows[to]) {
          knows[to] = true;
          count++;
        }
      }
    }
  }
  return rounds;
}

type Rule = 'blind' | 'asked' | 'either';

/** One rumour from node 0 with silence threshold k: nodes missed and messages sent. */
function spread(random: Random, nodes: number, k: number, rule: Rule): { missed: number; messages: number } {
  const learned = new Array<number>(nodes).fill(-1);
  const duplicates = new Array<number>(nodes).fill(0);
  learned[0] = 0;
  let messages = 0;
  let active = true;
  for (let round = 1; active && round <= 400; round++) {
    active = false;
    for (let i = 0; i < nodes; i++) {
      const since = learned[i] ?? -1;
      if (since < 0 || since >= round) continue;
      const spent = rule === 'blind' ? round - since > k : (duplicates[i] ?? 0) >= k;
      if (spent) continue;
      active = true;
      messages++;
      const to = peer(random, nodes, i);
      // Whether the message is lost: never, but the draw belongs to the sequence.
      random();
      if ((learned[to] ?? -1) < 0) learned[to] = round;
      else {
        if (rule !== 'blind') duplicates[i] = (duplicates[i] ?? 0) + 1;
        if (rule === 'either') duplicates[to] = (duplicates[to] ?? 0) + 1;
      }
    }
  }
  return { missed: learned.filter((round) => round < 0).length, messages };
}

/** Messages per node against nodes missed (%), 64 nodes, thresholds 1 to 6, means of 60 runs. */
export function gossipSilence(): Result {
  const random = rng(12);
  const nodes = 64;
  const runs = 60;
  const result: Result = {};
  const rules: [string, Rule][] = [
    ['blind', 'blind'],
    ['asked', 'asked'],
    ['asked or overheard', 'either'],
  ];
  for (const [name, rule] of rules) {
    const points: Points = [];
    for (let k = 1; k <= 6; k++) {
      let missed = 0;
      let messages = 0;
      for (let run = 0; run < runs; run++) {
        const one = spread(random, nodes, k, rule);
        missed += one.missed / nodes;
        messages += one.messages / nodes;
      }
      points.push([messages / runs, (100 * missed) / runs]);
    }
    result[name] = points;
  }
  result['exp(−m)'] = Array.from({ length: 15 }, (_, i) => [i / 2, 100 * Math.exp(-i / 2)]);
  return result;
}

/** Messages per node with and without repairs of two messages per missed node, thresholds 1 to 6. */
export function gossipTotal(): Result {
  const random = rng(13);
  const nodes = 64;
  const runs = 100;
  const alone: Points = [];
  const repaired: Points = [];
  for (let k = 1; k <= 6; k++) {
    let first = 0;
    let both = 0;
    for (let run = 0; run < runs; run++) {
      const { messages, missed } = spread(random, nodes, k, 'either');
      first += messages / nodes;
      both += (messages + 2 * missed) / nodes;
    }
    alone.push([k, first / runs]);
    repaired.push([k, both / runs]);
  }
  return { 'rumour alone': alone, 'with last call': repaired };
}
