// What a group has pinned, as it is stored: one document per group.
import type { Id } from '#shared/kernel/primitives.ts';
import { proposalLimits } from '#shared/reporting/proposals.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Place } from './records.ts';
import type { GroupPinsRecord, ReportingStore } from './store.ts';

/** `id`: a thread, or the key of a sentence in a review. */
export type PinRecord = GroupPinsRecord['pins'][number];

type Pins = Pick<ReportingStore, 'pins'>;

/** In the order in which they were pinned. */
export const pinsWith = async ({ pins }: Pins, notesId: Id): Promise<PinRecord[]> =>
  (await pins.findById(notesId).lean())?.pins ?? [];

/** Pinning twice is pinning once; false where there is no room. */
export const withPin = async (
  { pins }: Pins,
  { notesId, ...place }: Place & { readonly notesId: Id },
  pin: PinRecord,
): Promise<boolean> => {
  const { matchedCount } = await pins.updateOne(
    {
      _id: notesId,
      'pins.id': { $ne: pin.id },
      [`pins.${String(proposalLimits.pinned - 1)}`]: { $exists: false },
    },
    { $push: { pins: pin } },
  );
  if (matchedCount > 0) return true;
  const known = await pins.findById(notesId).lean();
  if (known) return known.pins.some(({ id }) => id === pin.id);
  try {
    await pins.create({ _id: notesId, ...place, pins: [pin] });
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return withPin({ pins }, { notesId, ...place }, pin);
  }
};

export const withoutPin = async ({ pins }: Pins, notesId: Id, pinId: Id): Promise<void> => {
  await pins.updateOne({ _id: notesId }, { $pull: { pins: { id: pinId } } });
};
