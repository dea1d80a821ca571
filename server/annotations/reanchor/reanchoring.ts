// Moves threads along when their PDF is replaced: in the background, one document at a time, again after a failure or a crash.
import { papersEvents } from '#shared/papers/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import type { PapersPublic, PresentFile } from '#server/papers/public.ts';
import type { AnnotationsStore, ThreadRecord } from '#server/annotations/store.ts';
import type { Threads } from '#server/annotations/threads.ts';
import { restored } from './former-anchors.ts';
import { placeThreads } from './place-threads.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { takeTurns } from './turns.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly threads: Pick<Threads, 'change' | 'tell'>;
  readonly papers: Pick<PapersPublic, 'versions'>;
  readonly bus: Pick<Bus, 'on'>;
  readonly leases: Leases;
  readonly log: Pick<Log, 'info' | 'error'>;
  /** How long to wait after so many failures in a row, ms. */
  readonly waitAfter?: (failures: number) => number;
}

export interface Reanchoring {
  /** Listens from now on, and takes up what a stop or a crash left unfinished. Answers at once. */
  start(): void;
  /** Looks again at a document: somebody has just posted on a version that is not the present one. Answers at once. */
  moveAlong(documentId: Id): void;
  /** Ends what is running; it is taken up at the next start. */
  close(): Promise<void>;
}

/** Threads that are moved in one go: what is in memory stays bounded. */
const atOnce = 1000;

/** From two seconds to a quarter of an hour. */
const longerAndLonger = (failures: number) => Math.min(1000 * 2 ** failures, 15 * 60_000);
/** After so many failures a file that cannot be read is left to people. */
const patience = 6;
/** Another process may have hundreds of threads to move first. */
const patienceMs = 10 * 60_000;

const staleOn = (documentId: Id, fileHash: string) => ({
  documentId,
  'anchor.fileHash': { $ne: fileHash },
  // Tried, and left to the staff.
  'placement.fileHash': { $ne: fileHash },
});

export const createReanchoring = (parts: Parts): Reanchoring => {
  const { store, threads, papers, bus, log, leases, waitAfter = longerAndLonger } = parts;
  // Of several processes one moves the threads of a document; the next then finds nothing left to do.
  const inTurn = createTurns(leases, 'reanchor', patienceMs);
  const write = async (
    thread: Pick<ThreadRecord, '_id' | 'anchor'>,
    file: PresentFile,
    change: Pick<ThreadRecord, 'anchor' | 'placement'>,
  ) => {
    const { _id, anchor } = thread;
    // A person may have put it on the new version meanwhile: then that stands.
    const filter = { _id, 'anchor.fileHash': anchor.fileHash };
    const after = await threads.change(file.documentId, filter, { $set: change });
    if (after) await threads.tell('threadChanged', after, file.courseId);
  };

  /** A file that threads once stood on came back: so does every one of their anchors. */
  const restore = async (file: PresentFile) => {
    const filter = {
      documentId: file.documentId,
      'placement.fileHash': { $ne: file.fileHash },
      $or: [{ 'placement.original.fileHash': file.fileHash }, { 'placement.former.fileHash': file.fileHash }],
    };
    for await (const thread of store.threads.find(filter, { anchor: 1, placement: 1 }).lean().cursor()) {
      if (turns.isClosing()) return;
      const back = restored(thread, file.fileHash);
      if (back) await write(thread, file, back);
    }
  };

  const reanchor = async (documentId: Id): Promise<void> => {
    while (!turns.isClosing()) {
      const [file] = await papers.versions.presentFiles([documentId]);
      if (!file) return;
      await restore(file);
      const first = await store.threads.findOne(staleOn(documentId, file.fileHash), { anchor: 1 }).lean();
      if (!first) return;
      const oldHash = first.anchor.fileHash;
      const stale = await store.threads
        .find(
          { ...staleOn(documentId, file.fileHash), 'anchor.fileHash': oldHash },
          { anchor: 1, placement: 1 },
        )
        .limit(atOnce)
        .lean();
      const started = performance.now();
      const mustRead = turns.failuresOf(documentId) < patience;
      const placed = await placeThreads(stale, oldHash, file, papers.versions, {
        mustRead,
        stop: turns.signal,
      });
      for (const [at, thread] of stale.entries()) {
        const place = placed[at];
        if (place && !turns.isClosing()) await write(thread, file, place);
      }
      const settled = placed.filter(({ placement }) => placement.settled).length;
      const milliseconds = Math.round(performance.now() - started);
      log.info(
        { documentId, threads: stale.length, settled, milliseconds },
        'threads moved to a new version',
      );
    }
  };

  // What is not done yet lies in the database: also a stop in between loses nothing.
  const turns = takeTurns<Id>({
    act: (documentId) => inTurn(documentId, () => reanchor(documentId)),
    waitAfter,
    onFailure: (what, failures, error) => {
      log.error({ what, failures, error: String(error) }, 'moving threads to a new version failed');
    },
  });

  leases.onAbandoned('reanchor', (documentId) => {
    turns.add([documentId]);
  });

  const takeUp = async () => {
    const documentIds = await store.threads.distinct('documentId');
    for (const file of await papers.versions.presentFiles(documentIds)) {
      if (turns.isClosing()) return;
      if (await store.threads.exists(staleOn(file.documentId, file.fileHash))) turns.add([file.documentId]);
    }
  };

  return {
    start: () => {
      bus.on(papersEvents.documentRead, (_courseId, { documentId }) => {
        // A new file, new hope.
        turns.forgive(documentId);
        turns.add([documentId]);
      });
      turns.insist('start', takeUp);
    },
    moveAlong: (documentId) => {
      turns.add([documentId]);
    },
    close: turns.close,
  };
};
