// Bar charts, with one or several bars per label.
import { widthOf } from '#server/demo/papers/fonts.ts';
import {
  colourAt,
  faint,
  grey,
  label,
  labelSize,
  short,
  ticks,
  uprightLabel,
  type Drawing,
} from './canvas.ts';
import { legend } from './legend.ts';

export interface Bars {
  y: string;
  x?: string;
  /** Names of the bars inside a group; empty for single bars. */
  groups: readonly string[];
  rows: readonly { label: string; values: readonly number[] }[];
}

/** Reads `y: label`, optional `groups: a; b`, then `label: value value ...`. */
export function readBars(lines: readonly string[]): Bars {
  let y = '';
  let x: string | undefined;
  let groups: string[] = [];
  const rows: { label: string; values: number[] }[] = [];
  for (const line of lines) {
    const colon = line.lastIndexOf(':');
    const name = line.slice(0, colon).trim();
    const rest = line.slice(colon + 1).trim();
    if (name === 'y') y = rest;
    else if (name === 'x') x = rest;
    else if (name === 'groups') groups = rest.split(/\s*;\s*/);
    else rows.push({ label: name, values: rest.split(/[\s,]+/).map(Number) });
  }
  if (rows.some((row) => row.values.some(Number.isNaN)))
    throw new Error(`Bars with a value that is no number: ${lines.join(' / ')}`);
  return { y, ...(x === undefined ? {} : { x }), groups, rows };
}

export function barChart(bars: Bars, width: number, height: number): Drawing {
  const key = legend(bars.groups, width - 30, 'bars');
  const yTicks = ticks(0, Math.max(...bars.rows.flatMap((row) => row.values)));
  const high = yTicks.at(-1) ?? 1;
  const step = (width - 38) / bars.rows.length;
  // Labels that are too wide for one line are put on two.
  const labels = bars.rows.map((row) => split(row.label, step - 3));
  const deep = Math.max(...labels.map((one) => one.length));
  return {
    width,
    height,
    draw(pen, x, y) {
      const left = x + 30;
      const foot = 8 + deep * 8 + (bars.x ? 10 : 0);
      const bottom = y + foot;
      const w = width - 38;
      const h = height - foot - 5 - key.height;
      for (const tick of yTicks) {
        const at = bottom + (tick / high) * h;
        pen.line([[left, at], [left + w, at]], 0.4, faint); // prettier-ignore
        label(pen, short(tick), left - 4, at - 2.4, 'right');
      }
      for (const [i, row] of bars.rows.entries()) {
        const wide = Math.min(24, (step * 0.72) / row.values.length);
        const start = left + step * (i + 0.5) - (wide * row.values.length) / 2;
        for (const [j, value] of row.values.entries()) {
          pen.rect(start + j * wide, bottom, wide * 0.92, (value / high) * h, colourAt(j));
        }
        for (const [j, line] of (labels[i] ?? []).entries())
          label(pen, line, left + step * (i + 0.5), bottom - 10 - j * 8);
      }
      pen.line([[left, bottom + h], [left, bottom], [left + w, bottom]], 0.6, grey); // prettier-ignore
      uprightLabel(pen, bars.y, x + 6, bottom + h / 2);
      if (bars.x) label(pen, bars.x, left + w / 2, y + 4);
      key.draw(pen, left, bottom + h + 6);
    },
  };
}

/** Splits a label at spaces into lines of at most `width` points. */
export function split(text: string, width: number, size = labelSize): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const joined = lines.length > 0 ? `${lines.at(-1) ?? ''} ${word}` : word;
    if (lines.length > 0 && widthOf('sans', size, joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}
