// What was begun before the client itself had arrived (client/head-start.ts): requests and a worker, for whoever asks for them first.

/** A PDF that will be shown, and to whom. */
export interface ExpectedFile {
  readonly url: string;
  readonly owner: { readonly personId: string; readonly documentId: string };
}

/** Addresses of the client's own script, and of what it and the page import. */
interface WaitingClient {
  readonly entry: string;
  readonly parts: readonly string[];
}

/** Lies on the global object, because what begins it is a script of its own. */
interface Early {
  readonly answers: Map<string, Promise<Response>>;
  worker: Worker | undefined;
  /** The client that waits until the paper can be seen; undefined where it began by itself, or has begun. */
  client: WaitingClient | undefined;
  /** The file that will be shown; undefined when none will. */
  file: Promise<ExpectedFile | undefined>;
}

const place = globalThis as { paperroundEarly?: Early };
const early = (): Early =>
  (place.paperroundEarly ??= {
    answers: new Map(),
    worker: undefined,
    client: undefined,
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
export const expectFile = (file: Promise<ExpectedFile | undefined>): void => {
  early().file = file;
};

/** What {@link expectFile} said. */
export const expectedFile = (): Promise<ExpectedFile | undefined> => early().file;

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

/** Leaves it to {@link startClient} when the client begins: at the latest after so many milliseconds. */
export const holdClient = (client: WaitingClient, atMostMs: number): void => {
  early().client = client;
  setTimeout(startClient, atMostMs);
};

/** Runs the client where it was held; once. */
export const startClient = (): void => {
  const { client } = early();
  if (!client) return;
  early().client = undefined;
  document.head.append(
    ...client.parts.map((href) =>
      Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }),
    ),
    Object.assign(document.createElement('script'), { type: 'module', crossOrigin: '', src: client.entry }),
  );
};
