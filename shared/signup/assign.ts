// Who presents what: the best assignment of people to slots, its figures, and why somebody got what they did not list.
import type { Id } from '#shared/kernel/primitives.ts';
import { explain, type Why } from './explain.ts';
import { figuresOf, type Figures } from './figures.ts';
import type { Method, Problem, Seat } from './problem.ts';
import { seatTogether } from './together.ts';

export interface Assignment {
  readonly seats: readonly Seat[];
  readonly figures: Figures;
  readonly why: readonly Why[];
  /** Pairs who wished for each other, and whether they present together. */
  readonly honoured: readonly (readonly [Id, Id])[];
  readonly missed: readonly (readonly [Id, Id])[];
}

/**
 * The best assignment by `method`; the same again for the same problem. Fixed seats stand. In this order: as many seats as
 * possible, as few slots as possible short of their least number, with `keeping: 'most'` as few changes as possible, then
 * `squared`: the least sum of squared places, an unlisted slot counting as one twice as low as the end of the longest list;
 * `generous`: as few unlisted slots as possible, then as few of the lowest place, of the second lowest and so on (Irving's
 * generous matching). See docs/assignment.md.
 */
export const assign = (problem: Problem, method: Method): Assignment => {
  const { seats, honoured, missed } = seatTogether(problem, method);
  return { seats, honoured, missed, figures: figuresOf(problem, seats), why: explain(problem, seats) };
};
