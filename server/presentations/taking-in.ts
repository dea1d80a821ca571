// Makes versions of a deck out of files that came whole: one after the other for each talk, and again after a restart.
import { createReadStream } from 'node:fs';
import type { Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { deckPagesAtMost, slidesBytesAtMost } from '#shared/presentations/uploads.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Log } from '#server/kernel/log.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { createTurns } from '#server/kernel/turns.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { notSlides, slidesKindOf } from './convert/archive.ts';
import { conversionProblems, type Converter } from './convert/office.ts';
import { logLine } from './log.ts';
import type { Receiving } from './receiving.ts';
import type { TellTalk } from './rights.ts';
import type { Talks } from './talks.ts';
import type { KeptFile, UploadRecord } from './uploads-store.ts';

interface Parts {
  readonly uploads: Model<UploadRecord>;
  readonly receiving: Receiving;
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly files: FileStore;
  readonly converter: Converter | null;
  readonly tell: TellTalk;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

/** What became of an upload; `refusal` where it was refused just now. */
export interface TakenIn {
  readonly upload: UploadRecord;
  readonly refusal: Refusal | null;
}

export interface TakingIn {
  /** Waits for those of the same talk that came before. */
  take(upload: UploadRecord): Promise<TakenIn>;
  /** Makes a former version the deck's newest again. */
  restore(upload: UploadRecord, by: Id): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
}

const pdfType = 'application/pdf';

export const createTakingIn = (parts: Parts): TakingIn => {
  const { uploads, receiving, talks, papers, files, converter, tell, leases, clock, log } = parts;
  // Another process may be converting a long deck of the same talk.
  const inTurn = createTurns(leases, 'slides', 15 * 60_000);
  const running = new Set<Promise<unknown>>();
  let closing = false;

  /** The PDF of what was sent; a sentence where none could be made. */
  const pdfOf = async (upload: UploadRecord, file: KeptFile): Promise<KeptFile | string> => {
    const kind = await files.withPath(file.hash, slidesKindOf);
    if (kind === 'pdf') return file;
    if (!converter) return conversionProblems.missing;
    await uploads.updateOne({ _id: upload._id }, { $set: { state: 'converting' } });
    tell({ courseId: upload.courseId, meetingId: upload.meetingId });
    const made = await files.withPath(file.hash, (path) =>
      converter.convert(path, kind, (pdf) => files.put(createReadStream(pdf), slidesBytesAtMost)),
    );
    return made.ok ? made.value : made.problem;
  };

  const putVersion = async (upload: UploadRecord, pdf: KeptFile) => {
    const { courseId, meetingId, paperId, fileName } = upload;
    const { deckId } = await talks.ensure({ courseId, meetingId, paperId });
    const title = (await papers.titlesOf([paperId])).get(paperId) ?? 'a paper';
    await papers
      .putDocument({
        documentId: deckId,
        ...{ courseId, kind: 'deck', title: `Slides: ${title}`.slice(0, 300) },
        file: { ...pdf, name: fileName.replace(/\.(pptx|odp)$/i, '.pdf'), mediaType: pdfType },
        belongsTo: { paperId, meetingId },
        toTheEnd: { pagesAtMost: deckPagesAtMost },
      })
      .catch((error: unknown) => {
        throw error instanceof Refusal && error.body.reason === 'not_a_pdf' ? notSlides() : error;
      });
  };

  const putOnTalk = async (upload: UploadRecord, by: Id, kind: 'uploaded' | 'restored') => {
    const slides = {
      uploadId: upload._id,
      uploadedAt: upload.finishedAt ?? upload.createdAt,
      uploadedBy: upload.personId,
      late: upload.late && upload.lateCleared === null,
    };
    const talk = await talks.records
      .findByIdAndUpdate(
        upload.paperId,
        {
          $set: { slides },
          $inc: { revision: 1 },
          $push: logLine({ at: clock.now(), by, kind, note: upload.fileName }),
        },
        { returnDocument: 'after' },
      )
      .lean();
    if (talk) tell(talk);
  };

  const settle = async (id: Id): Promise<TakenIn> => {
    const upload = await uploads.findById(id).lean();
    if (!upload) throw new Error(`Upload ${id} is gone`);
    if (upload.state !== 'checking' && upload.state !== 'converting') return { upload, refusal: null };
    if (!upload.file) throw new Error(`Upload ${id} has no file`);
    const { file } = upload;
    const end = async (keep: readonly KeptFile[], change: Partial<UploadRecord>) => {
      const fresh = (await uploads.findById(id).lean()) ?? upload;
      const after = (await receiving.letGo(fresh, keep, change)) ?? upload;
      tell({ courseId: upload.courseId, meetingId: upload.meetingId });
      return after;
    };
    try {
      const pdf = await pdfOf(upload, file);
      if (typeof pdf === 'string')
        return { upload: await end([file], { state: 'kept', problem: pdf }), refusal: null };
      await papers.readOnce(pdf.hash, async () => {
        await uploads.updateOne({ _id: id }, { $addToSet: { hashes: pdf.hash } });
        await putVersion(upload, pdf);
      });
      await putOnTalk(upload, upload.personId, 'uploaded');
      return { upload: await end([file, pdf], { state: 'done', pdf, problem: null }), refusal: null };
    } catch (error) {
      // The server is being stopped: taken up at the next start.
      if (closing || (error instanceof Refusal && error.body.code === 'unavailable')) throw error;
      if (!(error instanceof Refusal)) log.error({ upload: id, error: String(error) }, 'slides failed');
      const refusal = error instanceof Refusal ? error : notSlides('this one could not be read');
      return { upload: await end([], { state: 'refused', file: null, problem: refusal.message }), refusal };
    }
  };

  const run = <T>(paperId: Id, work: () => Promise<T>): Promise<T> => {
    const job = inTurn(paperId, work);
    const settled = job.catch(() => undefined).finally(() => running.delete(settled));
    running.add(settled);
    return job;
  };

  /** What came whole and was not taken in; of a talk the one that came first first. */
  const takeUp = async (of: { readonly paperId?: Id }) => {
    const open = await uploads
      .find({ ...of, state: { $in: ['checking', 'converting'] } })
      .sort({ finishedAt: 1 })
      .lean();
    for (const { _id, paperId } of open) run(paperId, () => settle(_id)).catch(() => undefined);
    return open.length;
  };
  leases.onAbandoned('slides', async (paperId) => {
    if (closing) return;
    // Where nothing was left to do, its turn ends all the same.
    if ((await takeUp({ paperId })) === 0) await run(paperId, () => Promise.resolve());
  });

  return {
    take: (upload) => run(upload.paperId, () => settle(upload._id)),
    restore: (upload, by) =>
      run(upload.paperId, async () => {
        if (!upload.pdf) throw notSlides();
        await putVersion(upload, upload.pdf);
        await putOnTalk(upload, by, 'restored');
      }),
    resume: async () => {
      await takeUp({});
    },
    close: async () => {
      closing = true;
      await converter?.close();
      await Promise.all(running);
    },
  };
};
