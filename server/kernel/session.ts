// Server-side sessions in MongoDB and passport's part in them; knows people only by id.
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Connection } from 'mongoose';
import passport, { type Strategy } from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import { z } from 'zod';
import { describeDevice } from '#shared/kernel/device.ts';
import { createSessionList } from './session-list.ts';
import { createSessionStore, storedId } from './session-store.ts';
import type { Actor } from './actor.ts';
import type { SessionDoor } from './feature.ts';

const idleDays = 14;
const absoluteDays = 60;
const dayMs = 24 * 3600 * 1000;
const heldMs = 10 * 60 * 1000;

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
    /** What signed in, as people call it. */
    device?: string | null;
    /** Whose first step of a sign-in was right, and when (ms since 1970). */
    held?: { personId: string; at: number };
    passport?: { user?: string };
  }
}

interface Options {
  readonly db: Connection;
  readonly secret: string;
  /** True behind TLS: the cookie is then `Secure` and has the `__Host-` prefix. */
  readonly secure: boolean;
  readonly now: () => Date;
  /** Whether the use of a session can be written down now. */
  readonly mayTouch: () => boolean;
  /** The person behind a session, or null when they may no longer be signed in. */
  readonly loadActor: (personId: string) => Promise<Actor | null>;
  /** The person whose password this is, or null. */
  readonly checkCredentials: (email: string, password: string) => Promise<Actor | null>;
}

/** Sessions that are over: all of a person, but for one, or a single one. Sessions by the hash under which they are stored. */
export const endedSessionsSchema = z.union([
  z.strictObject({ session: z.string() }),
  z.strictObject({ personId: z.string(), except: z.string().nullable() }),
]);
export type EndedSessions = z.infer<typeof endedSessionsSchema>;

export interface Sessions {
  /** To be used by Express and by the socket server alike. */
  readonly middleware: readonly RequestHandler[];
  /** Runs a strategy of passport's: resolves to whom it found, or null. Nobody is signed in by it. */
  authenticate(strategy: Strategy, request: Request, response: Response): Promise<unknown>;
  /** Who asks for a page; null for a visitor, and where it cannot be told. */
  readActor(request: Request, response: Response): Promise<Actor | null>;
  /** What a handler may do with the caller's session. */
  doorOf(request: Request, response: Response): SessionDoor;
  /** Hears which sessions are over, so that what they hold open ends with them. */
  onEnded(listener: (ended: EndedSessions) => void): void;
  /** Which of these sessions, by the hash under which they are stored, are still on. */
  stillOn(sessions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Ends every session of a person, except one. */
  endAll(personId: string, exceptSessionId?: string): Promise<void>;
  /** Where a person is signed in; `presentId` is the session that asks. */
  list: ReturnType<typeof createSessionList>['list'];
  /** Ends one session of a person, by its name in the list. */
  endOne(personId: string, name: string): Promise<void>;
}

/** Sessions end after 14 days without use and after 60 days in any case. */
export const createSessions = ({
  db,
  secret,
  secure,
  now,
  mayTouch,
  loadActor,
  checkCredentials,
}: Options): Sessions => {
  const store = createSessionStore(db, (idleDays * dayMs) / 1000, mayTouch);
  const auth = new passport.Passport();
  auth.serializeUser((user, done) => {
    done(null, (user as Actor).personId);
  });
  auth.deserializeUser((personId: string, done) => {
    loadActor(personId).then(
      (actor) => {
        done(null, actor ?? false);
      },
      (error: unknown) => {
        done(error);
      },
    );
  });
  auth.use(
    new LocalStrategy({ usernameField: 'email' }, (email, password, done) => {
      checkCredentials(email, password).then(
        (actor) => {
          done(null, actor ?? false);
        },
        (error: unknown) => {
          done(error);
        },
      );
    }),
  );
  const authenticate = (strategy: 'local' | Strategy, request: Request, response: Response) =>
    new Promise<unknown>((resolve, reject) => {
      const answer = (error: unknown, user: unknown) => {
        if (error) reject(error as Error);
        else resolve(user || null);
      };
      (auth.authenticate(strategy as string, { session: false }, answer) as RequestHandler)(
        request,
        response,
        reject,
      );
    });
  const list = createSessionList(db);
  const listeners: Parameters<Sessions['onEnded']>[0][] = [];
  const sessionRecords = db.collection<{ _id: string }>('sessions');
  const tellEnded = (ended: EndedSessions) => {
    for (const listener of listeners) listener(ended);
  };
  const tellOver = (sessionId: string) => {
    tellEnded({ session: storedId(sessionId) });
  };
  const endOld: RequestHandler = (request, _response, next) => {
    const { startedAt } = request.session;
    if (startedAt !== undefined && now().getTime() - startedAt > absoluteDays * dayMs)
      request.session.regenerate(next);
    else next();
  };
  const sessionWith = (rolling: boolean) =>
    session({
      ...{ secret, store, rolling, resave: false, saveUninitialized: false },
      name: secure ? '__Host-paperround' : 'paperround',
      cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: idleDays * dayMs },
    });
  const [renewing, keeping] = [sessionWith(true), sessionWith(false)];
  const middleware: RequestHandler[] = [
    // The cookie lives as long as the session: fourteen days from the last use, not from the sign-in. Whoever writes also reads.
    (request, response, next) => {
      (request.method === 'GET' ? renewing : keeping)(request, response, next);
    },
    endOld,
    auth.initialize() as RequestHandler,
    auth.session() as RequestHandler,
  ];
  const pass = (request: Request, response: Response, handler: RequestHandler) =>
    new Promise<void>((resolve, reject) => {
      void handler(request, response, (error?: unknown) => {
        if (error) reject(error as Error);
        else resolve();
      });
    });
  return {
    middleware,
    authenticate,
    readActor: async (request, response) => {
      try {
        for (const handler of middleware) await pass(request, response, handler);
        return actorOf(request);
      } catch {
        // A page is sent all the same; what it asks for then says what is wrong.
        return null;
      }
    },
    doorOf: (request, response) => ({
      id: request.sessionID,
      checkPassword: async () => (await authenticate('local', request, response)) as Actor | null,
      signIn: async (personId) => {
        const before = request.sessionID;
        await begin(request, personId, now());
        tellOver(before);
      },
      hold: async (personId) => {
        const before = request.sessionID;
        // A new id here, too: whoever planted this one must not wait for the second step.
        await new Promise<void>((resolve, reject) => {
          request.session.regenerate((error: unknown) => {
            if (error) reject(error as Error);
            else resolve();
          });
        });
        request.session.held = { personId, at: now().getTime() };
        tellOver(before);
      },
      held: () => {
        const { held } = request.session;
        return held && now().getTime() - held.at < heldMs ? held.personId : null;
      },
      signOut: async () => {
        await end(request);
        tellOver(request.sessionID);
      },
    }),
    list: list.list,
    endOne: async (personId, name) => {
      const ended = await list.end(personId, name);
      if (ended !== null) tellEnded({ session: ended });
    },
    onEnded: (listener) => {
      listeners.push(listener);
    },
    stillOn: async (sessions) => {
      const found = await sessionRecords
        .find({ _id: { $in: [...sessions] } }, { projection: { _id: 1 } })
        .toArray();
      return new Set(found.map(({ _id }) => _id));
    },
    endAll: async (personId, exceptSessionId) => {
      const except = exceptSessionId === undefined ? null : storedId(exceptSessionId);
      await sessionRecords.deleteMany({ 'session.passport.user': personId, _id: { $ne: except ?? '' } });
      tellEnded({ personId, except });
    },
  };
};

/** The signed-in person of a request, or null. */
export const actorOf = (request: Request): Actor | null => (request.user as Actor | undefined) ?? null;

const begin = (request: Request, personId: string, now: Date) =>
  new Promise<void>((resolve, reject) => {
    // passport makes a new session id here, so that a planted one is worth nothing.
    request.logIn({ personId, isAdmin: false } satisfies Actor, (error: unknown) => {
      if (error) {
        reject(error);
        return;
      }
      request.session.startedAt = now.getTime();
      request.session.device = describeDevice(request.get('user-agent'));
      request.session.save((failed: unknown) => {
        if (failed) reject(failed);
        else resolve();
      });
    });
  });

const end = (request: Request) =>
  new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => {
      if (error) reject(error);
      else resolve();
    });
  });
