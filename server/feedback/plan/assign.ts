// Gives each of many takers some of many partners at the least cost: quick where it is easy, by cheapest paths where it is not.
import type { Chance } from './chance.ts';

/** What {@link assign} is asked: cells are `taker * partners + partner`. */
export interface Task {
  readonly takers: number;
  readonly partners: number;
  /** How many partners each taker needs. */
  readonly needs: readonly number[];
  /** How many takers each partner has room for; more only where it cannot be helped, as evenly as possible. */
  readonly rooms: readonly number[];
  /** Cost of a cell, 0 or more; negative: not allowed. */
  readonly costs: Int32Array;
}

/** More than all costs of cells together. */
const overfull = 100_000_000;

/** The chosen partners of every taker; fewer than needed where no more are allowed. Of all balanced choices none costs less. */
export const assign = ({ takers, partners, needs, rooms, costs }: Task, chance: Chance): number[][] => {
  const chosen = new Uint8Array(takers * partners);
  const loads = new Int32Array(partners);
  const missing = Int32Array.from(needs);
  const holders: Set<number>[] = Array.from({ length: partners }, () => new Set<number>());
  const cell = (taker: number, partner: number) => taker * partners + partner;
  const room = (partner: number) => (rooms[partner] ?? 0) - (loads[partner] ?? 0);
  const take = (taker: number, partner: number) => {
    chosen[cell(taker, partner)] = 1;
    holders[partner]?.add(taker);
  };
  const leave = (taker: number, partner: number) => {
    chosen[cell(taker, partner)] = 0;
    holders[partner]?.delete(taker);
  };

  /** Rounds of one partner for everybody, walking round a shuffled circle: nearly all are served here. */
  const walk = () => {
    for (let round = 0; round < Math.max(0, ...needs); round++) {
      const circle = chance.shuffle([...Array(partners).keys()]);
      let at = 0;
      for (const taker of chance.shuffle([...Array(takers).keys()])) {
        if ((missing[taker] ?? 0) <= 0) continue;
        for (let step = 0; step < partners; step++) {
          const partner = circle[(at + step) % partners] ?? 0;
          const where = cell(taker, partner);
          if (room(partner) <= 0 || chosen[where] === 1 || costs[where] !== 0) continue;
          take(taker, partner);
          loads[partner] = (loads[partner] ?? 0) + 1;
          missing[taker] = (missing[taker] ?? 0) - 1;
          at = (at + step + 1) % partners;
          break;
        }
      }
    }
  };

  /** Finds the cheapest way to one more partner for a taker, others changing theirs on the way. `most`: cells dearer than that are left alone. */
  const seek = (start: number, most: number, mayOverfill: boolean): boolean => {
    const distance = new Float64Array(takers).fill(Infinity);
    const reached = new Float64Array(partners).fill(Infinity);
    const from = new Int32Array(partners).fill(-1);
    const via = new Int32Array(takers).fill(-1);
    const waiting = [start];
    const isWaiting = new Uint8Array(takers);
    distance[start] = 0;
    let [best, bestCost] = [-1, Infinity];
    for (let head = 0; head < waiting.length; head++) {
      const taker = waiting[head] ?? 0;
      isWaiting[taker] = 0;
      const base = taker * partners;
      for (let partner = 0; partner < partners; partner++) {
        const cost = costs[base + partner] ?? -1;
        if (cost < 0 || cost > most || chosen[base + partner] === 1) continue;
        const way = (distance[taker] ?? 0) + cost;
        if (way >= (reached[partner] ?? 0)) continue;
        reached[partner] = way;
        from[partner] = taker;
        const left = room(partner);
        const total = left > 0 ? way : mayOverfill ? way + overfull * (1 - left) : Infinity;
        if (total < bestCost) [best, bestCost] = [partner, total];
        if (bestCost === 0) break;
        for (const other of holders[partner] ?? []) {
          const back = way - (costs[cell(other, partner)] ?? 0);
          if (back >= (distance[other] ?? 0)) continue;
          distance[other] = back;
          via[other] = partner;
          if (isWaiting[other] === 1) continue;
          isWaiting[other] = 1;
          waiting.push(other);
        }
      }
      // Nothing costs less than nothing as long as only free cells are in use.
      if (bestCost === 0) break;
    }
    if (best < 0) return false;
    loads[best] = (loads[best] ?? 0) + 1;
    missing[start] = (missing[start] ?? 0) - 1;
    for (let partner = best; ;) {
      const taker = from[partner] ?? start;
      const before = taker === start ? -1 : (via[taker] ?? -1);
      take(taker, partner);
      if (before < 0) return true;
      leave(taker, before);
      partner = before;
    }
  };

  const serve = (most: number, mayOverfill: boolean) => {
    for (const taker of chance.shuffle([...Array(takers).keys()]))
      while ((missing[taker] ?? 0) > 0 && seek(taker, most, mayOverfill));
  };
  walk();
  serve(0, false);
  serve(Infinity, true);
  return Array.from({ length: takers }, (_, taker) =>
    [...Array(partners).keys()].filter((partner) => chosen[cell(taker, partner)] === 1),
  );
};
