// Areas of a page as they are drawn, moved and stretched: pure geometry in points of the page as shown.
import { anchorLimits } from '#shared/annotations/anchor.ts';
import { heightOf, widthOf } from './box.ts';
import type { AreaTarget } from '#shared/annotations/anchor.ts';
import type { Box, Point } from './box.ts';
import type { PageHandle } from './page-handle.ts';

interface Size {
  width: number;
  height: number;
}

/** Which of a box's edges follow a hand: a corner moves two of them, the whole box all four. */
export interface Grip {
  x: 'left' | 'right' | 'both';
  y: 'top' | 'bottom' | 'both';
}

export const whole: Grip = { x: 'both', y: 'both' };

/** Smaller than this, in points, nothing can be meant: the hand slipped, or clicked. */
const smallest = 6;

export const isWorthMarking = (box: Box) => widthOf(box) >= smallest && heightOf(box) >= smallest;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

/** Between two points, cut off at the edges of the page. */
export function boxBetween(a: Point, b: Point, { width, height }: Size): Box {
  const [x, y] = [(n: number) => clamp(n, 0, width), (n: number) => clamp(n, 0, height)];
  return {
    left: x(Math.min(a.x, b.x)),
    top: y(Math.min(a.y, b.y)),
    right: x(Math.max(a.x, b.x)),
    bottom: y(Math.max(a.y, b.y)),
  };
}

/** The edges that the grip holds, moved; the box stays on the page and never turns inside out. */
export function pulled(box: Box, grip: Grip, { x: dx, y: dy }: Point, { width, height }: Size): Box {
  const [left, right] = edges(box.left, box.right, dx, width, {
    both: grip.x === 'both',
    low: grip.x === 'left',
  });
  const [top, bottom] = edges(box.top, box.bottom, dy, height, {
    both: grip.y === 'both',
    low: grip.y === 'top',
  });
  return { left, top, right, bottom };
}

function edges(low: number, high: number, by: number, limit: number, held: { both: boolean; low: boolean }) {
  if (held.both) {
    const step = clamp(by, -low, limit - high);
    return [low + step, high + step] as const;
  }
  return held.low
    ? ([clamp(low + by, 0, high - smallest), high] as const)
    : ([low, clamp(high + by, low + smallest, limit)] as const);
}

/** To begin with by keyboard: in the middle of what is seen of the page, half as wide and a third as high. */
export function middleOfView(seen: Box): Box {
  const [x, y] = [(seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2];
  const [across, down] = [widthOf(seen) / 4, heightOf(seen) / 6];
  return { left: x - across, top: y - down, right: x + across, bottom: y + down };
}

/** The target of an area, in PDF user space whichever way the page is turned or cropped. */
export const areaTarget = (
  page: Pick<PageHandle, 'index' | 'label' | 'shownToPdf'>,
  box: Box,
): AreaTarget => ({
  ...pagePlace(page),
  rects: [page.shownToPdf(box)],
});

/** Page and label as targets name them. */
export const pagePlace = ({ index, label }: Pick<PageHandle, 'index' | 'label'>) => ({
  page: index,
  ...(label === null || label === '' ? {} : { pageLabel: label.slice(0, anchorLimits.pageLabel) }),
});

/** For people who cannot see it: "30 % from the left, 12 % from the top, 40 % wide, 20 % high". */
export function describeArea({ left, top, right, bottom }: Box, { width, height }: Size): string {
  const share = (part: number, all: number) => `${String(Math.round((part / all) * 100))} %`;
  return [
    `${share(left, width)} from the left`,
    `${share(top, height)} from the top`,
    `${share(right - left, width)} wide`,
    `${share(bottom - top, height)} high`,
  ].join(', ');
}
