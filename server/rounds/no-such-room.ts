// What everybody hears at the door of a room that is not there or not theirs.
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

export const noSuchRoom = reason('not_found', 'There is no such class, or it is not open to you.');

/** The door is open when `asked` is not refused. That it could not be asked is no answer: the screen tries again. */
export const opensTo = (asked: Promise<unknown>): Promise<Verdict> =>
  asked.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refusal) return noSuchRoom;
      throw error;
    },
  );
