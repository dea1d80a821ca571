// The only place that talks HTTP: typed by the contract, refusals thrown as they come.
import {
  pathOf,
  type AnyRoute,
  type BodyInputOf,
  type FileRoute,
  type ParamsOf,
  type QueryInputOf,
  type ResultOf,
  type Route,
  type UploadRoute,
} from '#shared/kernel/contract.ts';
import { Refusal, refuse, type RefusalBody } from '#shared/kernel/refusals.ts';
import { takeEarly } from './early.ts';
import { hearRefusal } from './server-trouble.ts';
import { waitForSignIn } from './signed-out.ts';

type Part<K extends string, T> = [T] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : { readonly [P in K]: T };

/** What a call needs: `params`, `query` and `body` exactly where the route declares them. */
export type InputOf<T extends AnyRoute> = Part<'params', ParamsOf<T>> &
  Part<'query', QueryInputOf<T>> &
  Part<'body', BodyInputOf<T>>;

const offline = () =>
  refuse(
    'unavailable',
    'offline',
    'The server cannot be reached. What you typed is still here; it can be sent again when the connection is back.',
  );

/** The refusal in an answer that is not a success. */
const refusalOf = (text: string, status: number): Refusal => {
  try {
    const body = JSON.parse(text) as RefusalBody;
    if (typeof body.code === 'string' && typeof body.message === 'string') return new Refusal(body);
  } catch {
    // Not ours: a proxy's own page, perhaps.
  }
  return refuse(
    'unavailable',
    'no_answer',
    `The server did not answer properly (${String(status)}). Try again in a moment.`,
  );
};

/** What an answer says: its value, or the refusal that it is. */
const readAnswer = (text: string, status: number): unknown => {
  const isFine = status >= 200 && status < 300;
  if (!isFine) {
    const refusal = refusalOf(text, status);
    hearRefusal(refusal);
    throw refusal;
  }
  try {
    return JSON.parse(text);
  } catch {
    // A network that asks for a sign-in of its own answers everything with its page.
    throw refusalOf('', status);
  }
};

/** The address of a route with parameters and query filled in; for links to files. */
export const addressOf = (
  route: Pick<AnyRoute, 'path'>,
  params: Readonly<Record<string, unknown>> | undefined,
  query?: Readonly<Record<string, unknown>>,
): string => {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return pathOf(route, params) + (search === '' ? '' : `?${search}`);
};

const send = async (
  route: AnyRoute,
  input: { params?: unknown; query?: unknown; body?: unknown },
  signal?: AbortSignal,
  outlives = false,
) => {
  const address = addressOf(
    route,
    input.params as Record<string, unknown>,
    input.query as Record<string, unknown>,
  );
  const early = route.method === 'GET' ? takeEarly(address) : undefined;
  try {
    return await (early ??
      fetch(address, {
        method: route.method,
        credentials: 'same-origin',
        ...(signal ? { signal } : {}),
        ...(outlives ? { keepalive: true } : {}),
        ...(input.body === undefined
          ? {}
          : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input.body) }),
      }));
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw offline();
  }
};

/**
 * Calls a route. Throws a Refusal. When the session has ended it asks to sign in on top of the page and then sends again,
 * so that nothing typed is lost. What `outlives` the page is sent even if the page is closed meanwhile; the browser takes at
 * most 64 KiB of that at a time.
 */
export const call = async <T extends Route>(
  route: T,
  input: InputOf<T>,
  signal?: AbortSignal,
  outlives = false,
): Promise<ResultOf<T>> => {
  const response = await send(route, input, signal, outlives);
  if (response.status === 204) return undefined as ResultOf<T>;
  const text = await response.text().catch((error: unknown) => {
    throw (error as Error).name === 'AbortError' ? error : offline();
  });
  try {
    return readAnswer(text, response.status) as ResultOf<T>;
  } catch (error) {
    const isSignedOut = error instanceof Refusal && error.body.code === 'signed_out';
    if (isSignedOut && (await waitForSignIn())) return await call(route, input, signal, outlives);
    throw error;
  }
};

/** The file that a route makes for the asker, once it is whole. Throws a Refusal, and asks to sign in again as {@link call} does. */
export const fetchFile = async <T extends FileRoute>(
  route: T,
  input: InputOf<T>,
  signal?: AbortSignal,
): Promise<{ readonly name: string; readonly blob: Blob }> => {
  const response = await send(route, input, signal);
  if (response.ok)
    return {
      name: nameIn(response.headers.get('Content-Disposition') ?? ''),
      blob: await response.blob().catch((error: unknown) => {
        throw (error as Error).name === 'AbortError' ? error : offline();
      }),
    };
  const refusal = refusalOf(await response.text().catch(() => ''), response.status);
  if (refusal.body.code === 'signed_out' && (await waitForSignIn())) return fetchFile(route, input, signal);
  throw refusal;
};

/** The name a file is to be saved under (RFC 6266): the one in UTF-8 before the plain one. */
const nameIn = (disposition: string): string => {
  const encoded = /filename\*=UTF-8''(?<name>[^;]+)/i.exec(disposition)?.groups?.['name'];
  const plain = /filename="(?<name>[^"]*)"/i.exec(disposition)?.groups?.['name'];
  return (encoded === undefined ? plain : decodeURIComponent(encoded)) ?? 'download';
};

/** Uploads a file with its text fields. `onProgress` gets 0 to 1. Throws a Refusal. */
export const upload = <T extends UploadRoute>(
  route: T,
  { params, body }: InputOf<T>,
  file: File,
  onProgress?: (part: number) => void,
  signal?: AbortSignal,
): Promise<ResultOf<T>> =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries((body ?? {}) as Record<string, string>))
      form.append(name, value);
    // The file comes last, so that the fields are known when its bytes arrive.
    form.append('file', file);
    const request = new XMLHttpRequest();
    request.open(route.method, pathOf(route, params as Record<string, unknown>));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer(request.responseText, request.status) as ResultOf<T>);
      } catch (error) {
        reject(error as Refusal);
      }
    });
    request.addEventListener('error', () => {
      reject(offline());
    });
    request.addEventListener('abort', () => {
      reject(refuse('invalid', 'cancelled', 'The upload was cancelled; nothing was stored.'));
    });
    signal?.addEventListener('abort', () => {
      request.abort();
    });
    request.send(form);
  });
