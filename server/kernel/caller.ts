// Calls declared routes from within the server: the same validation, handlers, rules and output filter as by HTTP.
import { Readable } from 'node:stream';
import type {
  AnyRoute,
  BodyInputOf,
  FileRoute,
  ParamsOf,
  QueryInputOf,
  ResultOf,
  Route,
  UploadRoute,
} from '#shared/kernel/contract.ts';
import type { Actor } from './actor.ts';
import type { Feature, FileAnswer, Operation } from './feature.ts';
import type { FileStore } from './files.ts';
import { perform, type Asked } from './perform.ts';
import { validate } from './validate.ts';

type Part<K extends string, V> = [V] extends [undefined]
  ? Readonly<Partial<Record<K, undefined>>>
  : Readonly<Record<K, V>>;
type InputOf<T extends AnyRoute> = Part<'params', ParamsOf<T>> &
  Part<'query', QueryInputOf<T>> &
  Part<'body', BodyInputOf<T>>;

export interface Caller {
  /** Does what the route does for `actor`; throws the Refusal that a browser would get. */
  callAs<T extends Route>(actor: Actor, route: T, input: InputOf<T>): Promise<ResultOf<T>>;
  /** The same for a file route. */
  fileAs<T extends FileRoute>(actor: Actor, route: T, input: InputOf<T>): Promise<FileAnswer>;
  /** The same for an upload route, with the file it takes. */
  uploadAs<T extends UploadRoute>(
    actor: Actor,
    route: T,
    input: InputOf<T>,
    file: { readonly bytes: Uint8Array; readonly name: string; readonly mediaType: string },
  ): Promise<ResultOf<T>>;
}

const noSession = () => Promise.reject(new Error('A call from within has no session.'));

/** A caller of every route of `features`; `origin` begins the addresses in what is handed out. */
export const createCaller = (
  features: readonly Feature[],
  files: FileStore,
  origin = 'http://localhost',
): Caller => {
  const handlers = new Map<AnyRoute, Operation>();
  for (const { routes, handlers: byVerb } of features)
    for (const [verb, route] of Object.entries(routes)) {
      const handler = byVerb[verb];
      if (handler) handlers.set(route, handler);
    }

  const ask = async (
    actor: Actor,
    route: AnyRoute,
    input: { params?: unknown; query?: unknown; body?: unknown },
    receive: Asked['receive'],
  ): Promise<unknown> => {
    const handler = handlers.get(route);
    if (!handler) throw new Error(`Nobody answers for ${route.method} ${route.path}`);
    return perform(route, handler, {
      actor,
      params: input.params,
      query: input.query,
      readBody: () => Promise.resolve(input.body),
      receive,
      address: 'this server',
      origin,
      isLocal: true,
      session: {
        id: '',
        checkPassword: noSession,
        signIn: noSession,
        hold: noSession,
        held: () => null,
        signOut: noSession,
      },
    });
  };

  return {
    callAs: async <T extends Route>(actor: Actor, route: T, input: InputOf<T>) =>
      (await ask(actor, route, input, noSession)) as ResultOf<T>,
    fileAs: async (actor, route, input) => (await ask(actor, route, input, noSession)) as FileAnswer,
    uploadAs: async <T extends UploadRoute>(
      actor: Actor,
      route: T,
      input: InputOf<T>,
      { bytes, name, mediaType }: { bytes: Uint8Array; name: string; mediaType: string },
    ) =>
      (await ask(actor, route, input, async ({ body, upload }) => ({
        file: { ...(await files.put(Readable.from([bytes]), upload.maxBytes)), name, mediaType },
        fields: body ? validate(body, input.body ?? {}, 'body') : undefined,
      }))) as ResultOf<T>,
  };
};
