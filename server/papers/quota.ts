// How much the files of a course may take together, counted so that many uploads at once cannot pass it.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { PapersStore } from './store.ts';

export interface Quota {
  /** Takes room for a file or refuses with `quota_used_up`. */
  reserve(courseId: Id, bytes: number): Promise<void>;
  /** Refuses as {@link Quota.reserve} would now, and takes nothing. */
  ensure(courseId: Id, bytes: number): Promise<void>;
  release(courseId: Id, bytes: number): Promise<void>;
  /** Counts anew: a crash between reserving and storing leaves room taken by nothing. */
  recount(): Promise<void>;
}

/** `bytesAtMost` per course, over all versions of all its documents. */
export const createQuota = ({ documents, courseFiles }: PapersStore, bytesAtMost: number): Quota => {
  const begin = async (courseId: Id) => {
    try {
      await courseFiles.updateOne({ _id: courseId }, { $setOnInsert: { bytes: 0 } }, { upsert: true });
    } catch (error) {
      // Another upload began it at the same moment.
      if (!isDuplicate(error)) throw error;
    }
  };
  const usedUp = () =>
    refuse(
      'no_room',
      'quota_used_up',
      `The files of this course would take more than ${String(Math.floor(bytesAtMost / 1e9))} GB. Ask its staff to tell the administrator.`,
    );
  return {
    ensure: async (courseId, bytes) => {
      const used = (await courseFiles.findById(courseId).lean())?.bytes ?? 0;
      if (used + bytes > bytesAtMost) throw usedUp();
    },
    reserve: async (courseId, bytes) => {
      await begin(courseId);
      const { modifiedCount } = await courseFiles.updateOne(
        { _id: courseId, bytes: { $lte: bytesAtMost - bytes } },
        { $inc: { bytes } },
      );
      if (modifiedCount === 0) throw usedUp();
    },
    release: async (courseId, bytes) => {
      await courseFiles.updateOne({ _id: courseId }, { $inc: { bytes: -bytes } });
    },
    recount: async () => {
      const used = await documents.aggregate<{ _id: Id; bytes: number }>([
        {
          $group: {
            _id: '$courseId',
            bytes: {
              $sum: {
                $add: [
                  { $sum: '$versions.bytes' },
                  // What was refused is on disk no more.
                  { $cond: [{ $eq: ['$problem', null] }, { $ifNull: ['$pending.bytes', 0] }, 0] },
                ],
              },
            },
          },
        },
      ]);
      for (const { _id, bytes } of used)
        await courseFiles.updateOne({ _id }, { $set: { bytes } }, { upsert: true });
    },
  };
};
