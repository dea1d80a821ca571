// What everybody who works on the sample course shares: the cast, the clock, the calls, and a die that falls the same way each time.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Caller } from '#server/kernel/caller.ts';
import type { TravellingClock } from '#server/kernel/clock.ts';
import { below, type Random } from './papers/simulations/random.ts';

/** A person of the sample course. */
export interface Player extends Actor {
  readonly name: string;
}

export interface Stage extends Caller, Pick<TravellingClock, 'at'> {
  readonly courseId: Id;
  /** When the making began: nothing in the course may be later. */
  readonly now: Date;
  readonly instructor: Player;
  readonly assistant: Player;
  readonly students: readonly Player[];
  readonly random: Random;
  /** Says what is done now, for whoever waits. */
  say(step: string): Promise<void>;
}

/** A meeting of the sample course with its papers. */
export interface StagedMeeting {
  readonly id: Id;
  readonly startsAt: Date;
  readonly isOver: boolean;
  readonly papers: readonly { readonly id: Id; readonly slug: string; readonly title: string }[];
  readonly presenters: readonly Player[];
}

/** An element of a list that is known to have one there; counts on from the beginning. */
export const nth = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('The list is empty.');
  return found;
};

export const pick = <T>(random: Random, list: readonly T[]): T => nth(list, below(random, list.length));

/** So many different elements, or all where there are fewer. */
export const pickSome = <T>(random: Random, list: readonly T[], count: number): T[] => {
  const rest = [...list];
  return Array.from({ length: Math.min(count, list.length) }, () =>
    rest.splice(below(random, rest.length), 1),
  ).flat();
};

/** An instant between two, never after `now`. */
export const between = ({ random, now }: Pick<Stage, 'random' | 'now'>, from: Date, to: Date): Date => {
  const last = Math.min(to.getTime(), now.getTime());
  const first = Math.min(from.getTime(), last);
  return new Date(first + random() * (last - first));
};

/** Works on a list with at most `width` elements at a time, and answers in the list's order. */
export const eachOf = async <T, R>(
  list: readonly T[],
  width: number,
  work: (element: T, index: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < list.length; index = next++)
      results[index] = await work(nth(list, index), index);
  };
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, worker));
  return results;
};
