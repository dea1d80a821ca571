// Finds passages again in a thread of its own.
import { Worker } from 'node:worker_threads';
import type { Anchor } from '#shared/annotations/anchor.ts';
import { programPath } from '#server/kernel/program.ts';
import type { Match } from './match.ts';

export interface MatchingOrder {
  readonly oldPages: readonly string[];
  readonly newPages: readonly string[];
  readonly anchors: readonly Pick<Anchor, 'targets'>[];
}

/** Twice 500 full pages take some 200 MB. */
const megabytes = 768;

let program: Promise<string> | undefined;

/** The matches in the order of the anchors. Rejects when the thread fails, runs out of memory, or is ended by `stop`. */
export async function matchApart(order: MatchingOrder, stop: AbortSignal): Promise<Match[]> {
  const path = await (program ??= programPath('reanchor-worker', import.meta.url));
  stop.throwIfAborted();
  const worker = new Worker(path, {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const end = () => void worker.terminate();
  stop.addEventListener('abort', end, { once: true });
  try {
    return await new Promise<Match[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error('The thread that finds passages ended without an answer.'));
      });
    });
  } finally {
    stop.removeEventListener('abort', end);
    await worker.terminate();
  }
}
