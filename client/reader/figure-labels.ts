// Tells the words inside of figures from running print: small, short, and not part of a block of lines.
import { heightOf, widthOf } from './box.ts';
import type { Box } from './box.ts';

/** Print smaller than this share of the page's ordinary size may be a label; superscripts are not lines of their own. */
const smallShare = 0.88;
/** A label fills less than this share of its column, */
const shortShare = 0.55;
/** and no longer line of small print stands within so many heights above or below it: a footnote's last line is none. */
const reach = 1.8;

/** The height that most of the print has; `lines` weigh by their width. */
export function ordinaryHeight(lines: readonly Box[]): number {
  const half = lines.reduce((sum, line) => sum + widthOf(line), 0) / 2;
  let passed = 0;
  for (const line of lines.toSorted((a, b) => heightOf(a) - heightOf(b))) {
    passed += widthOf(line);
    if (passed >= half) return heightOf(line);
  }
  return 0;
}

/** Those of the lines that are labels; `columnWidth` in the unit of the boxes. */
export function labelsAmong(lines: readonly Box[], columnWidth: number): ReadonlySet<Box> {
  const limit = ordinaryHeight(lines) * smallShare;
  const small = lines.filter((line) => heightOf(line) < limit);
  const long = small.filter((line) => widthOf(line) >= columnWidth * shortShare);
  return new Set(
    small.filter(
      (line) => widthOf(line) < columnWidth * shortShare && !long.some((other) => isBeside(other, line)),
    ),
  );
}

const isBeside = (block: Box, line: Box) => {
  const gap = heightOf(line) * (reach - 1);
  return (
    Math.abs(heightOf(block) - heightOf(line)) < heightOf(line) * 0.2 &&
    Math.max(block.top - line.bottom, line.top - block.bottom) < gap &&
    block.left < line.right &&
    line.left < block.right
  );
};
