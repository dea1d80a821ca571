// What a domain hands to the app: its routes with a handler each, and the rooms it guards.
import type {
  AnyRoute,
  BodyOf,
  FileRoute,
  ParamsOf,
  QueryOf,
  ResultInputOf,
  Routes,
  UploadRoute,
} from '#shared/kernel/contract.ts';
import type { Verdict } from '#shared/kernel/rules.ts';
import type { Actor } from './actor.ts';

/** Begins and ends the caller's own session. */
import type { Readable } from 'node:stream';
export interface SessionDoor {
  readonly id: string;
  /** Runs passport's local strategy on the body's `email` and `password`. */
  checkPassword(): Promise<Actor | null>;
  signIn(personId: string): Promise<void>;
  signOut(): Promise<void>;
}

/** A file that arrived whole, already on disk under its hash. `name` is what the sender called it, for display only. */
export interface ReceivedFile {
  readonly hash: string;
  readonly bytes: number;
  readonly name: string;
  readonly mediaType: string;
}

/** What a file route answers: bytes stored under `hash`, or bytes made for this answer alone. `name` is what it is saved as. */
export type FileAnswer = { readonly mediaType: string; readonly name: string } & (
  { readonly hash: string } | { readonly made: Readable }
);

/** One request after its input was validated. */
export interface Call<T extends AnyRoute> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: T extends UploadRoute ? undefined : BodyOf<T>;
  readonly actor: T['access'] extends 'anyone' ? Actor | null : Actor;
  /** The caller's network address, for limits and logs. */
  readonly address: string;
  /** Asked on the very machine the server runs on, with nobody in between. */
  readonly isLocal: boolean;
  readonly session: SessionDoor;
  /** Where the caller reached this server, for absolute addresses in what is handed out: `https://papers.example.org`. */
  readonly origin: string;
  /** Upload routes: reads the body. Call it after the rules have said yes. */
  readonly receive: T extends UploadRoute
    ? () => Promise<{ file: ReceivedFile; fields: BodyOf<T> }>
    : undefined;
}

export type Handler<T extends AnyRoute> = T extends FileRoute
  ? (call: Call<T>) => Promise<FileAnswer>
  : (call: Call<T>) => Promise<ResultInputOf<T>>;

/** A handler for every declared route: a missing one is a compile error. */
export type Handlers<R extends Routes> = { readonly [K in keyof R]: Handler<R[K]> };

/** Who asks to enter a room: a signed-in person, or the holder of a secret link (`ticket`). */
export interface Visitor {
  readonly actor: Actor | null;
  readonly ticket: string | undefined;
}

/** Decides who may enter rooms of one kind; the same rule as for reading what the room is about. */
export interface RoomGuard {
  readonly kind: string;
  mayEnter(visitor: Visitor, id: string): Promise<Verdict>;
  /** Tell everybody in the room who else is in it. */
  readonly presence?: boolean;
}

/** A handler of whatever route. */
export type Operation = (call: never) => Promise<unknown>;

/** One domain's operations, ready to be mounted. */
export interface Feature {
  readonly routes: Routes;
  readonly handlers: Readonly<Record<string, Operation>>;
  readonly rooms?: readonly RoomGuard[];
}

/** Ties routes to handlers with full type checking. */
export const feature = <R extends Routes>(
  routes: R,
  handlers: Handlers<R>,
  rooms: readonly RoomGuard[] = [],
): Feature => ({ routes, handlers, rooms });
