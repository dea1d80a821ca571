// What one path that a page paints looks like: its bounds, its slanted lines and curves, whether it is a coloured bar.
import type { Rect } from '#shared/annotations/anchor.ts';
import type { Drawn } from './vector-regions.ts';

type Matrix = readonly [number, number, number, number, number, number];

/** pdf.js's numbers for the steps of a path, and how many coordinates follow each. */
const steps = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 } as const;
const sizes: Readonly<Record<number, number>> = { 0: 2, 1: 2, 2: 6, 3: 4, 4: 0 };

/** Points that a line may deviate and still be upright or level. */
const straight = 0.8;

/** `data` are pdf.js's steps in the path's own space, `bounds` the same in the page's. */
export function drawnPath(data: ArrayLike<number>, matrix: Matrix, bounds: Rect, fill: string | null): Drawn {
  const [a, b, c, d] = matrix;
  let [x, y] = [0, 0];
  let [slanted, curves, level] = [0, 0, 0];
  for (let at = 0; at < data.length;) {
    const step = data[at] ?? steps.close;
    const size = sizes[step];
    if (size === undefined) break;
    if (size > 0) {
      const [toX = x, toY = y] = [data[at + size - 1], data[at + size]];
      const across = Math.abs(a * (toX - x) + c * (toY - y));
      const up = Math.abs(b * (toX - x) + d * (toY - y));
      if (step === steps.curve || step === steps.quadratic) curves++;
      else if (step === steps.line && across > straight && up > straight) slanted++;
      else if (step === steps.line && Math.max(across, up) > straight) level++;
      [x, y] = [toX, toY];
    }
    at += 1 + size;
  }
  // A frame with round corners is a frame.
  const isFrame = slanted === 0 && curves <= 4 && level >= 2;
  const strokes = isFrame ? 0 : slanted + curves;
  const [wide, high] = [bounds[2] - bounds[0], bounds[3] - bounds[1]];
  const isBar = strokes === 0 && level >= 2 && fill !== null && isColour(fill) && wide > 1 && high > 1;
  return { bounds, strokes, isBar };
}

/** `#rrggbb` that is no grey. */
function isColour(fill: string): boolean {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16));
  return Math.max(r, g, b) - Math.min(r, g, b) > 40;
}
