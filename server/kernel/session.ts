// Server-side sessions in MongoDB and passport's part in them; knows people only by id.
import MongoStore from 'connect-mongo';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Connection } from 'mongoose';
import passport from 'passport';
import type { Actor } from './actor.ts';
import type { SessionDoor } from './feature.ts';

const idleDays = 14;
const absoluteDays = 60;
const dayMs = 24 * 3600 * 1000;

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
    passport?: { user?: string };
  }
}

interface Options {
  readonly db: Connection;
  readonly secret: string;
  /** True behind TLS: the cookie is then `Secure` and has the `__Host-` prefix. */
  readonly secure: boolean;
  readonly now: () => Date;
  /** The person behind a session, or null when they may no longer be signed in. */
  readonly loadActor: (personId: string) => Promise<Actor | null>;
}

export interface Sessions {
  /** To be used by Express and by the socket server alike. */
  readonly middleware: readonly RequestHandler[];
  /** Ends every session of a person, except one. */
  endAll(personId: string, exceptSessionId?: string): Promise<void>;
}

/** Sessions end after 14 days without use and after 60 days in any case. */
export const createSessions = ({ db, secret, secure, now, loadActor }: Options): Sessions => {
  const store = MongoStore.create({
    client: db.getClient() as never,
    collectionName: 'sessions',
    stringify: false,
    touchAfter: 3600,
    ttl: (idleDays * dayMs) / 1000,
    // The embedded engine's TTL indexes never delete.
    autoRemove: 'interval',
    autoRemoveInterval: 60,
  });
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
  const endOld: RequestHandler = (request, _response, next) => {
    const { startedAt } = request.session;
    if (startedAt !== undefined && now().getTime() - startedAt > absoluteDays * dayMs)
      request.session.regenerate(next);
    else next();
  };
  return {
    middleware: [
      session({
        name: secure ? '__Host-paperround' : 'paperround',
        secret,
        store,
        resave: false,
        saveUninitialized: false,
        rolling: false,
        cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: idleDays * dayMs },
      }),
      endOld,
      auth.initialize() as RequestHandler,
      auth.session() as RequestHandler,
    ],
    endAll: async (personId, exceptSessionId) => {
      await db
        .collection<{ _id: string }>('sessions')
        .deleteMany({ 'session.passport.user': personId, _id: { $ne: exceptSessionId ?? '' } });
    },
  };
};

/** The signed-in person of a request, or null. */
export const actorOf = (request: Request): Actor | null => (request.user as Actor | undefined) ?? null;

/** Lets a handler begin or end the caller's session; signing in always makes a new session id. */
export const sessionDoor = (request: Request): SessionDoor => ({
  get id() {
    return request.sessionID;
  },
  signIn: (personId) =>
    new Promise((resolve, reject) => {
      request.logIn({ personId, isAdmin: false } satisfies Actor, (error: unknown) => {
        if (error) {
          reject(error as Error);
          return;
        }
        request.session.startedAt = Date.now();
        request.session.save((failed: unknown) => {
          if (failed) reject(failed as Error);
          else resolve();
        });
      });
    }),
  signOut: () =>
    new Promise((resolve, reject) => {
      request.session.destroy((error: unknown) => {
        if (error) reject(error as Error);
        else resolve();
      });
    }),
});
