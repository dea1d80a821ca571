// Counts what is said about documents, without reading it.
import type { Model } from 'mongoose';
import type { ThreadCount } from '#shared/annotations/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ThreadRecord } from './store.ts';

const sumIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });

/** In the order of `documentIds`, zeros included; deleted threads do not count. An open question is one nobody resolved. */
export const countThreads = async (
  store: Model<ThreadRecord>,
  documentIds: readonly Id[],
  personId: Id,
): Promise<ThreadCount[]> => {
  const counted = await store.aggregate<Omit<ThreadCount, 'documentId'> & { _id: Id }>([
    { $match: { documentId: { $in: [...documentIds] }, deletedAt: null } },
    {
      $group: {
        _id: '$documentId',
        threads: { $sum: 1 },
        openQuestions: sumIf({
          $and: [{ $eq: ['$kind', 'question'] }, { $eq: ['$resolvedAt', null] }],
        }),
        mine: sumIf({ $eq: ['$authorId', personId] }),
      },
    },
  ]);
  const byId = new Map(counted.map(({ _id, ...counts }) => [_id, counts]));
  return documentIds.map((documentId) => ({
    documentId,
    ...(byId.get(documentId) ?? { threads: 0, openQuestions: 0, mine: 0 }),
  }));
};
