// Finds passages again in a thread of its own.
import type { Anchor } from '#shared/annotations/anchor.ts';
import { programPath } from '#server/kernel/program.ts';
import { runApart } from '#server/kernel/thread-apart.ts';
import type { Match } from './match.ts';

export interface MatchingOrder {
  readonly oldPages: readonly string[];
  readonly newPages: readonly string[];
  readonly anchors: readonly Pick<Anchor, 'targets'>[];
}

/** Twice 500 full pages take some 200 MB and a few seconds. */
const limits = { milliseconds: 120_000, megabytes: 768 };

let program: Promise<string> | undefined;

/** The matches in the order of the anchors. Rejects when the thread fails, reaches a limit, or is ended by `stop`. */
export async function matchApart(order: MatchingOrder, stop: AbortSignal): Promise<Match[]> {
  program ??= programPath('reanchor-worker', import.meta.url);
  return (await runApart(await program, order, limits, stop)) as Match[];
}
