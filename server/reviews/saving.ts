// Saves of drafts, many at a time: everybody in a class types at once, and each pause is a save.
import type { AnyBulkWriteOperation, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import { areSameAnswers, type Answers } from '#shared/reviews/answers.ts';
import { createQueue } from '#server/kernel/db/batch.ts';
import { fromStored } from './legacy.ts';
import type { ReviewRecord } from './store.ts';

/** A draft as it is to be stored, made from a revision that is there already. */
export interface Save {
  readonly meetingId: Id;
  readonly authorId: Id;
  readonly revision: number;
  readonly answers: Answers;
  readonly savedAt: Date;
}

const asUpdate = ({ meetingId, authorId, revision, answers, savedAt }: Save) => ({
  updateOne: {
    filter: { meetingId, authorId, revision },
    update: { $set: { answers, savedAt }, $unset: { parts: 1 }, $inc: { revision: 1 } },
  },
});

/** What the answer to a save needs: the questions that are known, and the latest version. */
const lean = { meetingId: 1, authorId: 1, revision: 1, 'questions.key': 1, versions: { $slice: -1 } };

/**
 * Stores a draft, and answers with the review as it is then; null when it is in another revision, and nothing was stored. Each
 * draft is one atomic change of one document; that they travel together changes nothing else.
 */
export const createSaves = (reviews: Model<ReviewRecord>): ((save: Save) => Promise<ReviewRecord | null>) =>
  createQueue(async (saves) => {
    const updates = saves.map(asUpdate) as AnyBulkWriteOperation<ReviewRecord>[];
    const { matchedCount } = await reviews.bulkWrite(updates, { ordered: false });
    // Which of them were too late says the text that is there now.
    const isCertain = matchedCount === saves.length;
    const stored = await reviews
      .find(
        {
          $or: [...gatherBy(saves, ({ meetingId }) => meetingId)].map(([meetingId, its]) => ({
            meetingId,
            authorId: { $in: its.map(({ authorId }) => authorId) },
          })),
        },
        isCertain ? lean : { ...lean, answers: 1, savedAt: 1 },
      )
      .lean();
    const keyOf = (one: Pick<Save, 'meetingId' | 'authorId'>) => `${one.meetingId} ${one.authorId}`;
    const byKey = new Map(stored.map((one) => [keyOf(one), one]));
    return saves.map((save) => {
      const found = byKey.get(keyOf(save));
      if (!found) return null;
      const review = fromStored(found);
      const { answers, savedAt } = save;
      const revision = save.revision + 1;
      // A repeat of a save has its text, but came later.
      const isThis = () =>
        review.revision === revision &&
        review.savedAt.getTime() === savedAt.getTime() &&
        areSameAnswers(review.answers, answers);
      return isCertain || isThis() ? { ...review, answers, savedAt, revision } : null;
    });
  });
