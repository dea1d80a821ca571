// Refusals that threads and replies share, and the condition on the room that is left in a thread.
import { annotationLimits } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';

/** A filter: the thread can take so many characters more. */
export const hasRoomFor = (characters: number) => ({
  characters: { $lte: annotationLimits.threadCharacters - characters },
});

export const threadFull = (): Refusal =>
  refuse(
    'conflict',
    'thread_full',
    'This thread is full. Begin a new one at the same passage; your text is still here.',
  );

/** `current` is the whole thread as it is now. */
export const changedMeanwhile = (current: ThreadView): Refusal =>
  refuse('conflict', 'text_changed', 'This text was changed elsewhere meanwhile. Both versions are shown.', {
    current,
  });

export const movedMeanwhile = (): Refusal =>
  refuse(
    'conflict',
    'moved_meanwhile',
    'This thread was moved to other readers at this moment. Look who reads it now, and post your reply again.',
  );

export const repliedMeanwhile = (): Refusal =>
  refuse(
    'conflict',
    'replied_meanwhile',
    'Others replied while this thread was being moved, so it stayed where it was. Read what they say, and try again.',
  );

/** Ids are made by clients, 120 random bits: two never meet by chance. */
export const refuseTakenId = (): Refusal =>
  refuse('conflict', 'id_taken', 'This identifier is in use already. Try again with a new one.');
