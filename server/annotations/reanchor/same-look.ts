// Whether two pages look the same, by where their lines of print stand: then a figure is thought to have stayed where it was.
import type { Rect } from '#shared/annotations/anchor.ts';

/** Points that a line may have moved. */
const moved = 2;
/** The share of lines that must stand where they stood. */
const leastShare = 0.95;

export function looksSame(old: readonly Rect[], fresh: readonly Rect[]): boolean {
  const longer = Math.max(old.length, fresh.length);
  if (longer === 0) return false;
  const left = [...fresh];
  let same = 0;
  for (const rect of old) {
    const at = left.findIndex((other) => other.every((edge, i) => Math.abs(edge - (rect[i] ?? 0)) <= moved));
    if (at < 0) continue;
    left.splice(at, 1);
    same++;
  }
  return same >= leastShare * longer;
}
