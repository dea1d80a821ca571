// Upright rectangles with y downwards, and the few questions the reader asks of them.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Point {
  x: number;
  y: number;
}

export const widthOf = (box: Box) => box.right - box.left;
export const heightOf = (box: Box) => box.bottom - box.top;
export const areaOf = (box: Box) => widthOf(box) * heightOf(box);
export const middleOf = (box: Box): Point => ({
  x: (box.left + box.right) / 2,
  y: (box.top + box.bottom) / 2,
});

export const contains = (box: Box, { x, y }: Point) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** How far a number lies outside of an interval; 0 inside. */
export const distance = (value: number, low: number, high: number) => Math.max(low - value, value - high, 0);

/** Whether two boxes stand on one line of print: they share more than half of the lower one's height. */
const onOneLine = (a: Box, b: Box) =>
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(heightOf(a), heightOf(b)) / 2;

/**
 * Joins boxes of one line of print that nearly touch, in the order given, so that a highlight has no seams at word gaps.
 * `gap` is the widest one bridged, in the boxes' own unit.
 */
export function mergeLines(boxes: readonly Box[], gap: number): Box[] {
  const merged: Box[] = [];
  for (const box of boxes) {
    const at = merged.findLastIndex(
      (m) => onOneLine(m, box) && box.left - m.right < gap && m.left - box.right < gap,
    );
    const line = merged[at];
    if (line) merged[at] = union(line, box);
    else merged.push(box);
  }
  return merged;
}
