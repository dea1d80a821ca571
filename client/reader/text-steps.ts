// Steps through a page's text by characters, words and lines, for the ends of a passage.

export type Unit = 'character' | 'word' | 'line';

const pieces: Record<Unit, RegExp> = {
  character: /\S\p{M}*/gu,
  word: /\S+/gu,
  // The text layer's line ends are the lines of print.
  line: /\S(?:[^\n]*\S)?/gu,
};

/**
 * The next place, from an offset (UTF-16 units) in a direction, where a unit begins (`start`) or ends (`end`); white space is stepped
 * over. Null at the end of the text.
 */
export function stepFrom(
  text: string,
  offset: number,
  { unit, side, direction }: { unit: Unit; side: 'start' | 'end'; direction: 1 | -1 },
): number | null {
  let last: number | null = null;
  for (const { 0: piece, index } of text.matchAll(pieces[unit])) {
    const at = side === 'start' ? index : index + piece.length;
    if (direction === 1 && at > offset) return at;
    if (direction === -1 && at >= offset) return last;
    last = at;
  }
  return direction === 1 ? null : last;
}
