/** The rectangles of a range of a page's text, one per line of print, as the browser marks a selection. */
import { turn, type PrintedRun } from './printed-runs.ts';

/** `[x1, y1, x2, y2]`, x1 < x2 and y1 < y2. */
export type PrintedRect = [number, number, number, number];

/** Of the size of a line of print, above its baseline; the rest of the box is below. As browsers set their text layers. */
const above = 0.81;
/** Widest gap in points that is still a gap between words of one line. */
const wordGap = 9;
/** Narrower than this, in points, is nothing that could be seen. */
const leastWidth = 0.2;

/** `range` in condensed offsets, half-open; `view` is the page's box, over which nothing stands. PDF user space, two decimals. */
export function rectsOfRuns(
  runs: readonly PrintedRun[],
  range: { readonly start: number; readonly end: number },
  view: readonly number[],
): PrintedRect[] {
  const inside = runs.filter(({ start, end }) => end > range.start && start < range.end);
  // What is turned against most of the page, such as a stamp in the margin, is in nobody's sentence.
  const quarter = commonQuarter(runs);
  const upright = inside.filter((run) => run.quarter === quarter);
  const kept = upright.length > 0 ? upright : inside;
  return kept
    .reduce<{ quarter: number; box: PrintedRect }[]>((lines, run) => {
      const box = boxOf(run, Math.max(range.start, run.start), Math.min(range.end, run.end));
      if (box[2] - box[0] < leastWidth || box[3] - box[1] < leastWidth) return lines;
      const at = lines.findLastIndex((line) => line.quarter === run.quarter && isSameLine(line.box, box));
      const line = lines[at];
      if (line) lines[at] = { ...line, box: union(line.box, box) };
      else lines.push({ quarter: run.quarter, box });
      return lines;
    }, [])
    .map((line) => inUserSpace(line.box, line.quarter, view))
    .filter(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2);
}

function commonQuarter(runs: readonly PrintedRun[]): number {
  const counts = [0, 0, 0, 0];
  for (const { quarter, start, end } of runs) counts[quarter] = (counts[quarter] ?? 0) + end - start;
  return counts.indexOf(Math.max(...counts));
}

function boxOf({ x, baseline, size, start, reaches }: PrintedRun, from: number, to: number): PrintedRect {
  const own = reaches.slice(from - start, to - start);
  const [left, right] = [Math.min(...own.map(([a]) => a)), Math.max(...own.map(([, b]) => b))];
  const bottom = baseline - (1 - above) * size;
  return [x + left, bottom, x + right, bottom + size];
}

const isSameLine = (a: PrintedRect, b: PrintedRect): boolean =>
  Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > Math.min(a[3] - a[1], b[3] - b[1]) / 2 &&
  b[0] - a[2] < wordGap &&
  a[0] - b[2] < wordGap;

const union = (a: PrintedRect, b: PrintedRect): PrintedRect => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];

function inUserSpace([x1, y1, x2, y2]: PrintedRect, quarter: number, view: readonly number[]): PrintedRect {
  const back = (4 - quarter) % 4;
  const [a, b] = [turn([x1, y1], back), turn([x2, y2], back)];
  const [left = 0, bottom = 0, right = 0, top = 0] = view;
  const within = (value: number, low: number, high: number) =>
    Math.round(Math.min(Math.max(value, low), high) * 100) / 100;
  return [
    within(Math.min(a[0], b[0]), left, right),
    within(Math.min(a[1], b[1]), bottom, top),
    within(Math.max(a[0], b[0]), left, right),
    within(Math.max(a[1], b[1]), bottom, top),
  ];
}
