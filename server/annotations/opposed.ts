// Who is of another opinion on a passage: one marked it as an insight, the other as a limitation.
import { isTextTarget, type Anchor } from '#shared/annotations/anchor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AnnotationsStore } from './store.ts';

const overlap = (one: Anchor, other: Anchor): boolean =>
  one.fileHash === other.fileHash &&
  one.targets.some(
    (target) =>
      isTextTarget(target) &&
      other.targets.some(
        (met) =>
          isTextTarget(met) &&
          met.page === target.page &&
          met.position.start < target.position.end &&
          target.position.start < met.position.end,
      ),
  );

/**
 * Pairs of authors who marked passages that overlap, one as an insight and the other as a limitation, in threads that the class sees
 * with their names. Without any check of rights.
 */
export const createOpposed =
  ({ threads }: Pick<AnnotationsStore, 'threads'>) =>
  async (documentIds: readonly Id[]): Promise<[Id, Id][]> => {
    const found = await threads
      .find(
        {
          documentId: { $in: [...documentIds] },
          kind: { $in: ['insight', 'limitation'] },
          ...{ visibility: 'class', anonymous: false, deletedAt: null },
        },
        { documentId: 1, authorId: 1, kind: 1, anchor: 1 },
      )
      .lean();
    const limitations = found.filter(({ kind }) => kind === 'limitation');
    return found
      .filter(({ kind }) => kind === 'insight')
      .flatMap((one) =>
        limitations
          .filter(
            (other) =>
              other.documentId === one.documentId &&
              other.authorId !== one.authorId &&
              overlap(one.anchor, other.anchor),
          )
          .map((other): [Id, Id] => [one.authorId, other.authorId]),
      );
  };
