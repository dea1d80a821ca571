// What was begun before the client itself had arrived (client/head-start.ts): requests and a worker, for whoever asks for them first.

/** A PDF that will be shown, and to whom. */
export interface ExpectedFile {
  readonly url: string;
  readonly owner: { readonly personId: string; readonly documentId: string };
}

/** Lies on the global object, because what begins it is a script of its own. */
interface Early {
  readonly answers: Map<string, Promise<Response>>;
  /** To be asked for when the client begins. */
  readonly withClient: string[];
  worker: Worker | undefined;
  /** The file that will be shown, undefined when none will; open until the head start has said so, and where there is none. */
  readonly file: Promise<ExpectedFile | undefined>;
  readonly sayFile: (file: ExpectedFile | undefined) => void;
}

const place = globalThis as { paperroundEarly?: Early };
const begin = (): Early => {
  let sayFile: Early['sayFile'] = () => undefined;
  const file = new Promise<ExpectedFile | undefined>((resolve) => {
    sayFile = resolve;
  });
  return { answers: new Map(), withClient: [], worker: undefined, file, sayFile };
};
const early = (): Early => (place.paperroundEarly ??= begin());

/** Sends a GET now. The answer waits for one taker; it is not read again later. */
export const askEarly = (address: string): Promise<Response> => {
  const answer = fetch(address, { credentials: 'same-origin' });
  // Whoever takes it hears of a failure; until then it is nobody's.
  answer.catch(() => undefined);
  early().answers.set(address, answer);
  return answer;
};

/** Sends a GET when the client begins, so that the answer is under way while it arrives; until then the server has the paper to give. */
export const askWithClient = (address: string): void => {
  if (isNamed()) early().withClient.push(address);
  else void askEarly(address);
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

/** Says which file will be shown; undefined when none will. */
export const expectFile = (file: ExpectedFile | undefined): void => {
  early().sayFile(file);
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

/** Longer the client does not wait for the paper to be drawn; milliseconds. */
const clientWaitsMs = 2000;

const namedScript = () => document.querySelector<HTMLScriptElement>('script[data-client]');
/** Whether the client is still to begin. */
const isNamed = () => namedScript() !== null;

/** Runs the client, where the page only names it (server/kernel/page.ts) and it does not run yet. */
export const startClient = (): void => {
  const named = namedScript();
  const { client, parts } = named?.dataset ?? {};
  if (client === undefined) return;
  named?.removeAttribute('data-client');
  for (const address of early().withClient.splice(0)) void askEarly(address);
  document.head.append(
    ...(parts?.split(' ') ?? []).map((href) =>
      Object.assign(document.createElement('link'), { rel: 'modulepreload', crossOrigin: '', href }),
    ),
    Object.assign(document.createElement('script'), { type: 'module', crossOrigin: '', src: client }),
  );
};

/** The client begins at the latest some seconds from now. Whatever runs first says so: any of the scripts before it may not arrive. */
export const startClientSoon = (): void => {
  setTimeout(startClient, clientWaitsMs);
};
