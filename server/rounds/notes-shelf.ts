// Notes on disk and in memory: typing is put beside the state of its group, and now and then together with it.
import type { AnyBulkWriteOperation } from 'mongoose';
import { Doc, encodeStateAsUpdate } from 'yjs';
import type { Id } from '#shared/kernel/primitives.ts';
import { openNotesOf, type OpenNotes } from './open-notes.ts';
import type { NotesPlace } from './places.ts';
import type { NotesRecord, NotesTexts, RoundsStore } from './store.ts';

/** Notes that rest so long (ms) are put together, and after a longer time are no longer kept in memory. */
export const restMs = 3000;
const idleMs = 60_000;
/** Groups that begin to type in the same moment are not all put together in one. */
const compactedAtOnce = 4;

/** What one group has typed that is now to be stored. */
export interface Batch {
  readonly place: NotesPlace;
  readonly update: Uint8Array;
  readonly savedAt: Date;
}

interface Kept {
  readonly notes: OpenNotes;
  savedAt: Date | undefined;
  usedAt: number;
}

export interface NotesShelf {
  /** Takes notes into memory. */
  load(place: NotesPlace): Promise<void>;
  /** Everything as one update: of what is in memory, or else as it is stored. */
  stateOf(place: NotesPlace): Promise<Uint8Array>;
  /** Notes that were loaded. */
  at(notesId: Id): OpenNotes | undefined;
  /** One command for all of them; at most one batch for each group. */
  store(batches: readonly Batch[]): Promise<void>;
  /** Puts together what is due, and forgets what nobody uses. Never while something is stored. */
  tidy(): Promise<void>;
  isEmpty(): boolean;
  listOfRounds(roundIds: readonly Id[]): Promise<NotesTexts[]>;
}

const emptyState = Buffer.from(encodeStateAsUpdate(new Doc()));
const bytesOf = ({ buffer }: Buffer) => new Uint8Array(buffer);

const open = (questions: number, record: NotesRecord | null): OpenNotes =>
  openNotesOf(
    questions,
    record ? [record.state, ...(record.updates ?? [])].map(bytesOf) : [],
    record?.updates?.length ?? 0,
  );

const asUpdate = ({ place, update, savedAt }: Batch): AnyBulkWriteOperation<NotesRecord> => ({
  updateOne: {
    filter: { _id: place.notesId },
    update: {
      $push: { updates: Buffer.from(update) },
      $set: { savedAt },
      $setOnInsert: {
        ...{ courseId: place.courseId, meetingId: place.meetingId, roundId: place.roundId },
        ...{ group: place.group, state: emptyState },
        texts: Array.from({ length: place.questions }, () => ''),
      },
    },
    upsert: true,
  },
});

export const openNotesShelf = (notes: RoundsStore['notes']): NotesShelf => {
  const kept = new Map<Id, Kept>();

  /** Unless somebody else wrote meanwhile: then the notes are read again when they are needed. */
  const compact = async (notesId: Id, one: Kept) => {
    const { modifiedCount } = await notes.updateOne(
      { _id: notesId, updates: { $size: one.notes.waiting } },
      { $set: { state: Buffer.from(one.notes.state()), texts: one.notes.texts(), updates: [] } },
    );
    if (modifiedCount > 0) one.notes.compacted();
    else kept.delete(notesId);
  };

  return {
    at: (notesId) => kept.get(notesId)?.notes,
    isEmpty: () => kept.size === 0,
    load: async ({ notesId, questions }) => {
      const record = kept.has(notesId) ? null : await notes.findById(notesId).lean();
      // Somebody else may have asked meanwhile.
      const one = kept.get(notesId) ?? {
        ...{ notes: open(questions, record), savedAt: record?.savedAt, usedAt: performance.now() },
      };
      kept.set(notesId, one);
    },
    stateOf: async ({ notesId, questions }) =>
      (kept.get(notesId)?.notes ?? open(questions, await notes.findById(notesId).lean())).state(),

    store: async (batches) => {
      try {
        await notes.bulkWrite(batches.map(asUpdate), { ordered: false });
      } catch (error) {
        // Whether it is stored nobody knows: what is there is read again, and what is sent again changes nothing.
        for (const { place } of batches) kept.delete(place.notesId);
        throw error;
      }
      for (const { place, update, savedAt } of batches) {
        const one = kept.get(place.notesId);
        one?.notes.stored(update);
        if (one) Object.assign(one, { savedAt, usedAt: performance.now() });
      }
    },

    tidy: async () => {
      const now = performance.now();
      const due: Promise<void>[] = [];
      for (const [notesId, one] of kept) {
        const rested = now - one.usedAt;
        const isDue = one.notes.isFull() || (one.notes.waiting > 0 && rested >= restMs);
        if (isDue && due.length < compactedAtOnce) due.push(compact(notesId, one));
        else if (one.notes.waiting === 0 && rested >= idleMs) kept.delete(notesId);
      }
      await Promise.all(due);
    },

    listOfRounds: async (roundIds) => {
      const stored = await notes
        .find({ roundId: { $in: [...roundIds] } })
        .select({ texts: 1, savedAt: 1, updates: { $slice: 1 } })
        .lean<Omit<NotesRecord, 'state'>[]>();
      // After a crash: typed, but not yet put together.
      const ids = stored.filter((one) => !kept.has(one._id) && one.updates?.length).map(({ _id }) => _id);
      const whole = ids.length === 0 ? [] : await notes.find({ _id: { $in: ids } }).lean();
      const texts = new Map(whole.map((one) => [one._id, open(one.texts.length, one).texts()]));
      return stored.map((one) => ({
        _id: one._id,
        texts: kept.get(one._id)?.notes.texts() ?? texts.get(one._id) ?? one.texts,
        savedAt: kept.get(one._id)?.savedAt ?? one.savedAt,
      }));
    },
  };
};
