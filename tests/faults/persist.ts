// Sends something until it is acknowledged, as the client does: the same again after every failure that may pass.
import { Refusal } from '#shared/kernel/refusals.ts';
import { isPassing } from '#client/kernel/passing.ts';
import type { Chance } from '#tests/support/chance.ts';

/** What happened on the way to the acknowledgements. */
export interface Tally {
  acknowledged: number;
  /** Answers of which nobody knows whether it was done: the connection broke. */
  cutOff: number;
  /** Sentences that people were shown, by their reason. */
  readonly refusals: Map<string, number>;
  /** What must not happen: a refusal that is not passing, for instance of somebody who is signed out all at once. */
  readonly wrong: string[];
}

export const createTally = (): Tally => ({ acknowledged: 0, cutOff: 0, refusals: new Map(), wrong: [] });

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Sends until it is acknowledged. `meet` says whether a conflict is the own earlier attempt, which then counts as acknowledged.
 * Undefined: it was refused for good, which stands in the tally.
 */
export const persist = async <T>(
  tally: Tally,
  chance: Chance,
  send: () => Promise<T>,
  meet: (current: unknown) => T | undefined = () => undefined,
): Promise<T | undefined> => {
  for (;;) {
    try {
      const answer = await send();
      tally.acknowledged += 1;
      return answer;
    } catch (error) {
      if (!isPassing(error)) {
        const { body } = error as Refusal;
        const own = body.code === 'conflict' ? meet(body.current) : undefined;
        if (own !== undefined) {
          tally.acknowledged += 1;
          return own;
        }
        tally.wrong.push(`${body.code} ${body.reason}: ${body.message}`);
        return undefined;
      }
      if (error instanceof Refusal) {
        const { reason } = error.body;
        tally.refusals.set(reason, (tally.refusals.get(reason) ?? 0) + 1);
        if (error.body.code === 'broken') tally.wrong.push(`broken: ${error.message}`);
      } else tally.cutOff += 1;
      await wait(20 + chance.next() * 120);
    }
  }
};
