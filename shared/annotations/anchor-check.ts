// Whether an anchor can be true of a document: its pages, their boxes and their words.
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { isTextTarget, type Anchor, type Rect } from './anchor.ts';
import { condense } from './page-text.ts';

/** A page as it was extracted: points as shown (after `rotation`, degrees), the lower left corner of its box in user space, its text. */
interface AnchorPage {
  width: number;
  height: number;
  rotation?: number;
  left?: number;
  bottom?: number;
  text?: string;
}

const pageMissing = reason('anchor_page_missing', 'The document has no such page.');
const outsidePage = reason('anchor_outside_page', 'The marked area lies outside of the page.');
const outsideText = reason('anchor_outside_text', 'The marked passage lies beyond the end of the page.');
const quoteDiffers = reason('anchor_quote_differs', 'The quoted words are not the words at that place.');

/** Glyph boxes may stand a little over the edge of a tightly cropped page; in points. */
const overhang = 4;

/** Whether an anchor can be true of a document: pages, page boxes and, where a page's text is given, the very words. */
export function validateAnchorAgainstPages(
  { targets }: Pick<Anchor, 'targets'>,
  pages: readonly AnchorPage[],
): Verdict {
  for (const target of targets) {
    const page = pages[target.page];
    if (!page) return pageMissing;
    if (!target.rects.every((rect) => isInside(rect, page))) return outsidePage;
    if (page.text === undefined || !isTextTarget(target)) continue;
    const { condensed } = condense(page.text);
    const { start, end } = target.position;
    if (end > condensed.length) return outsideText;
    if (condensed.slice(start, end) !== condense(target.quote.exact).condensed) return quoteDiffers;
  }
  return true;
}

function isInside([x1, y1, x2, y2]: Rect, page: AnchorPage): boolean {
  const { left = 0, bottom = 0, rotation = 0 } = page;
  const [width, height] = rotation % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  return (
    x1 >= left - overhang &&
    y1 >= bottom - overhang &&
    x2 <= left + width + overhang &&
    y2 <= bottom + height + overhang
  );
}
