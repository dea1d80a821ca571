// Refusals that cannot be told from there being nothing.
import { ensure, type Verdict } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';

/** Throws `not_found` in the usual words where the rule says so, and as {@link ensure} does for every other reason. */
export const ensureFound = (verdict: Verdict, what = 'feedback'): void => {
  if (verdict !== true && verdict.key === 'not_found') throw noSuch(what);
  ensure(verdict);
};
