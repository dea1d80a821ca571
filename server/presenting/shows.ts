// Changes of shows: one after the other, told to all at once, and kept by their revision, which decides between processes.
import { setTimeout as sleep } from 'node:timers/promises';
import { presentingEvents, type ShowView } from '#shared/presenting/contract.ts';
import { isOn } from '#shared/presenting/show.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { createSerial } from '#server/kernel/serial.ts';
import type { PresentingStore, ShowRecord } from './store.ts';

/** Of several processes that change a show at once one gets through each time. */
const triesAtMost = 40;
const longestPauseMs = 30;

/** What it is to be now; undefined: as it was. */
type Change = (now: ShowRecord | null) => Omit<ShowRecord, 'revision'> | undefined;

export interface Shows {
  read(paperId: Id): Promise<ShowRecord | null>;
  /** The show that is on in a meeting. */
  onIn(meetingId: Id): Promise<ShowRecord | null>;
  /** Those that are on and were looked at, or heard of, since the server began; at once, without asking the database. */
  known(): Iterable<ShowRecord>;
  /**
   * Applies a pure change. A page that is turned is told before it is kept, so that nobody waits for the disk; everything else after.
   * Both are kept when this resolves.
   */
  change(paperId: Id, apply: Change): Promise<ShowRecord>;
}

export const viewShow = ({ show, holderName, revision, ...of }: ShowRecord): ShowView => {
  const { slideMs: _, ...seen } = show;
  return {
    ...seen,
    paperId: of._id,
    meetingId: of.meetingId,
    documentId: of.documentId,
    revision,
    holderName,
  };
};

/** Only the slide and what goes with it: the projector may be wrong about it for a moment after a crash, about the clock never. */
const isPageTurned = (before: ShowRecord | null, after: Omit<ShowRecord, 'revision'>): boolean =>
  before !== null &&
  before.show.slide !== after.show.slide &&
  before.show.phase === after.show.phase &&
  before.show.fileHash === after.show.fileHash;

export const openShows = ({ shows }: Pick<PresentingStore, 'shows'>, bus: Bus): Shows => {
  const serial = createSerial();
  // What is on: the newest state, and the revision that the database has. They differ while a page is being kept.
  const kept = new Map<Id, { record: ShowRecord; stored: number }>();

  const load = async (paperId: Id): Promise<{ record: ShowRecord; stored: number } | null> => {
    const known = kept.get(paperId);
    if (known) return known;
    const record = await shows.findById(paperId).lean();
    if (!record) return null;
    // Another call may have loaded and changed it meanwhile.
    const loaded = kept.get(paperId) ?? { record, stored: record.revision };
    if (isOn(record.show)) kept.set(paperId, loaded);
    return loaded;
  };

  // What another process did is where the next change here begins; what was missed shows itself when that is to be kept.
  bus.onEverywhere(presentingEvents.showChanged, async (_meetingId, { paperId, revision }) => {
    if ((kept.get(paperId)?.record.revision ?? 0) >= revision) return;
    kept.delete(paperId);
    await load(paperId);
  });

  const remember = (record: ShowRecord, stored: number) => {
    if (isOn(record.show) || stored < record.revision) kept.set(record._id, { record, stored });
    else kept.delete(record._id);
  };

  const tell = (record: ShowRecord) => {
    const view = viewShow(record);
    bus.publish(presentingEvents.showChanged, record.meetingId, view);
    bus.publish(presentingEvents.showProjected, record.meetingId, view);
  };

  /** False when the database has something newer. */
  const write = async (record: ShowRecord, stored: number | undefined): Promise<boolean> => {
    if (stored !== undefined)
      return (await shows.replaceOne({ _id: record._id, revision: stored }, record)).modifiedCount > 0;
    try {
      await shows.create(record);
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  };

  /** What was told of a page and then not kept is told anew, as it really is, by a revision of its own. */
  const changeOnce = async (
    paperId: Id,
    apply: Change,
    early: { wasTold: boolean },
  ): Promise<ShowRecord | undefined> => {
    const now = await load(paperId);
    const applied = apply(now?.record ?? null);
    const changed = applied ?? (early.wasTold ? now?.record : undefined);
    if (!changed) {
      if (!now) throw new Error('A show that is not there stays as it is');
      return now.record;
    }
    const record = { ...changed, revision: (now?.record.revision ?? 0) + 1 };
    const isEarly = !early.wasTold && isPageTurned(now?.record ?? null, changed);
    if (isEarly) {
      early.wasTold = true;
      // When it cannot be kept it stays true for whoever was told, and is kept with the next change.
      remember(record, now?.stored ?? 0);
      tell(record);
    }
    if (!(await write(record, now?.stored))) {
      kept.delete(paperId);
      return undefined;
    }
    remember(record, record.revision);
    if (!isEarly) tell(record);
    return record;
  };

  /** As it is kept, unless a page is being kept here just now. */
  const read = async (paperId: Id) => {
    const stored = await shows.findById(paperId).lean();
    const known = kept.get(paperId)?.record;
    if (known && known.revision > (stored?.revision ?? 0)) return known;
    if (stored) remember(stored, stored.revision);
    return stored;
  };

  return {
    read,
    onIn: async (meetingId) => {
      const [newest] = await shows
        .find({ meetingId, 'show.phase': { $ne: 'ended' } }, { _id: 1 })
        .sort({ putUpAt: -1 })
        .limit(1)
        .lean();
      return newest ? read(newest._id) : null;
    },
    known: () => [...kept.values()].map(({ record }) => record).filter(({ show }) => isOn(show)),
    change: (paperId, apply) =>
      serial(paperId, async () => {
        const early = { wasTold: false };
        for (let tries = 0; tries < triesAtMost; tries += 1) {
          const changed = await changeOnce(paperId, apply, early);
          if (changed) return changed;
          await sleep(Math.random() * Math.min(longestPauseMs, 2 ** tries));
        }
        throw refuse('unavailable', 'show_busy', 'Many people are changing this show at once. Try again.');
      }),
  };
};
