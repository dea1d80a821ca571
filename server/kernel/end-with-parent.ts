// For the entries of child processes: ends the process when its parent has vanished, even while a job hangs.
import { Worker } from 'node:worker_threads';

/** A hanging job hears no "disconnect"; a thread of its own looks every second who the parent is. */
export const endWithParent = (): void => {
  new Worker(
    `setInterval(() => process.ppid === ${String(process.ppid)} || process.kill(process.pid, 'SIGKILL'), 1000)`,
    { eval: true, execArgv: [] },
  );
};
