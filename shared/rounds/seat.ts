// Seats who comes late and closes the gap of who leaves, while everybody else stays where they are.
import type { Group, Move, PersonId, SizeRange } from './groups.ts';
import { countMeetings } from './meetings-matrix.ts';
import type { MeetingsMatrix, PastRound } from './meetings-matrix.ts';
import { settle } from './settle.ts';
import type { Settled } from './settle.ts';
import { chooseSizes, outside } from './sizes.ts';

/** More people than this never change their group because of one arrival or departure. */
const MOVED_AT_MOST = 3;

export interface SeatOptions extends SizeRange {
  /** The rounds of the term before this one, oldest first. */
  history: readonly PastRound[];
  /** The number for a new group; one that no group of this round ever had. Default: one above the highest. */
  nextId?: number;
  /** Groups to leave as they are while the others can be brought into the range without them. */
  locked?: ReadonlySet<number>;
}

/** Untouched groups are the same objects as before; a group that lost everybody is gone. */
export interface Seating {
  groups: Group[];
  /** Every change of place, the arrival (`from: null`) or departure (`to: null`) first. */
  moves: Move[];
}

/**
 * Seats one person: in the smallest group with room, where they have met fewest. With no room anywhere a new group is
 * formed; a group above the maximum comes only where no split keeps to the range, or none within three moves.
 * Throws RangeError when the person is seated already.
 */
export function seatArrival(groups: readonly Group[], person: PersonId, options: SeatOptions): Seating {
  if (groups.some(({ members }) => members.includes(person)))
    throw new RangeError(`${person} is already seated.`);
  return rearrange(groups, [person], { person, from: null, to: null }, options);
}

/**
 * Takes one person out. A group that falls under the minimum gets somebody from a larger one, or its people join
 * others, whichever moves fewer. Nobody is left alone unless nobody else is there.
 * Throws RangeError when the person is in no group.
 */
export function removePerson(groups: readonly Group[], person: PersonId, options: SeatOptions): Seating {
  const left = groups.find(({ members }) => members.includes(person));
  if (left === undefined) throw new RangeError(`${person} is in no group.`);
  const rest = { id: left.id, members: left.members.filter((member) => member !== person) };
  const others = groups
    .map((group) => (group === left ? rest : group))
    .filter(({ members }) => members.length > 0);
  return rearrange(others, [], { person, from: left.id, to: null }, options);
}

/** Tries the range first, then what comes nearest to it, then anything that leaves nobody alone. */
function rearrange(
  groups: readonly Group[],
  arrivals: PersonId[],
  cause: Move,
  options: SeatOptions,
): Seating {
  const people = [...groups.flatMap(({ members }) => members), ...arrivals];
  const matrix = countMeetings(people, options.history);
  const newId = options.nextId ?? Math.max(-1, cause.from ?? -1, ...groups.map(({ id }) => id)) + 1;
  const { min, max, locked = new Set() } = options;
  const proposals = chooseSizes(people.length, options).outOfRange?.proposals ?? [];
  const nearest = proposals.map((sizes) => ({ min: Math.min(min, ...sizes), max: Math.max(max, ...sizes) }));
  const anything = { min: Math.min(2, people.length), max: people.length };
  const everybody = new Set(groups);
  // A lock does not hold people in a group that has become too small.
  const unlocked = groups.filter(({ id, members }) => !locked.has(id) || members.length < min);

  for (const [open, ranges] of [
    [new Set(unlocked), [{ min, max }]],
    [everybody, [{ min, max }]],
    [everybody, nearest],
    [everybody, [anything]],
  ] as const) {
    const found = ranges
      .flatMap((range) => ways([...open], arrivals, newId, range, matrix))
      .filter(({ moved }) => moved <= MOVED_AT_MOST)
      .sort(
        (one, other) => one.moved - other.moved || off(one) - off(other) || one.repeats - other.repeats,
      )[0];
    if (found === undefined) continue;
    const after = [...groups.filter((group) => !open.has(group)), ...found.groups].toSorted(
      (one, other) => one.id - other.id,
    );
    return { groups: after, moves: movesOf(groups, after, cause) };
  }
  throw new Error('Unreachable: joining any group, or giving up a group of one, is always possible.');

  function off({ groups: settled }: Settled): number {
    return outside(
      settled.map(({ members }) => members.length),
      options,
    );
  }
}

/** All ways worth a look: keep the groups, open a new one, or give up one of the smallest. */
function ways(
  groups: readonly Group[],
  arrivals: PersonId[],
  newId: number,
  range: SizeRange,
  matrix: MeetingsMatrix,
): Settled[] {
  const smallest = Math.min(...groups.map(({ members }) => members.length));
  const given = groups.filter(({ members }) => members.length === smallest && smallest <= MOVED_AT_MOST);
  const attempts = [
    { kept: groups, pool: arrivals },
    { kept: [...groups, { id: newId, members: [] }], pool: arrivals },
    ...given.map((group) => ({
      kept: groups.filter((other) => other !== group),
      pool: [...arrivals, ...group.members],
    })),
  ];
  const found: Settled[] = [];
  for (const { kept, pool } of attempts) {
    const settled = settle(kept, pool, range, matrix);
    if (settled === undefined) continue;
    const moved = settled.moved + pool.length - arrivals.length;
    if (moved === 0) return [{ ...settled, moved }];
    found.push({ ...settled, moved });
  }
  return found;
}

function movesOf(before: readonly Group[], after: readonly Group[], cause: Move): Move[] {
  const groupOf = new Map(before.flatMap(({ id, members }) => members.map((person) => [person, id])));
  const changes = after
    .flatMap(({ id, members }) =>
      members.map((person) => ({ person, from: groupOf.get(person) ?? null, to: id })),
    )
    .filter(({ from, to }) => from !== to);
  // The arrival is one of the changes already; a departure is not.
  const first = changes.find(({ person }) => person === cause.person) ?? cause;
  return [first, ...changes.filter((change) => change !== first)];
}
