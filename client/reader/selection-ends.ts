// The two ends of a selection as the hand meant them: the browser jumps to far text when the pointer is in a margin.
import { distance, heightOf } from './box.ts';
import { columnAt } from './columns.ts';
import { offsetAt, offsetNear, runAt } from './page-text.ts';
import type { PageText } from './page-text.ts';
import type { PagePoint, Trail } from './pointer-trail.ts';

/** An offset in a page's text. */
export interface End {
  content: PageText;
  offset: number;
}

/** In the order of the text; null when the selection touches no page. `pages` in page order. */
export function endsOf(
  selection: Selection,
  pages: readonly PageText[],
  trail: Trail | null,
): [End, End] | null {
  const ends = [
    endOf(selection.anchorNode, selection.anchorOffset, pages, trail?.from),
    endOf(selection.focusNode, selection.focusOffset, pages, trail?.to),
  ] as const;
  const [a, b] = ends;
  if (!a || !b) return null;
  return a.content.page.index - b.content.page.index || a.offset - b.offset ? inOrder(a, b) : null;
}

const inOrder = (a: End, b: End): [End, End] =>
  a.content.page.index < b.content.page.index ||
  (a.content.page.index === b.content.page.index && a.offset < b.offset)
    ? [a, b]
    : [b, a];

function endOf(node: Node | null, offset: number, pages: readonly PageText[], point?: PagePoint): End | null {
  if (!node) return null;
  const own = pages.find(({ page }) => page.element.contains(node));
  const told = own && { content: own, offset: offsetAt(own, node, offset) };
  if (!point) return told ?? outermost(node, pages);
  if (told?.content.page.index === point.page && isNear(told, point)) return told;
  const content = pages.find(({ page }) => page.index === point.page);
  return content ? { content, offset: offsetNear(content, point) } : (told ?? null);
}

/** Whether the browser's end stands where the pointer was: on its line, in its column. */
function isNear({ content, offset }: End, { x, y }: PagePoint): boolean {
  const run = runAt(content, offset);
  if (!run || run.turned) return false;
  const onLine = distance(y, run.line.top, run.line.bottom) <= heightOf(run.line) * 0.6;
  return onLine && (run.column === null || run.column === columnAt(content.columns, x));
}

/** A selection that begins before or ends after all pages. */
function outermost(node: Node, pages: readonly PageText[]): End | null {
  const [first, last] = [pages.at(0), pages.at(-1)];
  if (!first || !last) return null;
  const isAfter = first.page.element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isAfter ? { content: last, offset: last.text.length } : { content: first, offset: 0 };
}
