// From the DOM or a point of the page to an offset in the page's text, and back.
import { distance, heightOf, middleOf, widthOf } from './box.ts';
import { columnAt } from './columns.ts';
import type { Box, Point } from './box.ts';
import type { PageText, Run } from './page-text.ts';

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
