// Leases on shared files: how long writers wait for absent readers, and how long absent readers may read.
import { normal, rng, type Points, type Result } from './random.ts';

/** Writes that wait longer than x minutes (%), 20,000 writes on a file with four other sharers. */
export function leaseWait(): Result {
  const random = rng(31);
  const writes = 20000;
  const minutes = [0, 1, 2, 5, 10, 30, 60, 120, 240, 480];
  const result: Result = {};
  for (const [name, length] of [
    ['fixed 10 min', 10],
    ['fixed 8 h', 480],
    ['travel lease', 2],
  ] as const) {
    // prettier-ignore
    const waits: number[] = [];
    for (let i = 0; i < writes; i++) {
      let longest = 0;
      for (let sharer = 0; sharer < 4; sharer++) {
        const fate = random();
        const announced = fate >= 0.03 && fate < 0.15;
        const present = fate >= 0.15;
        const holds = random() < 0.5;
        const left = random() * length;
        if (!holds || present || (name === 'travel lease' && announced)) continue;
        longest = Math.max(longest, left);
      }
      waits.push(longest);
    }
    result[name] = minutes.map((x) => [x, (100 * waits.filter((wait) => wait > x).length) / writes]);
  }
  return result;
}

/** Files of one departure (of 400) whose lease still holds after h hours offline, in %. */
export function leaseAvailability(): Result {
  const random = rng(32);
  const files = Array.from({ length: 400 }, () => {
    const share = random();
    const foreseen = random() < 0.9;
    return { share, foreseen, error: Math.exp(0.4 * normal(random)) };
  });
  const percent = (holds: (file: (typeof files)[number], hours: number) => boolean): Points =>
    [0, 0.5, 1, 2, 3, 4, 6, 8, 10, 12].map((hours) => [
      hours,
      (100 * files.filter((file) => holds(file, hours)).length) / files.length,
    ]);
  return {
    'fixed 10 min': percent((file, hours) => file.share / 6 > hours),
    'fixed 8 h': percent((file, hours) => file.share * 8 > hours),
    'travel lease': percent((file, hours) => file.foreseen && 9 * file.error > hours),
  };
}
