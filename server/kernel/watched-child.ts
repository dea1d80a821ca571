/** Runs one job in a fresh child process and kills it when it takes too long or holds too much memory. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from './resident-memory.ts';

export type ChildLimits = { milliseconds: number; bytes: number };

export type ChildOutcome = { milliseconds: number; peakBytes: number } & (
  | { ended: 'answered'; answer: unknown }
  | { ended: 'too_slow' | 'too_big_in_memory' | 'stopped' }
  | { ended: 'crashed'; signal: NodeJS.Signals | null; stderr: string }
);

const pollMilliseconds = 50;
const keptStderr = 2000;
const lowPriority = 10;

/**
 * Forks `program` with one argument, the job as JSON, and waits for the one message it sends.
 * Limits of V8 and of worker threads do not bound buffers and canvases, so the resident set is what is watched.
 * The environment is not inherited: a parser of hostile files needs no secrets, and the variable that points at
 * another native library (NAPI_RS_NATIVE_LIBRARY_PATH) would make the canvas load the wrong one.
 */
export async function runWatchedChild(
  program: string,
  job: object,
  limits: ChildLimits,
  stop: AbortSignal,
): Promise<ChildOutcome> {
  const started = performance.now();
  const child = fork(program, [JSON.stringify(job)], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;

  let ended: Exclude<ChildOutcome['ended'], 'crashed'> | undefined;
  const end = (how: typeof ended): void => {
    ended ??= how;
    child.kill('SIGKILL');
  };
  let answer: unknown;
  child.once('message', (message) => {
    answer = message;
    end('answered');
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-keptStderr);
  });
  const onStop = (): void => {
    end('stopped');
  };
  stop.addEventListener('abort', onStop);
  const alarm = setTimeout(() => {
    end('too_slow');
  }, limits.milliseconds);

  let peakBytes = 0;
  const watchMemory = async (pid: number): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null) {
      peakBytes = Math.max(peakBytes, await residentBytes(pid));
      if (peakBytes > limits.bytes) end('too_big_in_memory');
      await sleep(pollMilliseconds);
    }
  };

  try {
    if (child.pid !== undefined) {
      setPriority(child.pid, lowPriority);
      void watchMemory(child.pid);
    }
    const [, signal] = await exit;
    const usage = { milliseconds: performance.now() - started, peakBytes };
    if (ended === undefined) return { ...usage, ended: 'crashed', signal, stderr };
    return ended === 'answered' ? { ...usage, ended, answer } : { ...usage, ended };
  } finally {
    clearTimeout(alarm);
    stop.removeEventListener('abort', onStop);
  }
}
