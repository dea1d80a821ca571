// Turns a page so that its text stands upright: lines and columns are then horizontal and vertical whichever way it was stored.
import type { Box, Point } from './box.ts';

export interface Frame {
  /** Of the upright page, points. */
  width: number;
  height: number;
  point(shown: Point): Point;
  box(shown: Box): Box;
  toShown(upright: Box): Box;
}

/** `angle` is how far the text is turned clockwise on the page as shown; taken as the nearest quarter turn. */
export function uprightFrame(angle: number, { width, height }: { width: number; height: number }): Frame {
  const quarters = (((Math.round(angle / 90) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
  const { there, back } = turns(width, height)[quarters];
  return {
    ...(quarters % 2 === 0 ? { width, height } : { width: height, height: width }),
    point: there,
    box: (box) => turned(box, there),
    toShown: (box) => turned(box, back),
  };
}

type Turn = Record<'there' | 'back', (point: Point) => Point>;

const turns = (width: number, height: number): [Turn, Turn, Turn, Turn] => [
  { there: (p) => p, back: (p) => p },
  { there: ({ x, y }) => ({ x: y, y: width - x }), back: ({ x, y }) => ({ x: width - y, y: x }) },
  {
    there: ({ x, y }) => ({ x: width - x, y: height - y }),
    back: ({ x, y }) => ({ x: width - x, y: height - y }),
  },
  { there: ({ x, y }) => ({ x: height - y, y: x }), back: ({ x, y }) => ({ x: y, y: height - x }) },
];

function turned({ left, top, right, bottom }: Box, turn: (point: Point) => Point): Box {
  const [a, b] = [turn({ x: left, y: top }), turn({ x: right, y: bottom })];
  return {
    left: Math.min(a.x, b.x),
    top: Math.min(a.y, b.y),
    right: Math.max(a.x, b.x),
    bottom: Math.max(a.y, b.y),
  };
}
