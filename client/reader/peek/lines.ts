// The lines of print of a page, from what pdf.js extracts; without a page having to be on the screen.
import { heightOf } from '#client/reader/box.ts';
import type { Box } from '#client/reader/box.ts';

/** What pdf.js gives for a piece of text: `transform` places its baseline's beginning in user space. */
export interface TextPiece {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

/** In points of the page as shown, y downwards. */
export interface Line extends Box {
  text: string;
}

/** Widest gap within a line, points: gutters are wider. */
const gap = 9;

/** In the file's order; pieces that are turned, like a stamp in the margin, are left out. `toShown` maps user space to the page as shown. */
export function linesOfPage(
  pieces: readonly TextPiece[],
  toShown: (x: number, y: number) => readonly [number, number],
): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const box = boxOf(piece, toShown);
    if (!box) continue;
    const line = lines.at(-1);
    if (line && continues(line, box)) {
      line.text += piece.str;
      line.right = Math.max(line.right, box.right);
      line.top = Math.min(line.top, box.top);
      line.bottom = Math.max(line.bottom, box.bottom);
    } else if (piece.str.trim() !== '') {
      lines.push({ text: piece.str, ...box });
    }
  }
  return lines;
}

function continues(line: Box, box: Box): boolean {
  const shared = Math.min(line.bottom, box.bottom) - Math.max(line.top, box.top);
  const isBeside = shared > Math.min(heightOf(line), heightOf(box)) / 2;
  return isBeside && box.left - line.right < gap && box.left - line.right > -2;
}

function boxOf(
  { transform, width, height }: TextPiece,
  toShown: (x: number, y: number) => readonly [number, number],
): Box | null {
  const [a = 1, b = 0, , , e = 0, f = 0] = transform;
  const along = Math.hypot(a, b) || 1;
  const [cos, sin] = [a / along, b / along];
  const [x1, y1] = toShown(e, f);
  const [x2, y2] = toShown(e + width * cos, f + width * sin);
  if (Math.abs(y2 - y1) > 2 || x2 < x1) return null;
  const [x3, y3] = toShown(e - height * sin, f + height * cos);
  return { left: Math.min(x1, x3), right: Math.max(x2, x3), top: Math.min(y1, y3), bottom: Math.max(y1, y3) };
}
