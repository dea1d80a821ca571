// Rules are pure functions that answer `true` or a reason; this is their type and how a reason becomes a refusal.
import { refuse } from './refusals.ts';

/** Why something may not be done: a stable key and a sentence that says what the person can do. */
export interface Reason {
  readonly key: string;
  readonly message: string;
}

/** A rule's answer. */
export type Verdict = true | Reason;

/** Declares a reason once; rules return it, the client shows its message beside the disabled button. */
export const reason = (key: string, message: string): Reason => ({ key, message });

/** Throws a `forbidden` refusal unless the verdict is `true`. */
export const ensure = (verdict: Verdict): void => {
  if (verdict !== true) throw refuse('forbidden', verdict.key, verdict.message);
};

/** The first reason among several verdicts, or `true`. */
export const all = (...verdicts: Verdict[]): Verdict => verdicts.find((verdict) => verdict !== true) ?? true;
