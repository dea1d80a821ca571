// What a domain hands to the app: its routes with a handler each, and the rooms it guards.
import type { z } from 'zod';
import type {
  AnyRoute,
  BodyOf,
  FileRoute,
  LivePresence,
  ParamsOf,
  QueryOf,
  ResultInputOf,
  Routes,
  SaidOf,
  UploadRoute,
} from '#shared/kernel/contract.ts';
import type { Verdict } from '#shared/kernel/rules.ts';
import type { Readable } from 'node:stream';
import type { Actor } from './actor.ts';

/** Begins and ends the caller's own session. */
export interface SessionDoor {
  readonly id: string;
  /** Runs passport's local strategy on the body's `email` and `password`. */
  checkPassword(): Promise<Actor | null>;
  signIn(personId: string): Promise<void>;
  /** Remembers for some minutes whose first step of a sign-in was right; nobody is signed in by it. */
  hold(personId: string): Promise<void>;
  /** Whose first step was right a short time ago; null: nobody's. */
  held(): string | null;
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
  | {
      readonly hash: string;
      /** The right to it may end: no cache keeps it. */
      readonly isTransient?: true;
    }
  | { readonly made: Readable }
);

/** One request after its input was validated. */
export interface Call<T extends AnyRoute> {
  readonly params: ParamsOf<T>;
  readonly query: QueryOf<T>;
  readonly body: T extends UploadRoute ? undefined : BodyOf<T>;
  readonly actor: T['access'] extends 'anyone' ? Actor | null : Actor;
  /** The caller's network address, for limits and logs. */
  readonly address: string;
  /** Where the caller reached this server, for absolute addresses in what is handed out: `https://papers.example.org`. */
  readonly origin: string;
  /** Asked on the very machine the server runs on, with nobody in between. */
  readonly isLocal: boolean;
  readonly session: SessionDoor;
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
  /** Tell everybody in the room who else is in it: all who have it open, or those who say where they are. */
  readonly presence?: true | PresenceRule;
  /** The rooms, by kind and id, that see the visitor's pointer; none: it is not theirs to point. Asked at every move, from memory. */
  readonly pointer?: (visitor: Visitor, id: string) => readonly (readonly [kind: string, id: string])[];
}

/** What the others are told of one person, and under which names the person is counted. */
export interface Told {
  readonly shown: unknown;
  readonly counts: readonly string[];
}

/** Presence with something to say; made by {@link presenceRule}. */
export interface PresenceRule {
  readonly said: z.ZodType;
  /** Asked whenever somebody enters: how what is said in this room is told. */
  tellerFor(visitor: Visitor, id: string): Promise<(said: unknown) => Told>;
}

/** Ties declared presence to how it is told, with full type checking; what `told` does not name cannot leave the server. */
export const presenceRule = <P extends LivePresence>(
  { said, told }: P,
  tellerFor: (
    visitor: Visitor,
    id: string,
  ) => Promise<(said: SaidOf<P>) => { shown: z.input<P['told']>; counts: readonly string[] }>,
): PresenceRule => ({
  said,
  tellerFor: async (visitor, id) => {
    const tell = await tellerFor(visitor, id);
    return (words) => {
      const { shown, counts } = tell(words as SaidOf<P>);
      return { shown: told.parse(shown), counts };
    };
  },
});

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
