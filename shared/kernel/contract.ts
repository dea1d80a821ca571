// The one way to declare what crosses the wire: routes, files, uploads and live events, each described once.
import type { z } from 'zod';

type Shape = z.ZodType;

/** Who gets past the front door of a route; the domain's rules decide the rest. */
export type Access = 'anyone' | 'signedIn';

/** A route. `params` are the `:names` in `path`; what is not in `returns` cannot leave the server. */
export interface Route<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
  A extends Access = Access,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly returns: R;
  /** May also be called over the live connection: for what a class sends several times a second. */
  readonly bySocket?: true;
  /** Open to whoever must set a second factor up before anything else. */
  readonly beforeSecondFactor?: true;
}

/** A route that takes one file as multipart field `file`, with text fields (`body`) sent before it. */
export interface UploadRoute<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  R extends Shape = Shape,
  A extends Access = Access,
> extends Route<P, Q, B, R, A> {
  readonly upload: { readonly maxBytes: number; readonly accepts: readonly string[] };
}

/** A route that answers with bytes to be saved instead of JSON: a stored file (range requests, ETag), or one made for the answer. */
export interface FileRoute<P extends Shape = Shape, Q extends Shape = Shape, A extends Access = Access> {
  readonly method: 'GET';
  readonly path: string;
  readonly summary: string;
  readonly access: A;
  readonly params?: P;
  readonly query?: Q;
  readonly file: true;
  /** What it may answer with, where that is known beforehand. */
  readonly mediaTypes?: readonly string[];
}

export type AnyRoute = Route | UploadRoute | FileRoute;
export type Routes = Readonly<Record<string, AnyRoute>>;

/** Declares a route whose caller may be anybody. */
export const openRoute = <
  P extends Shape = z.ZodUndefined,
  Q extends Shape = z.ZodUndefined,
  B extends Shape = z.ZodUndefined,
  R extends Shape = Shape,
>(
  described: Omit<Route<P, Q, B, R, 'anyone'>, 'access'>,
): Route<P, Q, B, R, 'anyone'> => ({ ...described, access: 'anyone' });

/** Declares a route for signed-in people. */
export const route = <
  P extends Shape = z.ZodUndefined,
  Q extends Shape = z.ZodUndefined,
  B extends Shape = z.ZodUndefined,
  R extends Shape = Shape,
>(
  described: Omit<Route<P, Q, B, R, 'signedIn'>, 'access'>,
): Route<P, Q, B, R, 'signedIn'> => ({ ...described, access: 'signedIn' });

/** Declares a route that takes an uploaded file. */
export const uploadRoute = <
  P extends Shape = z.ZodUndefined,
  Q extends Shape = z.ZodUndefined,
  B extends Shape = z.ZodUndefined,
  R extends Shape = Shape,
>(
  described: Omit<UploadRoute<P, Q, B, R, 'signedIn'>, 'access'>,
): UploadRoute<P, Q, B, R, 'signedIn'> => ({ ...described, access: 'signedIn' });

/** Declares a route that answers with a file. */
export const fileRoute = <P extends Shape = z.ZodUndefined, Q extends Shape = z.ZodUndefined>(
  described: Omit<FileRoute<P, Q, 'signedIn'>, 'access' | 'file' | 'method'>,
): FileRoute<P, Q, 'signedIn'> => ({ ...described, method: 'GET', access: 'signedIn', file: true });

/** Declares a route that answers with a file to whoever has the secret that its handler asks for. */
export const openFileRoute = <P extends Shape = z.ZodUndefined, Q extends Shape = z.ZodUndefined>(
  described: Omit<FileRoute<P, Q, 'anyone'>, 'access' | 'file' | 'method'>,
): FileRoute<P, Q, 'anyone'> => ({ ...described, method: 'GET', access: 'anyone', file: true });

/** A fact about a room that everybody in it may know. */
export interface LiveEvent<K extends string = string, P extends Shape = Shape> {
  readonly name: string;
  readonly room: K;
  readonly summary: string;
  readonly payload: P;
}

const declaredEvents = new Map<string, LiveEvent>();

/** Declares a live event, for instance `thread.posted` in rooms of kind `document`. */
export const liveEvent = <K extends string, P extends Shape>(described: LiveEvent<K, P>): LiveEvent<K, P> => {
  declaredEvents.set(described.name, described);
  return described;
};

/** The event that was declared under a name, to look at what another process tells. */
export const eventNamed = (name: string): LiveEvent | undefined => declaredEvents.get(name);

/** What people in rooms of one kind say of themselves, and what the others are told of it. */
export interface LivePresence<K extends string = string, S extends Shape = Shape, T extends Shape = Shape> {
  readonly room: K;
  readonly summary: string;
  readonly said: S;
  readonly told: T;
}

/** Declares presence, for instance who reads which page in rooms of kind `readers`. */
export const livePresence = <K extends string, S extends Shape, T extends Shape>(
  described: LivePresence<K, S, T>,
): LivePresence<K, S, T> => described;

/** A room's name on the wire: its kind and the id of what it is about. */
export const roomName = (kind: string, id: string): string => `${kind}:${id}`;

type Schema<T> = T extends Shape ? T : never;
/** What a route hands its caller after validation. */
export type ParamsOf<T extends AnyRoute> = z.output<Schema<NonNullable<T['params']>>>;
export type QueryOf<T extends AnyRoute> = z.output<Schema<NonNullable<T['query']>>>;
export type BodyOf<T extends AnyRoute> = T extends Route ? z.output<NonNullable<T['body']>> : undefined;
/** What the caller writes before validation. */
export type BodyInputOf<T extends AnyRoute> = T extends Route ? z.input<NonNullable<T['body']>> : undefined;
export type QueryInputOf<T extends AnyRoute> = z.input<Schema<NonNullable<T['query']>>>;
/** What a handler returns (before the output filter) and what the caller gets. */
export type ResultInputOf<T extends AnyRoute> = T extends Route ? z.input<T['returns']> : never;
export type ResultOf<T extends AnyRoute> = T extends Route ? z.output<T['returns']> : never;
export type PayloadOf<T extends LiveEvent> = z.output<T['payload']>;
export type SaidOf<T extends LivePresence> = z.output<T['said']>;
export type ToldOf<T extends LivePresence> = z.output<T['told']>;
export type PayloadInputOf<T extends LiveEvent> = z.input<T['payload']>;

/** The address of a route with its `:names` filled in. */
export const pathOf = (
  described: Pick<AnyRoute, 'path'>,
  params: Readonly<Record<string, unknown>> | undefined,
): string =>
  described.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])));
