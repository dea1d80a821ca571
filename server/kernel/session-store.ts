// Where sessions are kept: in MongoDB under a hash of their id, read many at a time.
import { createHash } from 'node:crypto';
import MongoStore from 'connect-mongo';
import type { SessionData } from 'express-session';
import type { Connection } from 'mongoose';
import { byId, createBatch } from './db/batch.ts';

interface SessionRecord {
  _id: string;
  session: SessionData;
  expires?: Date;
  lastModified?: Date;
}

const collectionName = 'sessions';

/** Whoever reads the database must not be able to go on with somebody's session. */
export const storedId = (sessionId: string) => createHash('sha256').update(sessionId).digest('hex');

/** A session is forgotten when it was not used for `idleSeconds`. `mayTouch`: whether its use can be written down now. */
export const createSessionStore = (
  db: Connection,
  idleSeconds: number,
  mayTouch: () => boolean,
): MongoStore => {
  const store = MongoStore.create({
    client: db.getClient(),
    collectionName,
    stringify: false,
    transformId: storedId,
    touchAfter: 3600,
    ttl: idleSeconds,
    // The embedded engine's TTL indexes never delete.
    autoRemove: 'interval',
    autoRemoveInterval: 60,
  });
  const sessions = db.getClient().db().collection<SessionRecord>(collectionName);
  const read = createBatch(async (ids) => byId(await sessions.find({ _id: { $in: ids } }).toArray()));
  // Every request begins with this: the library's own asks for one at a time.
  store.get = (sessionId, callback) => {
    read(storedId(sessionId)).then(
      (found) => {
        const isOver = !found || (found.expires !== undefined && found.expires <= new Date());
        if (isOver) callback(null, null);
        else {
          const { session, lastModified } = found;
          // Requests of one browser at the same moment each get their own.
          callback(null, {
            ...structuredClone(session),
            ...(lastModified ? { lastModified } : {}),
          } as SessionData);
        }
      },
      (error: unknown) => {
        callback(error);
      },
    );
  };
  const touch = store.touch.bind(store);
  // Whoever only reads is not turned away because their reading cannot be written down.
  store.touch = (sessionId, session, callback) => {
    if (mayTouch()) touch(sessionId, session, callback);
    else callback?.(null);
  };
  return store;
};
