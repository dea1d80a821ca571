// Refuses an anchor that cannot be true of the document's present file.
import { isTextTarget, validateAnchorAgainstPages, type Anchor } from '#shared/annotations/anchor.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { PapersPublic } from '#server/papers/public.ts';

/** Pages, page boxes and the very words are checked; `conflict` when the PDF is another one by now. */
export const checkAnchor = async (
  papers: Pick<PapersPublic, 'pageText'>,
  document: DocumentView,
  anchor: Anchor,
): Promise<void> => {
  if (document.state !== 'ready')
    throw refuse('conflict', 'document_not_ready', 'The PDF is still being read. Try again in a moment.');
  if (anchor.fileHash !== document.fileHash)
    throw refuse(
      'conflict',
      'file_replaced',
      'The PDF was replaced since you opened it. Reload the page and mark the passage again; your text is kept.',
    );
  const quoted = anchor.targets.filter(isTextTarget).map(({ page }) => page);
  const texts = new Map(
    await Promise.all(
      quoted
        .filter((page) => page < document.pages.length)
        .map(async (page) => [page, await papers.pageText(document.id, page)] as const),
    ),
  );
  const verdict = validateAnchorAgainstPages(
    anchor,
    document.pages.map(({ label: _, ...size }, page) => {
      const text = texts.get(page);
      return text === undefined ? size : { ...size, text };
    }),
  );
  if (verdict !== true) throw refuse('unprocessable', verdict.key, verdict.message);
};
