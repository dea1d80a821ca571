// A person's browser as the API tests need it: keeps its cookie, calls declared routes, uploads, and listens live.
import type { z } from 'zod';
import {
  type AnyRoute,
  type BodyInputOf,
  type ParamsOf,
  pathOf,
  type QueryInputOf,
  type ResultOf,
  type Route,
  type UploadRoute,
} from '#shared/kernel/contract.ts';
import { Refusal, type RefusalBody } from '#shared/kernel/refusals.ts';
import { openSocket, type TestSocket } from './socket.ts';

type Part<K extends string, V> = undefined extends V ? Partial<Record<K, V>> : Record<K, V>;
type AddressOf<T extends AnyRoute> = Part<'params', ParamsOf<T>> & Part<'query', QueryInputOf<T>>;
type InputOf<T extends AnyRoute> = AddressOf<T> & Part<'body', BodyInputOf<T>>;
interface Loose {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, string | number | boolean | undefined>;
  readonly body?: object;
}
/** An input whose parts are all optional may be left out. */
type Argument<T> = Partial<T> extends T ? [input?: T] : [input: T];

export interface Client {
  /** Calls a route of the contract; throws a {@link Refusal} when the server refuses. */
  call<T extends Route>(route: T, ...argument: Argument<InputOf<T>>): Promise<ResultOf<T>>;
  /** Sends a file named `name` to an upload route, after its text fields. */
  upload<T extends UploadRoute>(
    route: T,
    input: InputOf<T>,
    bytes: Uint8Array | string,
    name?: string,
  ): Promise<ResultOf<T>>;
  /** Any request, with the cookie; the answer as it came, whatever its status. */
  raw(
    method: string,
    path: string,
    init?: { body?: RequestInit['body']; headers?: Record<string, string> },
  ): Promise<Response>;
  /** What a live connection made elsewhere needs to carry this client's session. */
  headers(): Record<string, string>;
  /** A live connection with this client's session, or with the secret of a projector link. */
  socket(ticket?: string): Promise<TestSocket>;
}

/**
 * A client of the server at `url`. `address` is where it seems to come from: rate limits count by it. `cookie`: of a session that was
 * begun elsewhere.
 */
export const createClient = (url: string, address: string, cookie = ''): Client => {
  const headers = () => ({ cookie, 'x-forwarded-for': address });
  const raw: Client['raw'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'x-forwarded-for': address, ...(cookie ? { cookie } : {}), ...headers },
      ...(body == null ? {} : { body }),
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) cookie = line.split(';')[0] ?? '';
    return response;
  };
  return {
    raw,
    call: async (route, ...[input]) => {
      const loose = (input ?? {}) as Loose;
      const { body } = loose;
      const json =
        body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      return read(route, await raw(route.method, addressOf(route, loose), json));
    },
    upload: async (route, input, bytes, name = 'paper.pdf') => {
      const loose = input as Loose;
      const form = new FormData();
      for (const [field, value] of Object.entries(loose.body ?? {})) form.set(field, String(value));
      form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }), name);
      return read(route, await raw(route.method, addressOf(route, loose), { body: form }));
    },
    headers,
    socket: (ticket) => openSocket(url, headers(), ticket),
  };
};

/** The address of a route with its parameters and query. */
const addressOf = (route: AnyRoute, input: Loose): string => {
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  ).toString();
  return pathOf(route, input.params) + (query ? `?${query}` : '');
};

const read = async <T extends Route>(route: T, response: Response): Promise<ResultOf<T>> => {
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw new Refusal(answer as RefusalBody);
  return (route.returns as z.ZodType<ResultOf<T>>).parse(answer);
};
