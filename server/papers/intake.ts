// Takes an uploaded file in: looks at it, reads it in a child process, stores it as a version of a document.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Extraction } from '#shared/papers/extraction.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { ReceivedFile } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { BackgroundReading } from './background-reading.ts';
import type { createDocumentsWriter, Target } from './documents-writer.ts';
import type { Extractor } from './extract/extract.ts';
import type { HeldFiles } from './held-files.ts';
import { problemOf, refuseFile } from './refusals.ts';
import { fileNameOf } from './propose.ts';
import type { Quota } from './quota.ts';
import { ensurePdf } from './sniff.ts';
import type { DocumentRecord, FileRecord } from './documents-store.ts';

interface Parts {
  readonly writer: ReturnType<typeof createDocumentsWriter>;
  readonly files: FileStore;
  readonly held: HeldFiles;
  readonly quota: Quota;
  readonly extractor: Extractor;
  readonly background: BackgroundReading;
  readonly clock: Clock;
  /** How long a request waits for the reading, in milliseconds. */
  readonly patienceMs: number;
}

/**
 * Stores `received` for `target` and answers with the document: ready, or `pending` when the reading takes longer.
 * `nameIt` gives the title, just before the document is stored; null when the text is not known yet, or the same file came again.
 * With `toTheEnd` it is read to its end before it is stored, and has at most so many pages.
 * Refused with nothing stored: no PDF, encrypted, damaged and so on ({@link refuseFile}), or the quota is used up.
 */
export type Intake = (
  received: ReceivedFile,
  target: Target,
  nameIt: (extraction: Extraction | null) => Promise<string>,
  toTheEnd?: { readonly pagesAtMost: number },
) => Promise<DocumentRecord>;

export const createIntake = (parts: Parts): Intake => {
  const { writer, files, held, quota, extractor, background, clock, patienceMs } = parts;
  const closing = () =>
    refuse(
      'unavailable',
      'closing',
      'The server is being restarted and nothing was stored. Please send the file again in a moment.',
    );

  return async (received, target, nameIt, toTheEnd) => {
    const file: FileRecord = {
      hash: received.hash,
      bytes: received.bytes,
      fileName: fileNameOf(received.name),
      at: clock.now(),
    };
    const earlier = await writer.find(target);
    // The same file again, for instance because the answer to the first request was lost.
    const present =
      earlier?.pending && earlier.problem === null ? earlier.pending.hash : earlier?.currentHash;
    if (earlier && present === file.hash) {
      await nameIt(null);
      return earlier;
    }

    return held.while(file.hash, async () => {
      await files.withPath(file.hash, ensurePdf);
      const reading = files.withPath(file.hash, (path) => extractor.extractText(path, toTheEnd?.pagesAtMost));
      reading.catch(() => undefined);
      const read = await (
        toTheEnd ? reading : Promise.race([reading, sleep(patienceMs, null, { ref: false })])
      ).catch((error: unknown) => {
        throw background.isClosing() ? closing() : error;
      });
      if (read && !read.ok) throw refuseFile(read.reason, problemOf(read.reason, toTheEnd?.pagesAtMost));

      const extraction = read?.extraction ?? null;
      const title = await nameIt(extraction);
      await quota.reserve(target.courseId, file.bytes);
      try {
        if (!extraction) {
          const document = await writer.setPending(target, earlier, title, file);
          background.readText(document, file, reading);
          return document;
        }
        await writer.putTexts(file.hash, extraction);
        const document = await writer.addVersion(target, earlier, title, file, extraction);
        background.makeThumbnail(document, file.hash);
        return document;
      } catch (error) {
        await quota.release(target.courseId, file.bytes);
        throw error;
      }
    });
  };
};
