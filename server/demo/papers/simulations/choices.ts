// The power of two choices: fullest bins, and queues whose lengths are known only from an old board.
import { at, below, exponential, rng, type Random, type Result } from './random.ts';

/** Balls in the fullest of n bins after n balls with one, two or three choices; means of 5 runs. */
export function choicesLoad(): Result {
  const random = rng(71);
  const result: Result = {};
  for (const [name, choices] of [
    ['one choice', 1],
    ['two choices', 2],
    ['three choices', 3],
  ] as const) {
    // prettier-ignore
    result[name] = [4, 6, 8, 10, 12, 14].map((power) => {
      const bins = 2 ** power;
      let sum = 0;
      for (let run = 0; run < 5; run++) sum += fullest(random, bins, choices);
      return [bins, sum / 5];
    });
  }
  return result;
}

function fullest(random: Random, bins: number, choices: number): number {
  const load = new Int32Array(bins);
  let most = 0;
  for (let ball = 0; ball < bins; ball++) {
    let best = below(random, bins);
    for (let k = 1; k < choices; k++) {
      const other = below(random, bins);
      if (at(load, other) < at(load, best)) best = other;
    }
    load[best] = at(load, best) + 1;
    most = Math.max(most, at(load, best));
  }
  return most;
}

type Policy = 'two' | 'least';

/**
 * Mean response time in service times: 32 queues at load 0.8, four dispatchers, a board refreshed every `age`
 * service times; with tickets a dispatcher adds what it sent itself since.
 */
function staleQueue(random: Random, policy: Policy, tickets: boolean, age: number): number {
  const load = 0.8;
  const queues = 32;
  const horizon = 300;
  const lengths = new Int32Array(queues);
  const board = new Int32Array(queues);
  const sent = Array.from({ length: 4 }, () => new Int32Array(queues));
  const rate = queues * (load + 1);
  let now = 0;
  let area = 0;
  let refresh = 0;
  while (now < horizon) {
    const step = exponential(random) / rate;
    now += step;
    if (now >= refresh) {
      board.set(lengths);
      for (const one of sent) one.fill(0);
      refresh = now + age;
    }
    if (now > horizon * 0.2) area += lengths.reduce((sum, length) => sum + length, 0) * step;
    if (random() < load / (load + 1)) {
      const own = sent[below(random, sent.length)] ?? board;
      const seen = (i: number) => (age === 0 ? at(lengths, i) : at(board, i) + (tickets ? at(own, i) : 0));
      const first = below(random, queues);
      let best = first;
      if (policy === 'two') {
        const other = below(random, queues);
        if (seen(other) < seen(best)) best = other;
      } else {
        for (let k = 1; k < queues; k++) {
          const other = (first + k) % queues;
          if (seen(other) < seen(best)) best = other;
        }
      }
      lengths[best] = at(lengths, best) + 1;
      own[best] = at(own, best) + 1;
    } else {
      const i = below(random, queues);
      if (at(lengths, i) > 0) lengths[i] = at(lengths, i) - 1;
    }
  }
  return area / (horizon * 0.8 * queues * load);
}

/** Mean response time by the age of the board. */
export function choicesStale(): Result {
  const random = rng(72);
  const ages = [0, 0.5, 1, 2, 4, 8];
  // A single queue with exponential service answers in 1 / (1 - load).
  const result: Result = { random: ages.map((age) => [age, 1 / (1 - 0.8)]) };
  const policies = [
    ['two choices', 'two', false],
    ['two choices, tickets', 'two', true],
    ['least loaded, tickets', 'least', true],
  ] as const;
  for (const [name, policy, tickets] of policies) {
    result[name] = ages.map((age) => [age, staleQueue(random, policy, tickets, age)]);
  }
  return result;
}
