// Puts the exchange together: files with the child process that reads and writes PDFs, and the protocol for programs.
import type { Router } from 'express';
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { createExchangeFeature } from './feature.ts';
import { createPdfWorker } from './pdf/pdf-worker.ts';
import { createOperations } from './protocol/operations.ts';
import { openOriginsStore } from './protocol/origins-store.ts';
import { createProgramDoor } from './protocol/programs.ts';
import { createProtocolRouter } from './protocol/router.ts';

interface Parts {
  readonly db: Connection;
  readonly accounts: AccountsPublic;
  readonly annotations: AnnotationsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly files: FileStore;
  readonly clock: Clock;
}

export interface Exchange {
  readonly feature: Feature;
  /** For programs with a token; belongs at `/annotations`. */
  readonly protocol: Router;
  /** Ends the reading and writing of PDFs. */
  close(): Promise<void>;
}

export const openExchange = (parts: Parts): Exchange => {
  const pdfs = createPdfWorker();
  const operations = createOperations({ ...parts, origins: openOriginsStore(parts.db) });
  return {
    feature: createExchangeFeature({ ...parts, pdfs }),
    protocol: createProtocolRouter(operations, createProgramDoor(parts.accounts)),
    close: pdfs.close,
  };
};
