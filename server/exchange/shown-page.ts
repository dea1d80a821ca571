// Turns rectangles from PDF user space into the page as it is shown and back: other programs count from its upper left corner.
import type { Rect } from '#shared/annotations/anchor.ts';

/** Points as shown, after `rotation` (degrees, clockwise); `left` and `bottom` are the corner of the page's box in user space. */
export interface ShownPage {
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly left: number;
  readonly bottom: number;
}

/** In points from the upper left corner of the shown page, downwards. */
export interface ShownBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Point = readonly [x: number, y: number];

/** Two decimals, as anchors have them. */
export const hundredths = (points: number): number => Math.round(points * 100) / 100;

const turnsOf = ({ rotation }: ShownPage): number => (((rotation / 90) % 4) + 4) % 4;

const toShownPoint = (page: ShownPage, [x, y]: Point): Point => {
  const [across, up] = [x - page.left, y - page.bottom];
  return (
    [
      [across, page.height - up],
      [up, across],
      [page.width - across, up],
      [page.width - up, page.height - across],
    ] as const
  )[turnsOf(page) as 0 | 1 | 2 | 3];
};

const fromShownPoint = (page: ShownPage, [x, y]: Point): Point => {
  const [across, up] = (
    [
      [x, page.height - y],
      [y, x],
      [page.width - x, y],
      [page.height - y, page.width - x],
    ] as const
  )[turnsOf(page) as 0 | 1 | 2 | 3];
  return [across + page.left, up + page.bottom];
};

const cornersOf = (one: Point, other: Point): Rect => [
  hundredths(Math.min(one[0], other[0])),
  hundredths(Math.min(one[1], other[1])),
  hundredths(Math.max(one[0], other[0])),
  hundredths(Math.max(one[1], other[1])),
];

export const toShown = (page: ShownPage, [x1, y1, x2, y2]: Rect): ShownBox => {
  const [left, top, right, low] = cornersOf(toShownPoint(page, [x1, y1]), toShownPoint(page, [x2, y2]));
  return { x: left, y: top, width: hundredths(right - left), height: hundredths(low - top) };
};

export const fromShown = (page: ShownPage, { x, y, width, height }: ShownBox): Rect =>
  cornersOf(fromShownPoint(page, [x, y]), fromShownPoint(page, [x + width, y + height]));

/** The smallest rectangle around all. */
export const around = (rects: readonly Rect[]): Rect => [
  Math.min(...rects.map(([x1]) => x1)),
  Math.min(...rects.map(([, y1]) => y1)),
  Math.max(...rects.map(([, , x2]) => x2)),
  Math.max(...rects.map(([, , , y2]) => y2)),
];
