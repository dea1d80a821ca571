// The arrows of a diagram: side by side where several join the same boxes, with labels that keep clear of each other.
import { widthOf } from '#server/demo/papers/fonts.ts';
import type { Pen } from '#server/demo/papers/pen.ts';
import { split } from './bars.ts';
import { grey } from './canvas.ts';

export interface Arrow {
  from: string;
  to: string;
  text: string;
  plain: boolean;
}
/** A box or label; boxes by their middle, labels by their lower left corner. */
export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Size of the labels in points. */
export const textSize = 6.4;

/** Spreads arrows between the same two boxes, with room for the label of each: offsets in points, positive upwards or to the right. */
export function bundle(arrows: readonly Arrow[], linesOf: (text: string) => number) {
  const result = new Map<Arrow, { aside: number; height: number }>();
  const pairOf = (one: Arrow) => [one.from, one.to].sort().join(' ');
  for (const pair of new Set(arrows.map(pairOf))) {
    const members = arrows.filter((one) => pairOf(one) === pair);
    const steps = members.map((one) => (one.text ? linesOf(one.text) * 7 : 0) + 6);
    const height = steps.reduce((sum, step) => sum + step, 0);
    let top = height / 2;
    for (const [i, one] of members.entries()) {
      top -= steps[i] ?? 0;
      result.set(one, {
        aside: members.length === 1 ? 0 : top + 3,
        height: members.length === 1 ? 0 : height + 2,
      });
    }
  }
  return result;
}

/** Draws the arrow and returns what draws its label, which must lie above everything else. */
export function drawArrow(
  pen: Pen,
  a: Place,
  b: Place,
  { text, plain }: Arrow,
  aside: number,
  room: number,
): (taken: Place[]) => void {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const flat = Math.abs(uy) < 0.3;
  const [ox, oy] = flat ? [0, aside] : [aside, 0];
  const clip = (place: Place) =>
    Math.min(place.w / 2 / Math.abs(ux || 1e-9), place.h / 2 / Math.abs(uy || 1e-9));
  const start = [a.x + ux * clip(a) + ox, a.y + uy * clip(a) + oy] as const;
  const end = [b.x - ux * (clip(b) + 1) + ox, b.y - uy * (clip(b) + 1) + oy] as const;
  pen.line([start, plain ? end : [end[0] - ux * 4, end[1] - uy * 4]], 0.8, grey);
  if (!plain) {
    pen.polygon(
      [
        end,
        [end[0] - ux * 6 - uy * 2.4, end[1] - uy * 6 + ux * 2.4],
        [end[0] - ux * 6 + uy * 2.4, end[1] - uy * 6 - ux * 2.4],
      ],
      grey,
    );
  }
  return (taken) => {
    if (!text) return;
    const span = Math.abs(end[0] - start[0]);
    const lines = split(text, flat ? Math.max(room, span - 4) : 64, textSize);
    const width = Math.max(...lines.map((line) => widthOf('sans', textSize, line)));
    const height = lines.length * 7;
    /** Lower left corner of the label when it belongs to the point at a share of the arrow's way. */
    const corner = (share: number) => {
      const x = start[0] + (end[0] - start[0]) * share;
      const y = start[1] + (end[1] - start[1]) * share;
      if (flat) return { x: x - width / 2, y: y + 2.2 };
      return { x: aside === 0 ? x - width / 2 : aside > 0 ? x + 3 : x - 3 - width, y: y - height / 2 };
    };
    const tries = flat ? [0.5, 0.3, 0.7] : [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];
    const spots = tries.map((share) => ({ ...corner(share), w: width, h: height }));
    const spot = spots.find((one) => !taken.some((other) => overlap(one, other))) ?? spots[0];
    if (!spot) return;
    taken.push(spot);
    if (!flat && aside === 0) pen.rect(spot.x - 1, spot.y - 0.5, width + 2, height + 0.5, [1, 1, 1]);
    for (const [i, line] of lines.entries()) {
      const x = spot.x + (width - widthOf('sans', textSize, line)) / 2;
      pen.text('sans', textSize, line, x, spot.y + (lines.length - 1 - i) * 7 + 1.2, {
        colour: [0.1, 0.1, 0.1],
      });
    }
  };
}

/** Rectangles given by their lower left corners. */
const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
