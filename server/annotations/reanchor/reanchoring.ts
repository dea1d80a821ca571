// Moves threads along when their PDF is replaced: in the background, one document at a time, and again after a crash.
import { papersEvents } from '#shared/papers/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Log } from '#server/kernel/log.ts';
import type { PapersPublic, PresentFile } from '#server/papers/public.ts';
import type { AnnotationsStore, ThreadRecord } from '#server/annotations/store.ts';
import type { Threads } from '#server/annotations/threads.ts';
import { restored } from './former-anchors.ts';
import { placeThreads } from './place-threads.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly threads: Pick<Threads, 'change' | 'tell'>;
  readonly papers: Pick<PapersPublic, 'versions'>;
  readonly bus: Bus;
  readonly log: Log;
}

export interface Reanchoring {
  /** Listens from now on, and takes up what a stop or a crash left unfinished. Answers at once. */
  start(): void;
  /** Ends what is running; it is taken up at the next start. */
  close(): Promise<void>;
}

/** Threads that are moved in one go: what is in memory stays bounded. */
const atOnce = 1000;

const staleOn = (documentId: Id, fileHash: string) => ({
  documentId,
  'anchor.fileHash': { $ne: fileHash },
  // Tried, and left to the staff.
  'placement.fileHash': { $ne: fileHash },
});

export const createReanchoring = ({ store, threads, papers, bus, log }: Parts): Reanchoring => {
  const closing = new AbortController();
  const waiting = new Set<Id>();
  let running: Promise<void> | null = null;
  const isClosing = () => closing.signal.aborted;

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
      if (isClosing()) return;
      const back = restored(thread, file.fileHash);
      if (back) await write(thread, file, back);
    }
  };

  const reanchor = async (documentId: Id): Promise<void> => {
    while (!isClosing()) {
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
      const placed = await placeThreads(stale, oldHash, file, papers.versions, closing.signal);
      for (const [at, thread] of stale.entries()) {
        const place = placed[at];
        if (place && !isClosing()) await write(thread, file, place);
      }
      const settled = placed.filter(({ placement }) => placement.settled).length;
      const milliseconds = Math.round(performance.now() - started);
      log.info(
        { documentId, threads: stale.length, settled, milliseconds },
        'threads moved to a new version',
      );
    }
  };

  const work = async () => {
    for (const documentId of waiting) {
      waiting.delete(documentId);
      await reanchor(documentId).catch((error: unknown) => {
        if (!isClosing())
          log.error({ documentId, error: String(error) }, 'moving threads to a new version failed');
      });
      if (isClosing()) return;
    }
  };

  const enqueue = (documentIds: readonly Id[]) => {
    for (const documentId of documentIds) waiting.add(documentId);
    running ??= work().finally(() => {
      running = null;
      if (waiting.size > 0 && !isClosing()) enqueue([]);
    });
  };

  const takeUp = async () => {
    const documentIds = await store.threads.distinct('documentId');
    for (const file of await papers.versions.presentFiles(documentIds)) {
      if (isClosing()) return;
      if (await store.threads.exists(staleOn(file.documentId, file.fileHash))) enqueue([file.documentId]);
    }
  };

  return {
    start: () => {
      bus.on(papersEvents.documentRead, (_courseId, { documentId }) => {
        enqueue([documentId]);
      });
      takeUp().catch((error: unknown) => {
        if (!isClosing()) log.error({ error: String(error) }, 'looking for threads to move failed');
      });
    },
    close: async () => {
      closing.abort();
      await running;
    },
  };
};
