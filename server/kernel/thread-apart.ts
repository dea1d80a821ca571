// Runs one job in a thread of its own and ends it when it takes too long or too much memory.
import { Worker } from 'node:worker_threads';

export interface ThreadLimits {
  readonly milliseconds: number;
  /** Of V8's heap. */
  readonly megabytes: number;
}

/** The thread was ended for its time or its memory; the same job would end the same way. */
export class TooHeavy extends Error {
  override readonly name = 'TooHeavy';
}

// Node's name for a thread whose heap was full.
const isOutOfMemory = (error: unknown) =>
  (error as { code?: unknown } | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * Starts the file `program` with `order` as its `workerData` and waits for the one message it sends. For our own code on people's
 * data; hostile files are read in a process of their own (`runWatchedChild`), because native memory has no limit here.
 * Rejects with TooHeavy at a limit, with the reason of `stop`, or with the error the thread ended by.
 */
export const runApart = async (
  program: string,
  order: unknown,
  { milliseconds, megabytes }: ThreadLimits,
  stop?: AbortSignal,
): Promise<unknown> => {
  stop?.throwIfAborted();
  const worker = new Worker(program, {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  let alarm: ReturnType<typeof setTimeout> | undefined;
  let onStop: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', (error: unknown) => {
        reject(
          isOutOfMemory(error)
            ? new TooHeavy(`The thread took more than ${String(megabytes)} MB.`)
            : (error as Error),
        );
      });
      worker.once('exit', () => {
        reject(new Error('The thread ended without an answer.'));
      });
      alarm = setTimeout(() => {
        reject(new TooHeavy(`The thread took longer than ${String(milliseconds)} ms.`));
      }, milliseconds);
      onStop = () => {
        reject(stop?.reason as Error);
      };
      stop?.addEventListener('abort', onStop, { once: true });
    });
  } finally {
    clearTimeout(alarm);
    if (onStop) stop?.removeEventListener('abort', onStop);
    await worker.terminate();
  }
};
