// A worker that was started before its owner had arrived.
let worker: Worker | undefined;

/** Fetches and compiles the worker's script now, beside everything else. */
export const startWorkerEarly = (url: string): void => {
  worker = new Worker(url, { type: 'module' });
};

/** The worker, once; undefined when there is none, or it was taken. */
export const takeWorker = (): Worker | undefined => {
  const taken = worker;
  worker = undefined;
  return taken;
};
