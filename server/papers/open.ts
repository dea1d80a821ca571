// Puts the papers domain together: collections, quota, reading of PDFs, its door for others.
import type { Connection } from 'mongoose';
import { courseBytesAtMost } from '#shared/papers/contract.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import { createAccess, type Access } from './access.ts';
import { createBackgroundReading } from './background-reading.ts';
import { createDecks } from './decks.ts';
import { createDocumentsWriter } from './documents-writer.ts';
import { createExtractor } from './extract/extract.ts';
import { createHeldFiles } from './held-files.ts';
import { createIntake, type Intake } from './intake.ts';
import { createKnowDocument, type KnowDocument } from './know-document.ts';
import { openPapers, type PapersPublic } from './public.ts';
import { createQuota } from './quota.ts';
import { createShow, type Show } from './show.ts';
import { openVersions } from './versions.ts';
import { openPapersStore, type PapersStore } from './store.ts';

/** What an installation or a test may set otherwise. */
export interface PapersLimits {
  /** How long an upload waits for its reading, in milliseconds; 0 leaves all of it to the background. */
  readonly patienceMs?: number;
  /** All files of one course together. */
  readonly courseBytesAtMost?: number;
}

// A paper of 15 pages takes a second; whoever waits longer than this is better told that the reading goes on.
const usualPatienceMs = 8000;

interface Parts {
  readonly db: Connection;
  readonly files: FileStore;
  readonly courses: CoursesPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly log: Log;
  readonly limits?: PapersLimits | undefined;
}

export interface PapersDomain extends Pick<Parts, 'courses' | 'bus' | 'clock'> {
  readonly store: PapersStore;
  readonly access: Access;
  readonly show: Show;
  readonly intake: Intake;
  readonly papers: PapersPublic;
  /** For the page of a document. */
  readonly knowDocument: KnowDocument;
  /** Takes up what the last run left unfinished. Once, after the indexes are made and before requests come. */
  resume(): Promise<void>;
  /** Ends the reading of PDFs; what was not finished is taken up at the next start. */
  close(): Promise<void>;
}

/** Opens the domain on a database and a file store. */
export const openPapersDomain = (parts: Parts): PapersDomain => {
  const { db, files, courses, bus, clock, leases, log, limits } = parts;
  const store = openPapersStore(db);
  const writer = createDocumentsWriter(store);
  const quota = createQuota(store, limits?.courseBytesAtMost ?? courseBytesAtMost);
  const held = createHeldFiles(store, files, leases);
  const extractor = createExtractor({ log });
  const background = createBackgroundReading({
    store,
    writer,
    files,
    held,
    quota,
    extractor,
    bus,
    leases,
    log,
  });
  const patienceMs = limits?.patienceMs ?? usualPatienceMs;
  const intake = createIntake({ writer, files, held, quota, extractor, background, clock, patienceMs });
  const decks = createDecks();
  const access = createAccess(store, courses, decks);
  const show = createShow(store, courses);
  const papers = openPapers({
    ...{ store, access, show, intake, courses, held, decks, bus, quota },
    versions: openVersions(store, files, extractor),
  });
  return {
    ...{ store, access, show, intake, courses, bus, clock, papers },
    knowDocument: createKnowDocument(papers),
    resume: async () => {
      // Uploads that other processes are taking in are counted already, and not stored yet.
      if (await leases.isAlone()) await quota.recount();
      await background.resume();
      background.indexTexts();
    },
    close: background.close,
  };
};
