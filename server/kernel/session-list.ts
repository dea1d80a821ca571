// The sessions of a person as they may be shown: a session's name in the list says nothing of the id that opens it.
import type { Connection } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { storedId } from './session-store.ts';

interface StoredSession {
  _id: string;
  session: { startedAt?: number; device?: string | null };
  expires?: Date;
  lastModified?: Date;
}

export interface ListedSession {
  readonly id: Id;
  readonly device: string | null;
  readonly startedAt: Date;
  readonly usedAt: Date;
  readonly isThisOne: boolean;
}

/** The name of a session in lists: half of the hash under which it is stored. */
const shown = (stored: string): Id => stored.slice(0, 32);

/** Reads and ends sessions beside the store that Express uses. */
export const createSessionList = (db: Connection) => {
  const sessions = db.collection<StoredSession>('sessions');
  const of = (personId: Id) => ({ 'session.passport.user': personId });
  return {
    /** The present one first, then those used last. */
    list: async (personId: Id, presentId: string): Promise<ListedSession[]> => {
      const found = await sessions.find({ ...of(personId), expires: { $gt: new Date() } }).toArray();
      return found
        .map(({ _id, session, lastModified }) => {
          const startedAt = new Date(session.startedAt ?? 0);
          return {
            ...{
              id: shown(_id),
              device: session.device ?? null,
              startedAt,
              usedAt: lastModified ?? startedAt,
            },
            isThisOne: _id === storedId(presentId),
          };
        })
        .sort(
          (one, other) =>
            Number(other.isThisOne) - Number(one.isThisOne) || other.usedAt.getTime() - one.usedAt.getTime(),
        );
    },
    /** Ends the person's session of this name and says under which hash it was stored; null: it is over, or somebody else's. */
    end: async (personId: Id, id: Id): Promise<string | null> => {
      const mine = await sessions.find(of(personId), { projection: { _id: 1 } }).toArray();
      const found = mine.find(({ _id }) => shown(_id) === id);
      if (found) await sessions.deleteOne({ _id: found._id, ...of(personId) });
      return found?._id ?? null;
    },
  };
};
