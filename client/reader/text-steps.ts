// Steps through a page's text by characters, words, lines and sentences, for passages and their ends.
import { sentencesOf } from './sentences.ts';

export type Unit = 'character' | 'word' | 'line' | 'sentence';

const patterns: Record<Exclude<Unit, 'sentence'>, RegExp> = {
  character: /\S\p{M}*/gu,
  word: /\S+/gu,
  // The text layer's line ends are the lines of print.
  line: /\S(?:[^\n]*\S)?/gu,
};

/** Half-open, UTF-16 units. */
interface Piece {
  start: number;
  end: number;
}

function* piecesOf(text: string, unit: Unit): Iterable<Piece> {
  if (unit === 'sentence') yield* sentencesOf(text);
  else
    for (const { 0: piece, index } of text.matchAll(patterns[unit]))
      yield { start: index, end: index + piece.length };
}

/** The next unit that begins after an offset, or the last that begins before it; null where there is none. */
export function pieceFrom(text: string, offset: number, unit: Unit, direction: 1 | -1): Piece | null {
  let last: Piece | null = null;
  for (const piece of piecesOf(text, unit)) {
    if (direction === 1 && piece.start > offset) return piece;
    if (direction === -1 && piece.start >= offset) return last;
    last = piece;
  }
  return direction === 1 ? null : last;
}

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
  for (const piece of piecesOf(text, unit)) {
    const at = piece[side];
    if (direction === 1 && at > offset) return at;
    if (direction === -1 && at >= offset) return last;
    last = at;
  }
  return direction === 1 ? null : last;
}
