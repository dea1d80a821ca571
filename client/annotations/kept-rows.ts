// The rows in sight, and those that are kept wherever they are: an open card keeps what is typed into it, a focused one the focus.

/** Indices in order; in `kept` -1 is none. */
export const withKept = (inSight: readonly number[], kept: readonly number[]): number[] =>
  [...new Set([...inSight, ...kept.filter((index) => index >= 0)])].sort((a, b) => a - b);
