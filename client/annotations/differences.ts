// What changed between two texts, word by word: the longest common subsequence, after what begins and ends alike.

export interface Piece {
  readonly what: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Above so many comparisons the middle is shown as gone and as new: two texts that differ that much are two texts. */
const comparisonsAtMost = 4_000_000;

const wordsOf = (text: string): string[] => text.match(/\s+|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

/** The pieces in the order of reading; `gone` before `new` where one replaces the other. */
export const differences = (before: string, after: string): Piece[] => {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const middle: Piece[] =
    middleA.length * middleB.length > comparisonsAtMost
      ? [
          { what: 'gone', text: middleA.join('') },
          { what: 'new', text: middleB.join('') },
        ]
      : compare(middleA, middleB);
  return joined([
    { what: 'same', text: a.slice(0, start).join('') },
    ...middle,
    { what: 'same', text: end === 0 ? '' : a.slice(-end).join('') },
  ]);
};

const compare = (a: readonly string[], b: readonly string[]): Piece[] => {
  const width = b.length + 1;
  // The length of what a from i and b from j have in common.
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pieces: Piece[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ what: 'same', text: a[i] ?? '' });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
      pieces.push({ what: 'gone', text: a[i++] ?? '' });
    else pieces.push({ what: 'new', text: b[j++] ?? '' });
  }
  return pieces;
};

/** Neighbours of one sort as one; a lone space between two changes belongs to both, so that a changed phrase reads as one. */
const joined = (pieces: readonly Piece[]): Piece[] => {
  const runs: Piece[] = [];
  let [gone, fresh] = ['', ''];
  const flush = () => {
    if (gone !== '') runs.push({ what: 'gone', text: gone });
    if (fresh !== '') runs.push({ what: 'new', text: fresh });
    [gone, fresh] = ['', ''];
  };
  pieces.forEach(({ what, text }, index) => {
    if (what === 'gone') gone += text;
    else if (what === 'new') fresh += text;
    else if (text === ' ' && gone !== '' && fresh !== '' && (pieces[index + 1]?.what ?? 'same') !== 'same') {
      gone += text;
      fresh += text;
    } else if (text !== '') {
      flush();
      const last = runs.at(-1);
      if (last?.what === 'same') runs[runs.length - 1] = { what: 'same', text: last.text + text };
      else runs.push({ what: 'same', text });
    }
  });
  flush();
  return runs;
};
