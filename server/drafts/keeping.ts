// Writes drafts under the condition that they are still as the writer knew them, and sweeps what is old.
import type { Model } from 'mongoose';
import { draftLimits, type Draft } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { createSerial } from '#server/kernel/serial.ts';
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

/** The store's `findOneAndUpdate` decides; writes of one person wait for each other, so that the limit holds. */
export const createKeeping = (drafts: Model<DraftRecord>, clock: Clock): Keeping => {
  const serial = createSerial();
  let sweptAt = 0;

  // The embedded engine's TTL indexes never delete.
  const sweep = async (now: Date) => {
    if (now.getTime() - sweptAt < sweepEveryMs) return;
    sweptAt = now.getTime();
    await drafts.deleteMany({ until: { $lt: now } });
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
    const isNew = (current?.value ?? null) === null;
    if (isNew && (await drafts.countDocuments({ personId, value: { $ne: null } })) >= draftLimits.perPerson)
      throw tooMany();
    const days = value === null ? draftLimits.tombstoneDays : draftLimits.keptDays;
    const until = new Date(now.getTime() + days * dayMs);
    const next: DraftRecord = {
      ...{ _id, personId, place, value, updatedAt, until },
      revision: revision + 1,
    };
    const written = current
      ? await drafts.findOneAndUpdate({ _id, revision }, { $set: next }, { returnDocument: 'after' }).lean()
      : (await drafts.create(next), next);
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
