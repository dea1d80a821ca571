// Puts the exchange together with the child process that reads and writes PDFs.
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { createExchangeFeature } from './feature.ts';
import { createPdfWorker } from './pdf/pdf-worker.ts';

interface Parts {
  readonly annotations: AnnotationsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly files: FileStore;
  readonly clock: Clock;
}

export interface Exchange {
  readonly feature: Feature;
  /** Ends the reading and writing of PDFs. */
  close(): Promise<void>;
}

export const openExchange = (parts: Parts): Exchange => {
  const pdfs = createPdfWorker();
  return { feature: createExchangeFeature({ ...parts, pdfs }), close: pdfs.close };
};
