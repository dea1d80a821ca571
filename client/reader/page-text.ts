// The text layer of one rendered page, read as what it is: runs of print with their places, lines and columns.
import { contains, distance, heightOf, middleOf, widthOf } from './box.ts';
import { uprightFrame } from './frame.ts';
import { columnAt, columnOf, columnsOf, linesOf } from './columns.ts';
import type { Box, Point } from './box.ts';
import type { Column } from './columns.ts';
import type { Frame } from './frame.ts';
import type { PageHandle } from './page-handle.ts';

/** A run is one span of the text layer, one piece of print as the file has it. */
export interface Run {
  nodes: Text[];
  /** Offsets into the page's text, UTF-16 units. */
  start: number;
  end: number;
  /** As are all boxes here: points of the upright page, y downwards. */
  box: Box;
  /** Turned against the page's other text, like the stamp in the margin of a preprint. */
  turned: boolean;
  /** The line it stands on, and that line's column; null where the line reaches over several. */
  line: Box;
  column: number | null;
}

export interface PageText {
  page: PageHandle;
  frame: Frame;
  /** The runs' text, with "\n" where the text layer ends a line. */
  text: string;
  runs: Run[];
  columns: Column[];
}

/** Null while the page has no text layer: not rendered, or nothing to select. */
export function readPageText(page: PageHandle): PageText | null {
  if (!page.textLayer) return null;
  const { text, spans } = readSpans(page.textLayer);
  const angle = commonAngle(spans);
  const frame = uprightFrame(page.rotation + angle, page);
  const runs = spans.map(({ element, nodes, start, end }) => ({
    nodes,
    start,
    end,
    box: frame.box(page.clientToShown(element.getBoundingClientRect())),
    turned: turnBetween(angleOf(element), angle) > 3,
  }));
  const print = runs.filter((run) => !run.turned && text.slice(run.start, run.end).trim() !== '');
  const lines = linesOf(print.map((run) => run.box));
  const columns = columnsOf(lines);
  return {
    page,
    frame,
    text,
    columns,
    runs: runs.map((run) => {
      const line = lines.find((l) => contains(l, middleOf(run.box))) ?? run.box;
      return { ...run, line, column: columnOf(columns, line) };
    }),
  };
}

interface Span {
  element: HTMLElement;
  nodes: Text[];
  start: number;
  end: number;
}

function readSpans(layer: HTMLElement) {
  const spans: Span[] = [];
  let text = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += '\n';
    if (!(node instanceof Text)) continue;
    // Found words are wrapped in a span of their own inside of the run's.
    const parent = node.parentElement;
    const element = parent?.classList.contains('highlight') ? parent.parentElement : parent;
    if (!element) continue;
    const start = text.length;
    text += node.data;
    const last = spans.at(-1);
    if (last?.element === element) {
      last.nodes.push(node);
      last.end = text.length;
    } else {
      spans.push({ element, nodes: [node], start, end: text.length });
    }
  }
  return { text, spans };
}

const angleOf = (element: HTMLElement) => parseFloat(element.style.getPropertyValue('--rotate')) || 0;

const turnBetween = (a: number, b: number) => {
  const turn = Math.abs(a - b) % 360;
  return Math.min(turn, 360 - turn);
};

/** The angle of most of the text: a page that is stored sideways has all of it turned. */
function commonAngle(spans: readonly Span[]): number {
  const amounts = new Map<number, number>();
  for (const { element, start, end } of spans) {
    const angle = Math.round(angleOf(element));
    amounts.set(angle, (amounts.get(angle) ?? 0) + end - start);
  }
  return [...amounts].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0])[0];
}

/** The offset in the page's text that a DOM position stands for: of itself in a text node, else of the next text after it. */
export function offsetAt({ runs, text }: PageText, node: Node, offset: number): number {
  const point = document.createRange();
  point.setStart(node, offset);
  for (const run of runs) {
    let start = run.start;
    for (const each of run.nodes) {
      if (each === node) return start + offset;
      if (point.comparePoint(each, 0) >= 0) return start;
      start += each.length;
    }
  }
  return text.length;
}

/** The run that an offset lies in, else the next one. */
export const runAt = ({ runs }: PageText, offset: number): Run | null =>
  runs.find((run) => run.end > offset) ?? runs.at(-1) ?? null;

/** The run's node and offset for an offset in the page's text. */
export function positionAt(run: Run | null, offset: number): [node: Text, offset: number] | null {
  if (!run) return null;
  let rest = Math.min(Math.max(offset, run.start), run.end) - run.start;
  for (const node of run.nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  return null;
}

/** Where a piece of a run stands. */
export function boxesOf({ page, frame }: PageText, run: Run, start: number, end: number): Box[] {
  if (start <= run.start && end >= run.end) return [run.box];
  const [from, to] = [positionAt(run, start), positionAt(run, end)];
  if (!from || !to) return [];
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return Array.from(range.getClientRects(), (rect) => frame.box(page.clientToShown(rect))).filter(
    (box) => widthOf(box) > 0.2 && heightOf(box) > 0.2,
  );
}

/** The offset nearest to a point of the page: in the nearest column the nearest line, there the nearest gap between characters. */
export function offsetNear(content: PageText, { x, y }: Point): number {
  const column = columnAt(content.columns, x);
  const nearby = content.runs.filter((run) => !run.turned && (run.column === column || run.column === null));
  const down = (run: Run) => distance(y, run.line.top, run.line.bottom);
  const closest = Math.min(...nearby.map(down));
  const onLine = nearby.filter((run) => down(run) <= closest + 0.5);
  const run = onLine.reduce<Run | null>((best, each) => {
    const across = (r: Run) => distance(x, r.box.left, r.box.right);
    return best && across(best) <= across(each) ? best : each;
  }, null);
  if (!run) return 0;
  if (x <= run.box.left) return run.start;
  if (x >= run.box.right) return run.end;
  let [low, high] = [run.start, run.end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const box = boxesOf(content, run, middle, middle + 1)[0];
    if (box && middleOf(box).x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
