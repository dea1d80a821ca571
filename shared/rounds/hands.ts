// What the staff change by hand: move a person, swap two, and take back what was done.
import type { Group, Move, PersonId, SizeRange } from './groups.ts';
import { countMeetings, type PastRound } from './meetings-matrix.ts';
import { outside } from './sizes.ts';

export interface HandOptions extends SizeRange {
  /** The rounds of the term before this one, oldest first. */
  history: readonly PastRound[];
}

/** Untouched groups are the same objects as before; the person who was taken by hand is the first move. */
export interface Handed {
  groups: Group[];
  moves: Move[];
}

/**
 * Moves a person to another group. Where a group would leave the size range by that, somebody of the new group comes back in
 * exchange: of those the one who repeats least in the old group. Moving to one's own group changes nothing.
 * Throws RangeError when the person or the group is not there.
 */
export function movePerson(
  groups: readonly Group[],
  person: PersonId,
  to: number,
  { history, min, max }: HandOptions,
): Handed {
  const from = groupWith(groups, person);
  const target = groups.find(({ id }) => id === to);
  if (!target) throw new RangeError(`There is no group ${String(to)}.`);
  if (from === target) return { groups: [...groups], moves: [] };
  const sizes = (change: number): number[] => [from.members.length - change, target.members.length + change];
  if (from.members.length > 2 && outside(sizes(1), { min, max }) <= outside(sizes(0), { min, max }))
    return apply(groups, [{ person, from: from.id, to }]);
  const left = from.members.filter((member) => member !== person);
  const { timesMet } = countMeetings([...left, ...target.members], history);
  const metThere = (member: PersonId): number =>
    left.reduce((sum, other) => sum + timesMet(member, other), 0);
  const back = target.members.reduce((best, member) => (metThere(member) < metThere(best) ? member : best));
  return swapPeople(groups, person, back);
}

/** Two people of different groups change places. Throws RangeError when one of them is not there. */
export function swapPeople(groups: readonly Group[], one: PersonId, other: PersonId): Handed {
  const [first, second] = [groupWith(groups, one).id, groupWith(groups, other).id];
  if (first === second) return { groups: [...groups], moves: [] };
  return apply(groups, [
    { person: one, from: first, to: second },
    { person: other, from: second, to: first },
  ]);
}

/**
 * Takes moves back: everybody returns to the group they came from. Undefined where that is no longer possible: one of the
 * people has been moved again or has left, a group is gone, or somebody would be left alone.
 */
export function undoMoves(groups: readonly Group[], moves: readonly Move[]): Handed | undefined {
  const back = moves.map(({ person, from, to }) => ({ person, from: to, to: from }));
  const isThere = back.every(
    ({ person, from, to }) =>
      from !== null &&
      to !== null &&
      groups.some(({ id, members }) => id === from && members.includes(person)) &&
      groups.some(({ id }) => id === to),
  );
  if (!isThere) return undefined;
  const undone = apply(groups, back);
  return undone.groups.some(({ members }) => members.length < 2) ? undefined : undone;
}

function groupWith(groups: readonly Group[], person: PersonId): Group {
  const group = groups.find(({ members }) => members.includes(person));
  if (!group) throw new RangeError(`${person} is in no group.`);
  return group;
}

function apply(groups: readonly Group[], moves: Move[]): Handed {
  const changed = groups.map((group) => {
    const gone = new Set(moves.filter(({ from }) => from === group.id).map(({ person }) => person));
    const come = moves.filter(({ to }) => to === group.id).map(({ person }) => person);
    if (gone.size === 0 && come.length === 0) return group;
    return { id: group.id, members: [...group.members.filter((person) => !gone.has(person)), ...come] };
  });
  return { groups: changed, moves };
}
