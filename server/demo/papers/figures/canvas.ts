// The common ground of all figures: colours, sizes and labels.
import { widthOf, type Face } from '#server/demo/papers/fonts.ts';
import type { Colour, Pen } from '#server/demo/papers/pen.ts';

/** A drawing with a fixed size in points, painted with its lower left corner at (x, y). */
export interface Drawing {
  width: number;
  height: number;
  draw(pen: Pen, x: number, y: number): void;
}
export interface Series {
  name: string;
  points: readonly (readonly [number, number])[];
}
export interface Chart {
  x: string;
  y: string;
  series: readonly Series[];
  scale: 'linear' | 'log' | 'category';
  /** Draws a line through the points, markers on them, or both. */
  style: 'line' | 'scatter';
}

/** Told apart also in print and by colour-blind readers, together with the markers' shapes. */
const palette: readonly Colour[] = [
  [0.12, 0.33, 0.62],
  [0.82, 0.37, 0.1],
  [0.13, 0.52, 0.38],
  [0.55, 0.27, 0.55],
  [0.45, 0.45, 0.45],
];
export const colourAt = (i: number): Colour => palette[i % palette.length] ?? [0, 0, 0];
export const grey: Colour = [0.35, 0.35, 0.35];
export const faint: Colour = [0.87, 0.87, 0.87];
export const labelSize = 7;

/** Text placed by its middle, left or right end. */
export function label(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  align: 'left' | 'middle' | 'right' = 'middle',
  {
    face = 'sans',
    size = labelSize,
    colour = [0.1, 0.1, 0.1],
  }: { face?: Face; size?: number; colour?: Colour } = {},
) {
  const width = widthOf(face, size, text);
  pen.text(face, size, text, x - (align === 'middle' ? width / 2 : align === 'right' ? width : 0), y, {
    colour,
  });
}

/** Text read from below upwards, centred on y. */
export function uprightLabel(pen: Pen, text: string, x: number, y: number, size = labelSize) {
  pen.text('sans', size, text, x, y - widthOf('sans', size, text) / 2, { turn: 90, colour: [0.1, 0.1, 0.1] });
}

/** A marker whose shape depends on the series: disc, square, triangle, diamond. */
export function marker(pen: Pen, i: number, x: number, y: number, r = 1.9) {
  const colour = colourAt(i);
  const shape = i % 4;
  if (shape === 0) pen.circle(x, y, r, colour);
  else if (shape === 1) pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, colour);
  else {
    const corners: [number, number][] =
      shape === 2
        ? [
            [x - r * 1.1, y - r * 0.9],
            [x + r * 1.1, y - r * 0.9],
            [x, y + r * 1.2],
          ]
        : [
            [x - r * 1.2, y],
            [x, y - r * 1.2],
            [x + r * 1.2, y],
            [x, y + r * 1.2],
          ];
    pen.polygon(corners, colour);
  }
}

/** Round steps for an axis from 0 or `low` to `high`: 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, wanted = 5): number[] {
  const raw = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(10)));
}

export const short = (value: number) =>
  Math.abs(value) >= 1000 && value % 100 === 0 ? `${value / 1000}k` : String(Number(value.toPrecision(4)));
