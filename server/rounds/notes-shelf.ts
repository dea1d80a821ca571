// Notes on disk and in memory: typing is put beside the state of its group, and now and then together with it. Several processes do so.
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
  readonly meetingId: Id;
  generation: number;
  usedAt: number;
}

export interface NotesShelf {
  /** Takes notes into memory, with what other processes stored. Never while something is stored. */
  load(places: readonly NotesPlace[]): Promise<void>;
  /** Everything as one update, as it is stored. */
  stateOf(place: NotesPlace): Promise<Uint8Array>;
  /** Notes that were loaded. */
  at(notesId: Id): OpenNotes | undefined;
  /** One command for all of them; at most one batch for each group. */
  store(batches: readonly Batch[]): Promise<void>;
  /** Puts together what is due in these meetings, whoever typed it, and forgets what nobody uses. Never while something is stored. */
  tidy(meetingIds: readonly Id[]): Promise<void>;
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

/** What waits beside the state. */
const waitingIn = { $size: { $ifNull: ['$updates', []] } };

interface Standing {
  readonly _id: Id;
  readonly generation: number;
  readonly waiting: number;
}

export const openNotesShelf = (notes: RoundsStore['notes']): NotesShelf => {
  const kept = new Map<Id, Kept>();
  let lookedAt = -Infinity;

  /**
   * Unless another process wrote meanwhile: then the notes are read again when they are needed. Between two compactions updates are
   * only added, so as many as are known here are those that are known.
   */
  const compact = async (notesId: Id, { notes: open, generation }: Pick<Kept, 'notes' | 'generation'>) => {
    const { modifiedCount } = await notes.updateOne(
      // Notes of former versions say nothing, which `null` finds.
      { _id: notesId, generation: generation || null, updates: { $size: open.waiting } },
      {
        $set: {
          ...{ state: Buffer.from(open.state()), texts: open.texts(), updates: [] },
          generation: generation + 1,
        },
      },
    );
    return modifiedCount > 0;
  };
  const compactKept = async (notesId: Id, one: Kept) => {
    if (await compact(notesId, one)) {
      one.notes.compacted();
      one.generation += 1;
    } else kept.delete(notesId);
  };

  /** What other processes left, or still type, and nobody here has in memory. */
  const compactOthers = async (meetingIds: readonly Id[]) => {
    if (meetingIds.length === 0) return;
    const now = Date.now();
    const found = await notes
      .find({ meetingId: { $in: [...meetingIds] }, 'updates.0': { $exists: true } })
      .lean();
    for (const record of found) {
      if (kept.has(record._id)) continue;
      const one = open(record.texts.length, record);
      if (one.isFull() || now - record.savedAt.getTime() >= restMs)
        await compact(record._id, { notes: one, generation: record.generation ?? 0 });
    }
  };

  /** Of what is in memory, how it lies in the database now. */
  const standings = async (ids: readonly Id[]): Promise<Map<Id, Standing>> => {
    const found = await notes.aggregate<Standing>([
      { $match: { _id: { $in: [...ids] } } },
      { $project: { generation: { $ifNull: ['$generation', 0] }, waiting: waitingIn } },
    ]);
    return new Map(found.map((one) => [one._id, one]));
  };

  const freshen = async (ids: readonly Id[]) => {
    if (ids.length === 0) return;
    const now = await standings(ids);
    const behind: Id[] = [];
    for (const notesId of ids) {
      const one = kept.get(notesId);
      const { generation = 0, waiting = 0 } = now.get(notesId) ?? {};
      if (!one || (one.generation === generation && one.notes.waiting === waiting)) continue;
      if (one.generation === generation) behind.push(notesId);
      else kept.delete(notesId);
    }
    if (behind.length === 0) return;
    const found = await notes.find({ _id: { $in: behind } }, { updates: 1, generation: 1 }).lean();
    for (const { _id, generation = 0, updates = [] } of found) {
      const one = kept.get(_id);
      if (one?.generation === generation) one.notes.heard(updates.map(bytesOf));
      else kept.delete(_id);
    }
  };

  return {
    at: (notesId) => kept.get(notesId)?.notes,
    isEmpty: () => kept.size === 0,
    load: async (places) => {
      const wanted = new Map(places.map((place) => [place.notesId, place]));
      await freshen([...wanted.keys()].filter((id) => kept.has(id)));
      const missing = [...wanted.values()].filter(({ notesId }) => !kept.has(notesId));
      if (missing.length === 0) return;
      const found = await notes.find({ _id: { $in: missing.map(({ notesId }) => notesId) } }).lean();
      const records = new Map(found.map((record) => [record._id, record]));
      for (const { notesId, meetingId, questions } of missing) {
        const record = records.get(notesId) ?? null;
        kept.set(notesId, {
          ...{ notes: open(questions, record), generation: record?.generation ?? 0 },
          ...{ meetingId, usedAt: performance.now() },
        });
      }
    },
    stateOf: async ({ notesId, questions }) => open(questions, await notes.findById(notesId).lean()).state(),

    store: async (batches) => {
      try {
        await notes.bulkWrite(batches.map(asUpdate), { ordered: false });
      } catch (error) {
        // Whether it is stored nobody knows: what is there is read again, and what is sent again changes nothing.
        for (const { place } of batches) kept.delete(place.notesId);
        throw error;
      }
      for (const { place, update } of batches) {
        const one = kept.get(place.notesId);
        one?.notes.stored(update);
        if (one) one.usedAt = performance.now();
      }
    },

    tidy: async (meetingIds) => {
      const now = performance.now();
      const ours = new Set(meetingIds);
      const due: Promise<void>[] = [];
      for (const [notesId, one] of kept) {
        const rested = now - one.usedAt;
        const isDue = one.notes.isFull() || (one.notes.waiting > 0 && rested >= restMs);
        if (isDue && ours.has(one.meetingId)) {
          if (due.length < compactedAtOnce) due.push(compactKept(notesId, one));
        } else if (rested >= idleMs) kept.delete(notesId);
      }
      await Promise.all(due);
      if (now - lookedAt < restMs) return;
      lookedAt = now;
      await compactOthers(meetingIds);
    },

    listOfRounds: async (roundIds) => {
      const stored = await notes
        .find({ roundId: { $in: [...roundIds] } })
        .select({ texts: 1, savedAt: 1, updates: { $slice: 1 } })
        .lean<Omit<NotesRecord, 'state'>[]>();
      // Typed, but not yet put together: other processes may have typed too.
      const ids = stored.filter((one) => one.updates?.length).map(({ _id }) => _id);
      const whole = ids.length === 0 ? [] : await notes.find({ _id: { $in: ids } }).lean();
      const texts = new Map(whole.map((one) => [one._id, open(one.texts.length, one).texts()]));
      return stored.map((one) => ({
        _id: one._id,
        texts: texts.get(one._id) ?? one.texts,
        savedAt: one.savedAt,
      }));
    },
  };
};
