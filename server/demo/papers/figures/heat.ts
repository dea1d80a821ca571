// Heat maps: a grid of numbers on a scale from pale to deep blue, with the values written in.
import { label, short, uprightLabel, type Drawing } from './canvas.ts';

/** Reads `x: label; y: label`, optional `columns: a; b` and `rows: a; b`, then rows of numbers. */
export function heatMap(lines: readonly string[], width: number): Drawing {
  const axes = /x:\s*(.*?)\s*;\s*y:\s*(.*)/.exec(lines[0] ?? '');
  const names = (which: string) =>
    lines
      .find((line) => line.startsWith(`${which}:`))
      ?.slice(which.length + 1)
      .split(';')
      .map((name) => name.trim());
  const columns = names('columns');
  const rows = names('rows');
  const grid = lines
    .filter((line) => /^[\s\d.,eE+-]+$/.test(line))
    .map((line) =>
      line
        .trim()
        .split(/[\s,]+/)
        .map(Number),
    );
  const all = grid.flat();
  const low = Math.min(...all);
  const high = Math.max(...all);
  const across = grid[0]?.length ?? 1;
  const left = 42;
  const cell = { w: (width - left - 6) / across, h: Math.min(20, Math.max(13, 120 / grid.length)) };
  const height = grid.length * cell.h + 26;
  return {
    width,
    height,
    draw(pen, x, y) {
      for (const [r, row] of grid.entries()) {
        const bottom = y + height - (r + 1) * cell.h;
        for (const [c, value] of row.entries()) {
          const share = (value - low) / (high - low || 1);
          const at = x + left + c * cell.w;
          pen.rect(at + 0.3, bottom + 0.3, cell.w - 0.6, cell.h - 0.6, [
            0.93 - 0.82 * share,
            0.95 - 0.63 * share,
            0.98 - 0.38 * share,
          ]);
          const colour = share > 0.5 ? ([1, 1, 1] as const) : ([0.1, 0.1, 0.1] as const);
          label(pen, short(value), at + cell.w / 2, bottom + cell.h / 2 - 2.3, 'middle', {
            size: 6.4,
            colour,
          });
        }
        label(pen, rows?.[r] ?? String(r + 1), x + left - 4, bottom + cell.h / 2 - 2.4, 'right');
      }
      for (let c = 0; c < across; c++)
        label(pen, columns?.[c] ?? String(c + 1), x + left + (c + 0.5) * cell.w, y + 16);
      label(pen, axes?.[1] ?? '', x + left + (across * cell.w) / 2, y + 4);
      uprightLabel(pen, axes?.[2] ?? '', x + 6, y + 26 + (grid.length * cell.h) / 2);
    },
  };
}
