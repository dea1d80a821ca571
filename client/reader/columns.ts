// The columns of a printed page, found from where its lines stand; a recursive cut along gutters that few lines cross.
import { distance, heightOf, mergeLines, widthOf } from './box.ts';
import type { Box } from './box.ts';

/** An interval across the page, in the unit of the boxes it was found from. */
export interface Column {
  left: number;
  right: number;
}

/** A line wider than this share of its region belongs to the whole region: titles, wide captions, running text of one column. */
const wideShare = 0.62;
/** The gutter lies in the middle part of its region, is clear over this width (points), */
const gutterWidth = 5;
/** is crossed by at most this share of the narrow lines, */
const crossingShare = 0.25;
/** and has on either side at least this share of all lines. */
const sideShare = 0.15;

/** Columns from left to right, at least one; `lines` are boxes of print in points. */
export function columnsOf(lines: readonly Box[], depth = 2): Column[] {
  if (lines.length === 0) return [{ left: 0, right: Infinity }];
  const region = {
    left: Math.min(...lines.map((l) => l.left)),
    right: Math.max(...lines.map((l) => l.right)),
  };
  const gutter = depth > 0 ? gutterIn(lines, region) : null;
  if (gutter === null) return [edgesOf(lines, region)];
  const wide = widthLimit(region);
  const narrow = lines.filter((line) => widthOf(line) <= wide);
  const sides = [
    narrow.filter((line) => line.right <= gutter + gutterWidth),
    narrow.filter((line) => line.left >= gutter - gutterWidth),
  ];
  return sides.flatMap((side) => columnsOf(side, depth - 1));
}

/** A page number in the gutter, or a mark in the margin, does not make a column wider. */
function edgesOf(lines: readonly Box[], region: Column): Column {
  const lasting = lines.filter((line) => widthOf(line) > (region.right - region.left) * 0.3);
  if (lasting.length === 0) return region;
  return {
    left: Math.min(...lasting.map((line) => line.left)),
    right: Math.max(...lasting.map((line) => line.right)),
  };
}

const widthLimit = ({ left, right }: Column) => (right - left) * wideShare;
const totalHeight = (lines: readonly Box[]) => lines.reduce((sum, line) => sum + heightOf(line), 0);

function gutterIn(lines: readonly Box[], region: Column): number | null {
  const limit = widthLimit(region);
  const narrow = lines.filter((line) => widthOf(line) <= limit);
  const span = region.right - region.left;
  const allowed = totalHeight(narrow) * crossingShare;
  const needed = totalHeight(lines) * sideShare;
  let best: { at: number; crossing: number } | null = null;
  for (let at = region.left + span * 0.25; at <= region.left + span * 0.75; at += 2) {
    const [low, high] = [at - gutterWidth / 2, at + gutterWidth / 2];
    const crossing = totalHeight(narrow.filter((line) => line.left < high && line.right > low));
    if (crossing > allowed || (best && crossing >= best.crossing)) continue;
    const left = totalHeight(narrow.filter((line) => line.right <= high));
    const right = totalHeight(narrow.filter((line) => line.left >= low));
    if (left >= needed && right >= needed) best = { at, crossing };
  }
  return best?.at ?? null;
}

/** The index of the column nearest to `x`. */
export function columnAt(columns: readonly Column[], x: number): number {
  const distances = columns.map(({ left, right }) => distance(x, left, right));
  return distances.indexOf(Math.min(...distances));
}

/** The column of a line, or null for one that reaches well into several. */
export function columnOf(columns: readonly Column[], line: Box): number | null {
  const reached = columns.filter(
    ({ left, right }) =>
      Math.min(right, line.right) - Math.max(left, line.left) > Math.min(20, widthOf(line) / 3),
  );
  return reached.length > 1 ? null : columnAt(columns, (line.left + line.right) / 2);
}

/** Widest gap, in points (12 CSS pixels at 100 %), that is still a gap between words; gutters are wider. */
export const wordGap = 9;

export const linesOf = (boxes: readonly Box[]) => mergeLines(boxes, wordGap);
