// Counts what is said about a document, as far as the asker may see it, without reading it.
import type { ThreadCount } from '#shared/annotations/contract.ts';
import { visibleTo } from './audience.ts';
import type { AnnotationsStore } from './store.ts';
import type { Look } from './viewers.ts';

const sumIf = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });

/** Deleted threads do not count. An open question is one nobody resolved. */
export const countThreads = async (
  { threads }: Pick<AnnotationsStore, 'threads'>,
  { document, viewer }: Pick<Look, 'document' | 'viewer'>,
): Promise<ThreadCount> => {
  const documentId = document.id;
  const [counted] = await threads.aggregate<Omit<ThreadCount, 'documentId'>>([
    { $match: { documentId, deletedAt: null, ...visibleTo(viewer) } },
    {
      $group: {
        _id: null,
        threads: { $sum: 1 },
        openQuestions: sumIf({
          $and: [{ $eq: ['$kind', 'question'] }, { $eq: ['$resolvedAt', null] }],
        }),
        mine: sumIf({ $eq: ['$authorId', viewer.member.personId] }),
      },
    },
    { $unset: '_id' },
  ]);
  return { documentId, ...(counted ?? { threads: 0, openQuestions: 0, mine: 0 }) };
};
