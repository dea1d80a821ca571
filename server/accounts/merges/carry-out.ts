// Joins two accounts, step by step; what a killed process leaves undone is gone on with by another.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import type { Sessions } from '#server/kernel/session.ts';
import type { SecondFactors } from '#server/accounts/second-factors.ts';
import type { AccountsStore } from '#server/accounts/store.ts';
import type { Tokens } from '#server/accounts/tokens.ts';
import { renamePerson } from './rename.ts';
import type { MergeRecord } from './store.ts';

interface Parts {
  readonly db: Connection;
  readonly store: AccountsStore;
  readonly merges: Model<MergeRecord>;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly tokens: Pick<Tokens, 'revokeAll'>;
  readonly secondFactors: Pick<SecondFactors, 'remove'>;
  readonly leases: Leases;
  readonly log: Log;
  /** It is done: their courses have changed. */
  onMerged(personId: Id): Promise<void>;
}

export interface CarryOut {
  /** Resolves when it is done, by this process or by another. */
  carryOut(fromId: Id): Promise<void>;
  /** Goes on with what a stop or a crash left undone. */
  resume(): Promise<void>;
}

export const createCarryOut = (parts: Parts): CarryOut => {
  const { store, merges, sessions, tokens, secondFactors, leases, log } = parts;
  const db = nativeDb(parts.db);

  /** Every step may be repeated. */
  const goThrough = async ({ _id: from, toId: to }: MergeRecord, lost: AbortSignal) => {
    const rename = () => renamePerson(db, { from, to, lost, log });
    const person = await store.people
      .findByIdAndUpdate(from, { $set: { isDisabled: true } }, { returnDocument: 'after' })
      .lean();
    if (person) {
      // Nobody comes in by the account any more, and whoever is in is out.
      await store.links.deleteMany({ personId: from });
      await Promise.all([sessions.endAll(from), tokens.revokeAll(from), secondFactors.remove(from)]);
      await db.collection<{ _id: string }>('calendarLinks').deleteOne({ _id: from });
      await rename();
      const addresses = [person.email, ...(person.formerEmails ?? [])];
      await store.people.updateOne({ _id: to }, { $addToSet: { formerEmails: { $each: addresses } } });
      // Again: what was under way when the account was closed.
      await rename();
      await store.people.deleteOne({ _id: from });
    }
    await merges.deleteOne({ _id: from });
    log.info({ from, to }, 'two accounts were joined');
    await parts.onMerged(to);
  };

  const carryOut = async (fromId: Id) => {
    await leases.during(`merge:${fromId}`, async (lost) => {
      const record = await merges.findById(fromId).lean();
      if (record) await goThrough(record, lost);
    });
  };
  const carryOutLater = (fromId: Id) => {
    carryOut(fromId).catch((error: unknown) => {
      log.error({ from: fromId, error: String(error) }, 'joining two accounts failed; it is tried again');
    });
  };
  leases.onAbandoned('merge', carryOutLater);

  return {
    carryOut,
    resume: async () => {
      for (const { _id } of await merges.find().lean()) carryOutLater(_id);
    },
  };
};
