// The code that proves presence changes with the time; whoever shows it knows a few ahead, and changes it without being told.

/** How long one code stands on the projector, in milliseconds. */
export const codeLastsMs = 2 * 60_000;
/** How long a code is still taken after the next one has replaced it: time to type what one has just read. */
export const codeGraceMs = 60_000;

/** Four digits and when they are shown; both in server time, milliseconds since 1970. */
export interface JoinCode {
  readonly code: string;
  readonly from: number;
  readonly until: number;
}

/** The number of the code that is shown at `now`; the next is one higher. */
export const turnAt = (now: number): number => Math.floor(now / codeLastsMs);

/** The numbers of all codes that are taken at `now`: the one that is shown and, for a while, the one before. */
export const turnsTakenAt = (now: number): number[] => {
  const turn = turnAt(now);
  return now - turn * codeLastsMs < codeGraceMs ? [turn, turn - 1] : [turn];
};

/** What to show at `now`; undefined where none of the codes is of this time. */
export const codeAt = (codes: readonly JoinCode[], now: number): JoinCode | undefined =>
  codes.find(({ from, until }) => from <= now && now < until);
