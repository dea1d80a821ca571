// Version vectors: how often files conflict after time offline, and how vectors grow with replaced devices.
import { rng, type Points, type Result } from './random.ts';

/** Files that conflict (%) after h hours, for two Poisson editors at 0.02 edits an hour and sharer. */
export function vectorConflicts(): Result {
  const rate = 0.02;
  const result: Result = {};
  const cases = [
    ['2 sharers, whole file', 2, 1],
    ['8 sharers, whole file', 8, 1],
    ['8 sharers, 20 parts', 8, 20],
  ] as const;
  for (const [name, sharers, parts] of cases) {
    result[name] = [0, 1, 2, 4, 6, 8, 12, 16, 20, 24].map((hours) => {
      const mine = 1 - Math.exp((-rate * hours) / parts);
      const theirs = 1 - Math.exp((-(sharers - 1) * rate * hours) / parts);
      return [hours, 100 * (1 - (1 - mine * theirs) ** parts)];
    });
  }
  return result;
}

/** Entries in the vector over two years of a team of eight whose devices are replaced now and then. */
export function vectorSize(): Result {
  const random = rng(42);
  const never: Points = [];
  const epoch: Points = [];
  const inUse: Points = [];
  /** The week in which each former device was last used. */
  const gone: number[] = [];
  for (let week = 0; week <= 104; week++) {
    for (let device = 0; device < 8; device++) if (random() < 1 / 60) gone.push(week);
    if (random() < 0.15) gone.push(week + 2);
    if (week % 4 !== 0) continue;
    never.push([week, 8 + gone.length]);
    epoch.push([week, 8 + gone.filter((last) => week - last < 8).length]);
    inUse.push([week, 8 + gone.filter((last) => last > week).length]);
  }
  return { 'never forget': never, 'forget by epoch': epoch, 'devices in use': inUse };
}
