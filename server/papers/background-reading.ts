// What goes on after the answer: long readings, thumbnails, and at the start whatever the last run left unfinished.
import { Readable } from 'node:stream';
import { papersEvents } from '#shared/papers/contract.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import type { createDocumentsWriter } from './documents-writer.ts';
import type { Extractor } from './extract/extract.ts';
import { indexTexts } from './index-texts.ts';
import type { TextAnswer } from './extract/job.ts';
import { createPageThumbnails } from './page-thumbnails.ts';
import type { HeldFiles } from './held-files.ts';
import { problems } from './refusals.ts';
import { proposeHeading } from './propose.ts';
import type { Quota } from './quota.ts';
import type { DocumentRecord, FileRecord } from './documents-store.ts';
import type { PapersStore } from './store.ts';

interface Parts {
  readonly store: PapersStore;
  readonly writer: ReturnType<typeof createDocumentsWriter>;
  readonly files: FileStore;
  readonly held: HeldFiles;
  readonly quota: Quota;
  readonly extractor: Extractor;
  readonly bus: Bus;
  readonly leases: Leases;
  readonly log: Log;
}

export interface BackgroundReading {
  /** Waits for the text of the document's pending file, stores it or the refusal, and tells the course. */
  readText(document: DocumentRecord, file: FileRecord, reading: Promise<TextAnswer>): void;
  makeThumbnail(document: DocumentRecord, hash: string): void;
  /** Takes up what a stop or a crash interrupted. */
  resume(): Promise<void>;
  /** Makes texts of earlier days findable. */
  indexTexts(): void;
  isClosing(): boolean;
  /** Ends what is running; it is taken up at the next start. */
  close(): Promise<void>;
}

const thumbnailBytesAtMost = 5_000_000;

export const createBackgroundReading = (parts: Parts): BackgroundReading => {
  const { store, writer, files, held, quota, extractor, bus, leases, log } = parts;
  const running = new Set<Promise<void>>();
  const slides = createPageThumbnails(parts, (error, hash) => {
    if (!closing) log.error({ file: hash, error: String(error) }, 'making thumbnails of slides failed');
  });
  let closing = false;

  /** By one process at a time; what a dead one left is taken up by another. */
  const run = (documentId: string, hash: string | null, job: (signal: AbortSignal) => Promise<void>) => {
    const running_ = leases
      .during(`reading:${documentId}.${hash ?? ''}`, job)
      .catch((error: unknown) => {
        if (!closing) log.error({ documentId, error: String(error) }, 'reading a document failed');
      })
      .then(() => {
        running.delete(running_);
      });
    running.add(running_);
  };

  const tell = ({ _id, courseId, meetingId }: DocumentRecord) => {
    bus.publish(papersEvents.documentRead, courseId, { documentId: _id, meetingId });
  };

  const thumbnail = async (document: DocumentRecord, hash: string) => {
    const made = await files.withPath(hash, extractor.renderThumbnail);
    const stored = made.ok ? await files.put(Readable.from([made.image]), thumbnailBytesAtMost) : null;
    await writer.finish(document._id, hash, stored?.hash ?? null);
    tell(document);
    if (document.kind === 'deck') slides.make(document, hash);
  };

  const text = async (
    document: DocumentRecord,
    file: FileRecord,
    reading: Promise<TextAnswer>,
    signal: AbortSignal,
  ) => {
    const { _id, courseId, paperId, kind } = document;
    const read = await reading;
    // This process stood still for long: another one has begun anew.
    if (signal.aborted) return;
    if (read.ok) {
      await writer.putTexts(file.hash, read.extraction);
      if (kind === 'paper')
        await store.papers.updateOne(
          { _id: paperId, awaitsTitle: true },
          {
            $set: { ...proposeHeading(file.fileName, read.extraction), awaitsTitle: false },
            $inc: { revision: 1 },
          },
        );
    } else await writer.refusePending(_id, file.hash, problems[read.reason]);
    if (read.ok && (await writer.acceptPending(_id, file, read.extraction))) {
      tell(document);
      await thumbnail(document, file.hash);
      return;
    }
    // Refused, or replaced by another file meanwhile: these bytes count no more.
    await quota.release(courseId, file.bytes);
    await held.discard(file.hash);
    tell(document);
  };

  const takeUp = (document: DocumentRecord) => {
    const { _id, pending, currentHash } = document;
    run(_id, pending?.hash ?? currentHash, async (signal) => {
      if (pending && document.problem === null)
        await text(
          document,
          pending,
          files.withPath(pending.hash, (path) => extractor.extractText(path)),
          signal,
        );
      else if (currentHash !== null) await thumbnail(document, currentHash);
    });
  };
  leases.onAbandoned('reading', async (id) => {
    const [documentId = '', hash = ''] = id.split('.');
    if (documentId === 'all') {
      run('all', null, () => indexTexts(store, () => closing));
      return;
    }
    const document = await store.documents.findOne({ _id: documentId, unfinished: true }).lean();
    // What was done, or replaced by another file, is only to be ended.
    if (document && (document.pending?.hash ?? document.currentHash) === hash) takeUp(document);
    else run(documentId, hash, () => Promise.resolve());
  });

  return {
    readText: (document, file, reading) => {
      run(document._id, file.hash, (signal) => text(document, file, reading, signal));
    },
    makeThumbnail: (document, hash) => {
      run(document._id, hash, () => thumbnail(document, hash));
    },
    resume: async () => {
      for (const document of await store.documents.find({ unfinished: true }).lean()) takeUp(document);
      await slides.resume();
    },
    indexTexts: () => {
      run('all', null, () => indexTexts(store, () => closing));
    },
    isClosing: () => closing,
    close: async () => {
      closing = true;
      await extractor.close();
      await Promise.all(running);
      await slides.settled();
    },
  };
};
