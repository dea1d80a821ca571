// Refuses an anchor that cannot be true of the document's file: of the present one, or of one that somebody may still be reading.
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { anchorLimits, isTextTarget, type Anchor } from '#shared/annotations/anchor.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { PapersPublic } from '#server/papers/public.ts';

type Papers = Pick<PapersPublic, 'pageText' | 'versions'>;
type Pages = Parameters<typeof validateAnchorAgainstPages>[1];

const ensureTrue = (anchor: Anchor, pages: Pages) => {
  const verdict = validateAnchorAgainstPages(anchor, pages);
  if (verdict !== true) throw refuse('unprocessable', verdict.key, verdict.message);
};

/** Pages, page boxes and the very words are checked; `conflict` when the PDF is another one by now. */
export const checkAnchor = async (papers: Papers, document: DocumentView, anchor: Anchor): Promise<void> => {
  if (document.state !== 'ready')
    throw refuse('conflict', 'document_not_ready', 'The PDF is still being read. Try again in a moment.');
  if (anchor.fileHash !== document.fileHash)
    throw refuse(
      'conflict',
      'file_replaced',
      'The PDF was replaced since you opened it. Open the new version and mark the passage again; your text is kept.',
    );
  const quoted = anchor.targets.filter(isTextTarget).map(({ page }) => page);
  const texts = new Map(
    await Promise.all(
      quoted
        .filter((page) => page < document.pages.length)
        .map(async (page) => [page, await papers.pageText(document.id, page)] as const),
    ),
  );
  ensureTrue(
    anchor,
    document.pages.map(({ label: _, ...size }, page) => {
      const text = texts.get(page);
      return text === undefined ? size : { ...size, text };
    }),
  );
};

/** How large pages were is not kept; whoever reads that version draws only what is on them. */
const anySize = { left: -anchorLimits.coordinate, bottom: -anchorLimits.coordinate };
const unbounded = { ...anySize, width: 2 * anchorLimits.coordinate, height: 2 * anchorLimits.coordinate };

/** As {@link checkAnchor}, but true of any version that the document had is true enough: what is posted there moves along. */
export const checkAnchorOnAnyVersion = async (
  papers: Papers,
  document: DocumentView,
  anchor: Anchor,
): Promise<void> => {
  const isFormer =
    anchor.fileHash !== document.fileHash && (await papers.versions.hadFile(document.id, anchor.fileHash));
  if (!isFormer) {
    await checkAnchor(papers, document, anchor);
    return;
  }
  const texts = await papers.versions.textsOf(anchor.fileHash);
  ensureTrue(
    anchor,
    texts.map((text) => ({ ...unbounded, text })),
  );
};
