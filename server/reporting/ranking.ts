// Which sentences of reviews are worth talking about, by what their readers said in one word.
import type { Noted } from '#server/remarks/public.ts';

type Counted = Pick<Noted, 'counts' | 'key'>;

const all = ({ counts }: Counted): number =>
  counts.agree + counts.helpful + counts.surprising + counts.unclear;
/** Doubt against assent: how far a class is from agreeing. */
const doubt = ({ counts }: Counted): number =>
  counts.unclear + counts.surprising - counts.agree - counts.helpful / 2;

const by =
  <T extends Counted>(weight: (one: T) => number) =>
  (one: T, other: T): number =>
    weight(other) - weight(one) || all(other) - all(one) || one.key.localeCompare(other.key);

/** Those that more readers doubt than share, most doubted first. */
export const leastAgreed = <T extends Counted>(passages: readonly T[]): T[] =>
  passages.filter((one) => doubt(one) > 0).sort(by(doubt));

/** Those that readers reacted to at all, most first. */
export const mostReacted = <T extends Counted>(passages: readonly T[]): T[] =>
  passages.filter((one) => all(one) > 0).sort(by(all));
