// The two ends of a selection as the hand meant them: with the pointer in a margin the browser jumps to far text, or takes nothing.
import { distance, heightOf } from './box.ts';
import { columnAt } from './columns.ts';
import { offsetAt, offsetNear, runAt } from './positions.ts';
import type { PageText } from './page-text.ts';
import type { PagePoint, Trail } from './pointer-trail.ts';

/** An offset in a page's text. */
export interface End {
  content: PageText;
  offset: number;
}

/** In the order of the text; null when nothing lies between them. `pages` in page order. */
export function endsOf(
  selection: Selection,
  pages: readonly PageText[],
  trail: Trail | null,
): [End, End] | null {
  const way = trail && {
    from: settled(pages, trail.from, trail.to),
    to: settled(pages, trail.to, trail.from),
  };
  const ends =
    selection.isCollapsed && way ? endsByPointer(pages, way) : endsByBrowser(selection, pages, way);
  const [a, b] = ends;
  if (!a || !b) return null;
  const order = a.content.page.index - b.content.page.index || a.offset - b.offset;
  if (order === 0) return null;
  return order < 0 ? [a, b] : [b, a];
}

type Ends = [End | null, End | null];

const endsByBrowser = (selection: Selection, pages: readonly PageText[], trail: Trail | null): Ends => [
  endByBrowser(selection.anchorNode, selection.anchorOffset, pages, trail?.from),
  endByBrowser(selection.focusNode, selection.focusOffset, pages, trail?.to),
];

/** The browser's end where it stands by the pointer, else the pointer's. */
function endByBrowser(
  node: Node | null,
  offset: number,
  pages: readonly PageText[],
  point?: PagePoint,
): End | null {
  if (!node) return null;
  const own = pages.find(({ page }) => page.element.contains(node));
  const told = own ? { content: own, offset: offsetAt(own, node, offset) } : outermost(node, pages);
  if (!point || (told?.content.page.index === point.page && isNear(told, point))) return told;
  return endByPointer(pages, point) ?? told;
}

/**
 * A pointer in the gutter belongs to the column that it came from, or goes to: the nearest one is a matter of a point or two, and
 * would take half a page along.
 */
function settled(pages: readonly PageText[], point: PagePoint, other: PagePoint): PagePoint {
  const content = pages.find(({ page }) => page.index === point.page);
  if (!content || point.page !== other.page) return point;
  const { columns, frame } = content;
  const [{ x, y }, across] = [frame.point(point), frame.point(other).x];
  const near = columns[columnAt(columns, across)];
  if (!near || columns.some(({ left, right }) => x >= left && x <= right)) return point;
  const [low, high] = x < near.left ? [x, near.left] : [near.right, x];
  if (columns.some(({ left, right }) => left >= low && right <= high)) return point;
  const edge = x < near.left ? near.left : near.right;
  const shown = frame.toShown({ left: edge, right: edge, top: y, bottom: y });
  return { page: point.page, x: shown.left, y: shown.top };
}

/** Between two blank places, as in a figure or along a margin, nothing was meant; from side to side of a column its lines were. */
function endsByPointer(pages: readonly PageText[], { from, to }: Trail): Ends {
  const ends: Ends = [endByPointer(pages, from), endByPointer(pages, to)];
  const meant = [from, to].some((point, i) => {
    const end = ends[i];
    return end && isNear(end, point) && isOverColumn(end.content, point);
  });
  return meant ? ends : [null, null];
}

function endByPointer(pages: readonly PageText[], point: PagePoint): End | null {
  const content = pages.find(({ page }) => page.index === point.page);
  return content ? { content, offset: offsetNear(content, content.frame.point(point)) } : null;
}

/** Whether an end stands where the pointer was: on its line, in its column. */
function isNear({ content, offset }: End, point: PagePoint): boolean {
  const { x, y } = content.frame.point(point);
  // An offset at the end of a line is the beginning of the next one too.
  return [offset, offset - 1].some((at) => {
    const run = runAt(content, Math.max(0, at));
    if (!run || run.turned) return false;
    const onLine = distance(y, run.line.top, run.line.bottom) <= heightOf(run.line) * 0.6;
    return onLine && (run.column === null || run.column === columnAt(content.columns, x));
  });
}

function isOverColumn({ columns, frame }: PageText, point: PagePoint): boolean {
  const { x } = frame.point(point);
  return columns.some(({ left, right }) => x >= left && x <= right);
}

/** A selection that begins before or ends after all pages. */
function outermost(node: Node, pages: readonly PageText[]): End | null {
  const [first, last] = [pages.at(0), pages.at(-1)];
  if (!first || !last) return null;
  const isAfter = first.page.element.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isAfter ? { content: last, offset: last.text.length } : { content: first, offset: 0 };
}
