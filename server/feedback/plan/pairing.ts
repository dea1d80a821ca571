// Who gives feedback on whose review: loads as even as can be, nobody on their own, the same pair again only when no other is left.
import type { Id } from '#shared/kernel/primitives.ts';
import { assign } from './assign.ts';
import { chanceFrom } from './chance.ts';

export interface Pair {
  readonly giverId: Id;
  readonly authorId: Id;
}

export interface Draw {
  /** Those whose reviews get feedback. */
  readonly authors: readonly Id[];
  /** Those who give feedback; usually the same people. */
  readonly givers: readonly Id[];
  /** How many givers a review gets. */
  readonly perReview: number;
  /** Pairs of this exchange that stand and are not touched. */
  readonly standing: readonly Pair[];
  /** Pairs of earlier exchanges, once for each time. */
  readonly history: readonly Pair[];
  readonly seed: string;
}

/** To have met before costs; that the other one gave feedback to oneself before decides between equals. */
const [again, reversed] = [1000, 1];

const count = (ids: Iterable<Id>): Map<Id, number> => {
  const counts = new Map<Id, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
};

const placesOf = (ids: readonly Id[]) => new Map(ids.map((id, at) => [id, at]));

/** What every pair costs, by author and giver; pairs that cannot be are negative. */
const costsOf = ({ authors, givers, history }: Draw, standing: readonly Pair[]): Int32Array => {
  const [authorAt, giverAt] = [placesOf(authors), placesOf(givers)];
  const costs = new Int32Array(authors.length * givers.length);
  const at = (giverId: Id, authorId: Id): number | undefined => {
    const [author, giver] = [authorAt.get(authorId), giverAt.get(giverId)];
    return author === undefined || giver === undefined ? undefined : author * givers.length + giver;
  };
  const add = (cell: number | undefined, cost: number) => {
    if (cell !== undefined) costs[cell] = (costs[cell] ?? 0) + cost;
  };
  for (const { giverId, authorId } of history) {
    add(at(giverId, authorId), again);
    add(at(authorId, giverId), reversed);
  }
  const forbid = (cell: number | undefined) => {
    if (cell !== undefined) costs[cell] = -1;
  };
  for (const id of authors) forbid(at(id, id));
  for (const { giverId, authorId } of standing) forbid(at(giverId, authorId));
  return costs;
};

/** The same costs by giver and author. */
const turned = (costs: Int32Array, rows: number, columns: number): Int32Array => {
  const other = new Int32Array(costs.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      other[column * rows + row] = costs[row * columns + column] ?? 0;
  return other;
};

/** Rooms that make loads even: all up to the same level, and some, those who have done least so far, one more. */
const evenRooms = (
  loads: readonly number[],
  total: number,
  done: readonly number[],
  order: readonly number[],
) => {
  const rooms = loads.map(() => 0);
  const byLoad = [...order].sort(
    (a, b) => (loads[a] ?? 0) - (loads[b] ?? 0) || (done[a] ?? 0) - (done[b] ?? 0),
  );
  const level = (one: number) => (loads[one] ?? 0) + (rooms[one] ?? 0);
  let left = total;
  for (let height = Math.min(...loads); left > 0 && byLoad.length > 0; height++)
    for (const one of byLoad) {
      if (left === 0 || level(one) !== height) continue;
      rooms[one] = (rooms[one] ?? 0) + 1;
      left--;
    }
  return rooms;
};

/** The pairs to add so that every review has its givers, and nobody who came later is left without anything to do. */
export const drawPairs = (draw: Draw): Pair[] => {
  const { authors, givers, perReview, history } = draw;
  if (givers.length === 0 || authors.length === 0) return [];
  const chance = chanceFrom(draw.seed);
  const done = count(history.map(({ giverId }) => giverId));
  const present = new Set(givers);
  const standing = draw.standing.filter(({ giverId }) => present.has(giverId));
  const added: Pair[] = [];
  const of = (side: keyof Pair) => {
    const counts = count([...standing, ...added].map((pair) => pair[side]));
    return (side === 'giverId' ? givers : authors).map((id) => counts.get(id) ?? 0);
  };
  const roomsFor = (loads: readonly number[], needs: readonly number[], past: readonly number[]) =>
    evenRooms(
      loads,
      needs.reduce((sum, need) => sum + need, 0),
      past,
      chance.shuffle([...loads.keys()]),
    );

  const needs = of('authorId').map((received) => Math.max(0, perReview - received));
  const past = givers.map((id) => done.get(id) ?? 0);
  const size = { takers: authors.length, partners: givers.length };
  assign(
    { ...size, needs, rooms: roomsFor(of('giverId'), needs, past), costs: costsOf(draw, standing) },
    chance,
  ).forEach((partners, at) => {
    for (const one of partners) added.push({ giverId: givers[one] ?? '', authorId: authors[at] ?? '' });
  });

  // Whoever comes later finds every other review served: theirs is a share of the reviews that have fewest.
  const loads = of('giverId');
  const share = Math.min(Math.floor((authors.length * perReview) / givers.length), Math.max(...loads) - 1);
  const owed = loads.map((load) => Math.max(0, share - load));
  if (owed.every((one) => one === 0)) return added;
  const received = of('authorId');
  const costs = turned(costsOf(draw, [...standing, ...added]), size.takers, size.partners);
  assign(
    {
      ...{ takers: size.partners, partners: size.takers, needs: owed, costs },
      rooms: roomsFor(
        received,
        owed,
        authors.map(() => 0),
      ),
    },
    chance,
  ).forEach((partners, at) => {
    for (const one of partners) added.push({ giverId: givers[at] ?? '', authorId: authors[one] ?? '' });
  });
  return added;
};
