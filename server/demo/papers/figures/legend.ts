// The key above a chart: markers and names, in as many lines as they need.
import { widthOf } from '#server/demo/papers/fonts.ts';
import { colourAt, label, labelSize, marker, type Drawing } from './canvas.ts';

export function legend(names: readonly string[], width: number, style: 'line' | 'scatter' | 'bars'): Drawing {
  const lines: { name: string; i: number; x: number }[][] = [[]];
  let x = 0;
  for (const [i, name] of names.entries()) {
    const needs = 20 + widthOf('sans', labelSize, name) + 8;
    if (x > 0 && x + needs > width) {
      lines.push([]);
      x = 0;
    }
    lines.at(-1)?.push({ name, i, x });
    x += needs;
  }
  const step = 10;
  const height = names.length > 1 ? lines.length * step : 0;
  return {
    width,
    height,
    draw(pen, left, bottom) {
      if (height === 0) return;
      for (const [row, line] of lines.entries()) {
        const y = bottom + height - (row + 1) * step + 2;
        for (const entry of line) {
          const at = left + entry.x;
          if (style === 'bars') pen.rect(at + 4, y, 8, 6, colourAt(entry.i));
          else {
            if (style === 'line') pen.line([[at, y + 2.5], [at + 15, y + 2.5]], 1.1, colourAt(entry.i), entry.i % 2 ? [4, 1.5] : []); // prettier-ignore
            marker(pen, entry.i, at + 7.5, y + 2.5);
          }
          label(pen, entry.name, at + 19, y, 'left');
        }
      }
    },
  };
}
