// Holds back what others said meanwhile until the reader asks for it, so that nothing moves under their eyes.
import type { RemarkView } from '#shared/remarks/contract.ts';

const idsIn = (remarks: readonly RemarkView[]): string[] =>
  remarks.flatMap(({ id, replies }) => [id, ...replies.map((reply) => reply.id)]);

/** Everything that is there now. */
export const knownIn = (remarks: readonly RemarkView[]): ReadonlySet<string> => new Set(idsIn(remarks));

/**
 * What is shown to somebody who knows some posts: those and their own, as they are now; others wait and are counted. What is gone
 * goes at once.
 */
export const withoutNews = (
  remarks: readonly RemarkView[],
  known: ReadonlySet<string>,
): { readonly shown: RemarkView[]; readonly waiting: number } => {
  const isShown = ({ id, isOwn }: { readonly id: string; readonly isOwn: boolean }) => isOwn || known.has(id);
  const shown = remarks
    .filter(isShown)
    .map((remark) => ({ ...remark, replies: remark.replies.filter(isShown) }));
  return { shown, waiting: idsIn(remarks).length - idsIn(shown).length };
};
