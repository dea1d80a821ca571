// Who has met whom how often, as a compact matrix, and the two figures that judge a term.
import { add, at } from './cells.ts';
import type { PersonId } from './groups.ts';

/**
 * A round that took place. `weight` says how much meeting there counts when the next groups are drawn (1 when
 * absent; 0.5 for a round cut short); the figures Q and X count every meeting as one.
 */
export interface PastRound {
  groups: readonly (readonly PersonId[])[];
  weight?: number;
}

export interface MeetingsMatrix {
  /** The people, in the order of the matrix. */
  people: readonly PersonId[];
  /** Row-major, people.length squared, symmetric, zero diagonal: how often the two met. */
  times: Uint16Array;
  /** The same pairs: the sum of the weights of their meetings. */
  weights: Float64Array;
  /** The same pairs: the sum of 2^-age of their meetings, the last round having age 0; at most 2. */
  recency: Float64Array;
  /** How often two people met; 0 for somebody who is not in the matrix. */
  timesMet(one: PersonId, other: PersonId): number;
}

/** Counts the meetings of `people` in `history` (oldest round first); everybody else in it is left out. */
export function countMeetings(people: readonly PersonId[], history: readonly PastRound[]): MeetingsMatrix {
  const count = people.length;
  const place = new Map(people.map((person, index) => [person, index]));
  const times = new Uint16Array(count * count);
  const weights = new Float64Array(count * count);
  const recency = new Float64Array(count * count);

  history.forEach(({ groups, weight = 1 }, index) => {
    const freshness = 2 ** (index + 1 - history.length);
    for (const group of groups) {
      const places = group.map((person) => place.get(person)).filter((index) => index !== undefined);
      for (const one of places) {
        for (const other of places) {
          if (one === other) continue;
          const pair = one * count + other;
          add(times, pair, 1);
          add(weights, pair, weight);
          add(recency, pair, freshness);
        }
      }
    }
  });

  function timesMet(one: PersonId, other: PersonId): number {
    const row = place.get(one);
    const column = place.get(other);
    return row === undefined || column === undefined ? 0 : at(times, row * count + column);
  }

  return { people, times, weights, recency, timesMet };
}

export interface RepeatFigures {
  /** Sum over pairs of C(times met, 2): the figure to optimise, since a third meeting is worse than a second. */
  q: number;
  /** Sum over pairs of max(0, times met - 1): the figure to report. Alone it would reward gluing pairs together. */
  x: number;
}

/** Q and X of all pairs in the matrix. */
export function repeatFigures({ people, times }: MeetingsMatrix): RepeatFigures {
  const figures = { q: 0, x: 0 };
  for (let one = 0; one < people.length; one += 1) {
    for (let other = one + 1; other < people.length; other += 1) {
      const met = at(times, one * people.length + other);
      figures.q += (met * (met - 1)) / 2;
      figures.x += Math.max(0, met - 1);
    }
  }
  return figures;
}
