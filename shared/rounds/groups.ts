// The shapes that all of the rounds logic shares: a person, a group with an identity, a move between groups.

/** Opaque id of one person, unique in the course. */
export type PersonId = string;

/** Inclusive limits of a group's size; whole numbers, 2 <= min <= max, because nobody discusses alone. */
export interface SizeRange {
  min: number;
  max: number;
}

/** A group of a round. `id` is its number in the round (0, 1, 2, ...); `groupName(id)` is what people see. */
export interface Group {
  id: number;
  members: PersonId[];
}

/** One person's change of place; `from: null` is an arrival, `to: null` a departure. */
export interface Move {
  person: PersonId;
  from: number | null;
  to: number | null;
}
