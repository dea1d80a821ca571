// What was begun before the client itself had arrived (client/head-start.ts): requests and a worker, for whoever asks for them first.

/** Lies on the global object, because what begins it is a script of its own. */
interface Early {
  readonly answers: Map<string, Promise<Response>>;
  worker: Worker | undefined;
  /** The address of the file that will be shown; undefined when none will. */
  file: Promise<string | undefined>;
}

const place = globalThis as { paperroundEarly?: Early };
const early = (): Early =>
  (place.paperroundEarly ??= {
    answers: new Map(),
    worker: undefined,
    file: Promise.resolve(undefined),
  });

/** Sends a GET now. The answer waits for one taker; it is not read again later. */
export const askEarly = (address: string): Promise<Response> => {
  const answer = fetch(address, { credentials: 'same-origin' });
  // Whoever takes it hears of a failure; until then it is nobody's.
  answer.catch(() => undefined);
  early().answers.set(address, answer);
  return answer;
};

/** The answer to a request that was sent early, once. */
export const takeEarly = (address: string): Promise<Response> | undefined => {
  const { answers } = early();
  const answer = answers.get(address);
  answers.delete(address);
  return answer;
};

/** Whether an answer, or the promise of one, waits for its taker. */
export const isAskedEarly = (address: string): boolean => early().answers.has(address);

/** Says which file will be shown once that is known. */
export const expectFile = (file: Promise<string | undefined>): void => {
  early().file = file;
};

/** What {@link expectFile} said. */
export const expectedFile = (): Promise<string | undefined> => early().file;

/** Fetches and compiles a worker's script beside everything else. */
export const startWorkerEarly = (url: string): void => {
  early().worker = new Worker(url, { type: 'module' });
};

/** The worker, once; undefined when there is none, or it was taken. */
export const takeWorker = (): Worker | undefined => {
  const { worker } = early();
  early().worker = undefined;
  return worker;
};
