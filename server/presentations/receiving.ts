// Takes a file in part by part: each part is on disk before it is answered, so that nothing has to be sent twice.
import { Readable } from 'node:stream';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { bytesOfPart, partsOf, slidesBytesAtMost } from '#shared/presentations/uploads.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { ReceivedFile } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { Model } from 'mongoose';
import type { KeptFile, UploadRecord } from './uploads-store.ts';

interface Parts {
  readonly uploads: Model<UploadRecord>;
  readonly papers: PapersPublic;
  readonly files: FileStore;
  readonly clock: Clock;
}

export type UploadPlace = Pick<UploadRecord, 'courseId' | 'meetingId' | 'paperId' | 'personId'>;

/** So many a person may have on their way for one talk; each may hold 100 MB. */
const openAtMost = 5;
/** An upload without a sign of life for so long is swept, in milliseconds. */
const abandonedMs = 24 * 3600_000;

const tooLarge = () =>
  refuse(
    'too_large',
    'file_too_large',
    `The file is larger than ${String(slidesBytesAtMost / 1e6)} MB. Export it with smaller pictures.`,
  );

export interface Receiving {
  /** The upload of this id, begun now or before. Another file or person under the same id is a conflict. */
  begin(place: UploadPlace, id: Id, file: { fileName: string; bytes: number }): Promise<UploadRecord>;
  /** `not_found` unless it is `personId`'s own upload for this paper. */
  own(paperId: Id, id: Id, personId: Id): Promise<UploadRecord>;
  keepPart(upload: UploadRecord, part: number, file: ReceivedFile): Promise<UploadRecord>;
  /** Puts the parts together; answered with what is stored when it was finished before. */
  assemble(upload: UploadRecord, late: boolean): Promise<UploadRecord>;
  /** A file that came in one piece. */
  whole(place: UploadPlace, id: Id, file: ReceivedFile, late: boolean): Promise<UploadRecord>;
  /** Removes what is not needed any more of a record, its files included. */
  letGo(
    upload: UploadRecord,
    keep: readonly KeptFile[],
    change: Partial<UploadRecord>,
  ): Promise<UploadRecord | null>;
  drop(upload: UploadRecord): Promise<void>;
  /** Removes uploads that nobody has gone on with. */
  sweep(): Promise<void>;
}

export const createReceiving = ({ uploads, papers, files, clock }: Parts): Receiving => {
  papers.keepFiles(async (hash) => (await uploads.exists({ hashes: hash })) !== null);
  const discard = async (hashes: readonly string[]) => {
    for (const hash of hashes) await papers.readOnce(hash, () => Promise.resolve());
  };
  const fresh = (place: UploadPlace, id: Id, fileName: string, bytes: number): UploadRecord => ({
    ...{ _id: id, ...place, fileName, bytes },
    ...{ state: 'receiving', problem: null, parts: {}, file: null, pdf: null, hashes: [] },
    ...{ createdAt: clock.now(), seenAt: clock.now(), finishedAt: null },
    ...{ late: false, lateCleared: null, isDismissed: false },
  });
  const letGo: Receiving['letGo'] = async (upload, keep, change) => {
    const hashes = [...new Set(keep.map(({ hash }) => hash))];
    const after = await uploads
      .findByIdAndUpdate(upload._id, { $set: { ...change, parts: {}, hashes } }, { returnDocument: 'after' })
      .lean();
    await discard(upload.hashes.filter((hash) => !hashes.includes(hash)));
    return after;
  };
  const drop: Receiving['drop'] = async (upload) => {
    await uploads.deleteOne({ _id: upload._id });
    await discard(upload.hashes);
  };

  const assembleNow = async (upload: UploadRecord): Promise<KeptFile> => {
    const count = partsOf(upload.bytes);
    const parts = Array.from({ length: count }, (_, part) => upload.parts[String(part)]);
    const missing = parts.findIndex((part) => part === undefined);
    if (missing >= 0)
      throw refuse(
        'conflict',
        'parts_missing',
        'Some of the file has not arrived yet. Sending goes on where it stopped.',
      );
    async function* chunks() {
      for (const part of parts) if (part) yield* files.read(part.hash) as AsyncIterable<Buffer>;
    }
    return files.put(Readable.from(chunks(), { objectMode: false }), slidesBytesAtMost);
  };

  return {
    letGo,
    drop,
    begin: async (place, id, { fileName, bytes }) => {
      const known = await uploads.findById(id).lean();
      if (!known) {
        if (bytes > slidesBytesAtMost) throw tooLarge();
        const { paperId, personId } = place;
        const open = await uploads.find({ paperId, personId, state: 'receiving' }).sort({ seenAt: 1 }).lean();
        // The oldest gives way: whoever chose another file five times does not want the first.
        for (const one of open.slice(0, Math.max(0, open.length - openAtMost + 1))) await drop(one);
        await papers.ensureQuota(place.courseId, bytes);
        try {
          await uploads.create(fresh(place, id, fileName, bytes));
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
      }
      const { paperId, personId } = place;
      const upload = await uploads
        .findOneAndUpdate(
          { _id: id, paperId, personId, bytes },
          { $set: { seenAt: clock.now() } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!upload)
        throw refuse('conflict', 'id_taken', 'This identifier is in use already. Try again with a new one.');
      return upload;
    },

    own: async (paperId, id, personId) => {
      const upload = await uploads.findOne({ _id: id, paperId, personId }).lean();
      if (!upload) throw noSuch('upload');
      return upload;
    },

    keepPart: async (upload, part, { hash, bytes }) =>
      papers.readOnce(hash, async () => {
        if (part >= partsOf(upload.bytes) || bytes !== bytesOfPart(upload.bytes, part))
          throw refuse(
            'invalid',
            'bad_part',
            'This part of the file has another size than it should. The file may have changed; choose it again.',
          );
        const before = upload.parts[String(part)];
        const kept = await uploads
          .findOneAndUpdate(
            { _id: upload._id, state: 'receiving' },
            {
              $set: { [`parts.${String(part)}`]: { hash, bytes }, seenAt: clock.now() },
              $addToSet: { hashes: hash },
            },
            { returnDocument: 'after' },
          )
          .lean();
        const now = kept ?? (await uploads.findById(upload._id).lean());
        if (!now) throw noSuch('upload');
        if (before && before.hash !== hash && kept) {
          const isUsed = Object.values(kept.parts).some((one) => one.hash === before.hash);
          if (!isUsed) {
            await uploads.updateOne({ _id: upload._id }, { $pull: { hashes: before.hash } });
            await discard([before.hash]);
          }
        }
        return now;
      }),

    assemble: async (upload, late) => {
      if (upload.state !== 'receiving') return upload;
      const finishedAt = clock.now();
      const file = await assembleNow(upload);
      return papers.readOnce(file.hash, async () => {
        const done = await uploads
          .findOneAndUpdate(
            { _id: upload._id, state: 'receiving' },
            { $set: { state: 'checking', file, finishedAt, late, parts: {}, hashes: [file.hash] } },
            { returnDocument: 'after' },
          )
          .lean();
        if (done) await discard(upload.hashes.filter((hash) => hash !== file.hash));
        const now = done ?? (await uploads.findById(upload._id).lean());
        if (!now) throw noSuch('upload');
        return now;
      });
    },

    whole: (place, id, { hash, bytes, name }, late) =>
      papers.readOnce(hash, async () => {
        const record: UploadRecord = {
          ...fresh(place, id, name, bytes),
          ...{ state: 'checking', file: { hash, bytes }, hashes: [hash], finishedAt: clock.now(), late },
        };
        await uploads.create(record);
        return record;
      }),

    sweep: async () => {
      const before = new Date(clock.now().getTime() - abandonedMs);
      for (const upload of await uploads.find({ state: 'receiving', seenAt: { $lt: before } }).lean())
        await drop(upload);
    },
  };
};
