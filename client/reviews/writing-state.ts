// What is known about a review while it is written, and what can be done with it.
import type { OwnReview, SavedReview } from '#shared/reviews/contract.ts';
import type { Answers } from '#shared/reviews/answers.ts';
import type { Store } from '#client/reader/store.ts';
import type { Keeper } from './kept.ts';

/**
 * `waiting`: for a pause in the typing; `away`: the server cannot take it now, it is tried again; `refused`: it will not take
 * it; `too_long`: a part waits to be shortened, the others are saved; `clash`: somebody chooses between two texts.
 */
type Progress = 'saved' | 'waiting' | 'saving' | 'away' | 'refused' | 'too_long' | 'clash';

export interface WritingState {
  /** As on the screen. */
  readonly answers: Answers;
  /** As the server has it, as far as is known here. */
  readonly saved: OwnReview;
  readonly savedAt: string | null;
  readonly progress: Progress;
  /** Why it was not taken. */
  readonly problem: string | null;
  /** Keys of answers that were changed here and elsewhere: `answers` has the text from here, `saved` the other one. */
  readonly clashes: readonly string[];
  /** False: this browser keeps nothing, only the screen does. */
  readonly isKept: boolean;
}

export interface Writing extends Store<WritingState> {
  change(key: string, text: string): void;
  /** Settles a clash with the text that shall stand. */
  settle(key: string, text: string): void;
  /** Another tab or device saved this revision. */
  hear(revision: number): void;
  /** Looks at what the server has. */
  refresh(): Promise<void>;
  /** Sends what is unsaved, then submits. Throws a Refusal. */
  submit(): Promise<void>;
  /** Sends now what waits for a pause. */
  flush(): Promise<void>;
  /** Begins to send; the returned function sends once more and ends all trying. What is unsaved stays kept. */
  start(): () => void;
}

/** What a writing needs from the page around it. */
export interface WritingPorts {
  readonly review: OwnReview;
  readonly keeper: Keeper;
  readonly read: () => Promise<OwnReview>;
  readonly save: (answers: Answers, revision: number) => Promise<SavedReview>;
  readonly submit: (revision: number) => Promise<OwnReview>;
}
