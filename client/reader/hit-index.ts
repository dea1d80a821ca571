// Finds what lies under a point of a page without asking everything on it: boxes sorted into horizontal bands.
import { areaOf, contains } from './box.ts';
import type { Box, Point } from './box.ts';

/** Height of a band in points: about two lines of print. */
const band = 24;

export interface Marked {
  id: string;
  boxes: readonly Box[];
}

/** Points asked for, and the ids of all that lie there: the smallest first, which is the one drawn on top. */
export type HitIndex = (point: Point) => string[];

export function hitIndex(marks: readonly Marked[]): HitIndex {
  const bands = new Map<number, { id: string; area: number; box: Box }[]>();
  for (const { id, boxes } of marks) {
    const area = totalArea(boxes);
    for (const box of boxes) {
      for (let at = bandOf(box.top); at <= bandOf(box.bottom); at++) {
        const here = bands.get(at);
        if (here) here.push({ id, area, box });
        else bands.set(at, [{ id, area, box }]);
      }
    }
  }
  return (point) => {
    const under = (bands.get(bandOf(point.y)) ?? []).filter(({ box }) => contains(box, point));
    return [...new Set(under.toSorted((a, b) => a.area - b.area).map(({ id }) => id))];
  };
}

const bandOf = (y: number) => Math.floor(y / band);

export const totalArea = (boxes: readonly Box[]) => boxes.reduce((sum, box) => sum + areaOf(box), 0);

/** Which of the overlapping ones a click means: the topmost, or the one below the one that is open already. */
export function nextHit(all: readonly string[], openId: string | null): string | null {
  const at = openId === null ? -1 : all.indexOf(openId);
  return all[(at + 1) % all.length] ?? null;
}
