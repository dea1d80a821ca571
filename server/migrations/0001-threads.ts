// Threads of early days get an audience, marks on posts, numbers of changes, and what is kept of former versions and pictures.
import type { Db } from 'mongodb';
import { inBatches } from './in-batches.ts';
import type { Migration } from './migration.ts';

interface Thread {
  _id: string;
}

const complete = async (db: Db, ids: readonly string[]) => {
  const threads = db.collection<Thread>('threads');
  const these = { _id: { $in: [...ids] } };
  await threads.updateMany({ ...these, seq: { $exists: false } }, [
    {
      $set: {
        ...{ visibility: 'class', groupId: null, shownTo: ['class'], anonymous: false, endorsedBy: null },
        ...{ acceptedReplyId: null, mentions: [], reports: [], placement: null, seq: 0 },
        lastPostAt: { $max: ['$postedAt', { $max: '$replies.postedAt' }] },
        followers: { $setUnion: [['$authorId'], '$replies.authorId'] },
        replies: {
          $map: {
            input: '$replies',
            in: { $mergeObjects: ['$$this', { anonymous: false, upvoters: [], endorsedBy: null }] },
          },
        },
      },
    },
  ]);
  // Of versions in between nothing was kept.
  await threads.updateMany(
    { ...these, placement: { $type: 'object' }, 'placement.former': { $exists: false } },
    { $set: { 'placement.former': [] } },
  );
  // There were none to show.
  await threads.updateMany({ ...these, images: { $exists: false } }, { $set: { images: [] } });
};

export const threads: Migration = {
  number: 1,
  name: 'threads of early days get audiences, marks and numbers',
  step: inBatches('threads', complete),
};
