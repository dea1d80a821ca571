// Writes drafts under the condition that they are still as the writer knew them, and sweeps what is old.
import type { Model } from 'mongoose';
import { draftLimits, type Draft } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { draftId, type DraftRecord } from './store.ts';

const dayMs = 24 * 3600 * 1000;
const sweepEveryMs = 3600 * 1000;

interface Slot {
  readonly personId: Id;
  readonly place: string;
}
/** What a draft becomes; `value` null: discarded. */
interface Change extends Slot {
  readonly value: string | null;
  readonly revision: number;
  readonly updatedAt: Date;
}

export interface Keeping {
  /** `changed` is false where a repeat found its work done. Throws a conflict with the draft as it is. */
  write(change: Change): Promise<{ draft: Draft; changed: boolean }>;
  list(slot: Slot): Promise<Draft[]>;
}

const view = ({ place, value, revision, updatedAt }: DraftRecord): Draft => ({
  ...{ place, value, revision },
  updatedAt: updatedAt.toISOString(),
});

const clash = (record: DraftRecord) =>
  refuse('conflict', 'draft_changed', 'This text was changed on another device meanwhile.', {
    current: view(record),
  });

const tooMany = () =>
  refuse(
    'unprocessable',
    'too_many_drafts',
    `You have ${String(draftLimits.perPerson)} unfinished texts. Send one or throw one away; until then this one is kept on this device only.`,
  );

/** The revision decides. New drafts of one person are begun one after the other in all processes, so that the limit holds. */
export const createKeeping = (drafts: Model<DraftRecord>, clock: Clock, leases: Leases): Keeping => {
  const serial = createSerial();
  const beginInTurn = createTurns(leases, 'drafts');
  let sweptAt = 0;

  // The embedded engine's TTL indexes never delete.
  const sweep = async (now: Date) => {
    if (now.getTime() - sweptAt < sweepEveryMs) return;
    sweptAt = now.getTime();
    await drafts.deleteMany({ until: { $lt: now } });
  };

  /** Null where another process made it in the same moment. */
  const create = async (next: DraftRecord) => {
    try {
      await drafts.create(next);
      return next;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  const write = async ({ personId, place, value, revision, updatedAt }: Change) => {
    const now = clock.now();
    await sweep(now);
    const _id = draftId(personId, place);
    const current = await drafts.findById(_id).lean();
    // The same again, because its answer was lost on the way; or nothing was there to be discarded.
    if (current?.value === value) return { draft: view(current), changed: false };
    if (!current && value === null) {
      const nothing = { place, value, revision, updatedAt: updatedAt.toISOString() };
      return { draft: nothing, changed: false };
    }
    if (current && current.revision !== revision) throw clash(current);
    const days = value === null ? draftLimits.tombstoneDays : draftLimits.keptDays;
    const until = new Date(now.getTime() + days * dayMs);
    const next: DraftRecord = {
      ...{ _id, personId, place, value, updatedAt, until },
      revision: revision + 1,
    };
    const put = async () =>
      current
        ? drafts.findOneAndUpdate({ _id, revision }, { $set: next }, { returnDocument: 'after' }).lean()
        : create(next);
    const isNew = (current?.value ?? null) === null;
    const begin = async () => {
      if ((await drafts.countDocuments({ personId, value: { $ne: null } })) >= draftLimits.perPerson)
        throw tooMany();
      return put();
    };
    const written = await (isNew ? beginInTurn(personId, begin) : put());
    if (!written) throw clash((await drafts.findById(_id).lean()) ?? next);
    return { draft: view(written), changed: true };
  };

  return {
    write: (change) => serial(change.personId, () => write(change)),
    list: async ({ personId, place }) => {
      await sweep(clock.now());
      // `;` is the character after `:`, so the range is everything that begins with the place and a colon.
      const below = { place: { $gte: `${place}:`, $lt: `${place};` } };
      return (await drafts.find({ personId, $or: [{ place }, below] }).lean()).map(view);
    },
  };
};
