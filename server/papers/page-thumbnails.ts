// Small pictures of all slides of a deck, made in the background some at a time, so that no file waits long for its reading.
import { Readable } from 'node:stream';
import { papersEvents } from '#shared/papers/contract.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { DocumentRecord, PageThumbnailsRecord } from './documents-store.ts';
import type { Extractor } from './extract/extract.ts';
import type { PapersStore } from './store.ts';

interface Parts {
  readonly store: Pick<PapersStore, 'documents' | 'pageThumbnails'>;
  readonly files: FileStore;
  readonly extractor: Pick<Extractor, 'renderPages'>;
  readonly bus: Bus;
  readonly leases: Leases;
}

type Deck = Pick<DocumentRecord, '_id' | 'courseId' | 'meetingId'>;

interface PageThumbnailsMaker {
  /** Begins with the newest file of a deck, before those that wait. */
  make(deck: Deck, hash: string): void;
  /** Takes up decks that were left, and those of earlier days. */
  resume(): Promise<void>;
  /** Resolves when nothing is made any more. */
  settled(): Promise<void>;
}

/** Slides per child process; those of a usual deck come from one or two. */
const atOnce = 20;
/** So many slides may be ended by force; then the file is left as it is, so that no deck keeps the reader busy for long. */
const stubbornAtMost = 5;
/** Of one file: 500 slides of 40 kB. The usual slide has 8 kB. */
const bytesAtMost = 20_000_000;
const pictureBytesAtMost = 2_000_000;

interface Waiting {
  readonly deck: Deck;
  readonly hash: string;
  /** Says that nothing is left to do, or what went wrong. */
  readonly end: (error?: Error) => void;
}

/** One deck at a time, the one that came last first. Only a fault of the server, never one of the file, comes to `onFault`. */
export const createPageThumbnails = (
  { store: { documents, pageThumbnails }, files, extractor, bus, leases }: Parts,
  onFault: (error: unknown, hash: string) => void,
): PageThumbnailsMaker => {
  let waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  const jobs = new Set<Promise<void>>();

  /** Adds to what is there, unless another process did; answers whether it was added. */
  const store = async (
    hash: string,
    { length }: PageThumbnailsRecord['pages'],
    pages: (string | null)[],
    bytes: number,
    isFinished: boolean,
  ): Promise<void> => {
    try {
      await pageThumbnails.updateOne(
        { _id: hash, pages: { $size: length } },
        { $push: { pages: { $each: pages } }, $inc: { bytes }, $set: { isFinished } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  };

  const put = async (images: readonly (Buffer | null)[]) => {
    const pages: (string | null)[] = [];
    let bytes = 0;
    for (const image of images) {
      const stored = image && (await files.put(Readable.from([image]), pictureBytesAtMost));
      pages.push(stored ? stored.hash : null);
      bytes += stored ? stored.bytes : 0;
    }
    return { pages, bytes };
  };

  /** All slides of one file, or as many as there is patience for. Another deck that comes meanwhile goes first. */
  const makeAll = async (deck: Deck, hash: string, isFirst: () => boolean): Promise<void> => {
    let atMost = atOnce;
    let stubborn = 0;
    while (isFirst()) {
      const document = await documents.findOne(
        { _id: deck._id, currentHash: hash },
        { pageCount: 1, currentHash: 1 },
      );
      const made = await pageThumbnails.findById(hash).lean();
      const pages = made?.pages ?? [];
      // Replaced meanwhile, or ready.
      if (!document || made?.isFinished) break;
      const left = document.pageCount - pages.length;
      if (left <= 0 || stubborn >= stubbornAtMost || (made?.bytes ?? 0) >= bytesAtMost) {
        await store(hash, pages, [], 0, true);
        bus.publish(papersEvents.thumbnailsMade, deck.courseId, {
          documentId: deck._id,
          meetingId: deck.meetingId,
        });
        break;
      }
      const wanted = Math.min(atMost, left);
      const answer = await files.withPath(hash, (path) => extractor.renderPages(path, pages.length, wanted));
      if (!answer.ok && wanted > 1) {
        // One of them took too much: one by one shows which.
        atMost = 1;
        continue;
      }
      atMost = Math.min(atMost * 2, atOnce);
      if (!answer.ok) stubborn += 1;
      const fresh = await put(answer.ok ? answer.images : [null]);
      await store(hash, pages, fresh.pages, fresh.bytes, fresh.pages.length >= left);
      bus.publish(papersEvents.thumbnailsMade, deck.courseId, {
        documentId: deck._id,
        meetingId: deck.meetingId,
      });
    }
    if (isFirst()) waiting.shift()?.end();
  };

  const work = async () => {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const own = next;
      try {
        await makeAll(own.deck, own.hash, () => waiting[0] === own);
      } catch (error) {
        onFault(error, own.hash);
        waiting = waiting.filter((one) => one !== own);
        own.end(error instanceof Error ? error : new Error('thumbnails failed', { cause: error }));
      }
    }
  };
  const begin = () => {
    working ??= work().finally(() => {
      working = null;
      // One that came at the very end.
      if (waiting.length > 0) begin();
    });
  };

  /** By one process; where it dies, another makes what is left. */
  const add = (deck: Deck, hash: string, isNext: boolean) => {
    const made = () =>
      new Promise<void>((resolve, reject) => {
        const end = (error?: Error) => {
          if (error === undefined) resolve();
          else reject(error);
        };
        const one = { deck, hash, end };
        waiting = isNext ? [one, ...waiting] : [...waiting, one];
        begin();
      });
    // A fault was told when it happened.
    const job = leases
      .during(`thumbnails:${deck._id}.${hash}`, made)
      .catch(() => undefined)
      .finally(() => jobs.delete(job));
    jobs.add(job);
  };
  leases.onAbandoned('thumbnails', async (id) => {
    const [documentId = '', hash = ''] = id.split('.');
    const deck = await documents.findOne({ _id: documentId, kind: 'deck', currentHash: hash }).lean();
    if (deck) add(deck, hash, false);
    else await leases.during(`thumbnails:${id}`, () => Promise.resolve());
  });

  return {
    make: (deck, hash) => {
      add(deck, hash, true);
    },
    resume: async () => {
      const decks = await documents
        .find({ kind: 'deck', currentHash: { $ne: null } }, { courseId: 1, meetingId: 1, currentHash: 1 })
        .lean();
      const done = new Set(await pageThumbnails.distinct('_id', { isFinished: true }));
      for (const deck of decks)
        if (deck.currentHash !== null && !done.has(deck.currentHash)) add(deck, deck.currentHash, false);
    },
    settled: async () => {
      await Promise.all(jobs);
    },
  };
};
