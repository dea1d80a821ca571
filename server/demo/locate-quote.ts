// Finds a quoted passage in a printed paper and marks it as a reader's selection would: words, position, a rectangle per line.
import type { Rect, TextTarget } from '#shared/annotations/anchor.ts';
import { condense, toCondensedRange } from '#shared/annotations/page-text.ts';
import { widthOf } from './papers/fonts.ts';
import type { Piece, PrintedPage } from './read-print.ts';

const contextLength = 32;
/** Of the size of a line of print, above its baseline; the rest of the box is below. As browsers set their text layers. */
const above = 0.81;
/** Widest gap in points that is still a gap between words of one line. */
const wordGap = 9;

/** The letters and digits of a page without accents, and the offset in its text that each came from. */
export interface Letters {
  readonly text: string;
  readonly offsets: readonly number[];
}

// Print breaks lines, hyphenates, joins letters and sets accents apart: only letters and digits are compared.
const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .replaceAll('ı', 'i')
    .replaceAll('ȷ', 'j')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Reads a page once for all quotes; running heads and page numbers are in nobody's sentence. */
export function lettersIn({ text: printed, pieces }: PrintedPage): Letters {
  let text = '';
  const offsets: number[] = [];
  for (const { start, end, isRunning } of pieces) {
    if (isRunning) continue;
    for (let offset = start; offset < end; offset++)
      for (const letter of lettersOf(printed.charAt(offset))) {
        text += letter;
        offsets.push(offset);
      }
  }
  return { text, offsets };
}

/** A stretch of a page's letters. */
interface Stretch {
  readonly page: number;
  readonly from: number;
  readonly length: number;
}

/** Where the letters stand: on one page, or on the end of one and somewhere on the next; null unless exactly once. */
function find(wanted: string, letters: readonly Letters[]): Stretch[] | null {
  const length = wanted.length;
  const whole = letters.flatMap(({ text }, page): Stretch[] => {
    const from = text.indexOf(wanted);
    return from < 0 ? [] : [{ page, from, length }];
  });
  const [only] = whole;
  if (only)
    return whole.length > 1 || letters[only.page]?.text.includes(wanted, only.from + 1) ? null : [only];
  for (const [page, { text }] of letters.entries())
    for (let head = length - 1; head > 0; head--) {
      if (!text.endsWith(wanted.slice(0, head))) continue;
      // A figure may stand at the top of the next page, before the sentence goes on.
      const from = letters[page + 1]?.text.indexOf(wanted.slice(head)) ?? -1;
      if (from < 0) continue;
      return [
        { page, from: text.length - head, length: head },
        { page: page + 1, from, length: length - head },
      ];
    }
  return null;
}

/** One target per page; null when the paper does not say this, or says it more than once. */
export function locateQuote(
  quote: string,
  letters: readonly Letters[],
  pages: readonly PrintedPage[],
): TextTarget[] | null {
  const wanted = lettersOf(quote);
  const stretches = wanted === '' ? null : find(wanted, letters);
  if (!stretches) return null;
  return stretches.flatMap(({ page, from, length }) => {
    const printed = pages[page];
    const first = letters[page]?.offsets[from];
    const last = letters[page]?.offsets[from + length - 1];
    if (!printed || first === undefined || last === undefined) return [];
    return [targetOn(printed, page, first, endOf(printed.text, last + 1, quote))];
  });
}

/** The stop or bracket that ends the quote belongs to it. */
function endOf(text: string, end: number, quote: string): number {
  const mark = quote.trim().at(-1);
  return mark !== undefined && lettersOf(mark) === '' && text.charAt(end) === mark ? end + 1 : end;
}

function targetOn({ text, pieces }: PrintedPage, page: number, start: number, end: number): TextTarget {
  const boxes = pieces
    .filter((piece) => piece.end > start && piece.start < end)
    .map((piece) => boxOf(piece, text, Math.max(start, piece.start), Math.min(end, piece.end)))
    .filter(([left, , right]) => right - left > 0.2);
  return {
    page,
    quote: {
      exact: text.slice(start, end),
      prefix: text.slice(Math.max(0, start - contextLength), start),
      suffix: text.slice(end, end + contextLength),
    },
    position: toCondensedRange(condense(text), { start, end }),
    rects: mergeLines(boxes).map(([x1, y1, x2, y2]): Rect => [cents(x1), cents(y1), cents(x2), cents(y2)]),
  };
}

const cents = (points: number) => Math.round(points * 100) / 100;

function boxOf(piece: Piece, text: string, start: number, end: number): Rect {
  const words = text.slice(piece.start, piece.end);
  const [left, right] = [start, end].map((offset) => piece.x + reach(words, offset - piece.start, piece));
  const bottom = piece.baseline - (1 - above) * piece.size;
  return [left ?? 0, bottom, right ?? 0, bottom + piece.size];
}

/** How far the first `count` characters reach: justified lines are set in natural letters, the spaces take what is left. */
function reach(words: string, count: number, { size, width }: Piece): number {
  const letters = (part: string) => widthOf('roman', size, part.replaceAll(' ', ''));
  const spaces = (part: string) => part.split(' ').length - 1;
  const space = (width - letters(words)) / Math.max(1, spaces(words));
  const head = words.slice(0, count);
  if (spaces(words) > 0 && space > 0.1 * size) return letters(head) + spaces(head) * space;
  const natural = widthOf('roman', size, words);
  return natural === 0 ? 0 : (width * widthOf('roman', size, head)) / natural;
}

function mergeLines(boxes: readonly Rect[]): Rect[] {
  const merged: Rect[] = [];
  for (const box of boxes) {
    const at = merged.findLastIndex(
      (line) =>
        Math.min(line[3], box[3]) - Math.max(line[1], box[1]) >
          Math.min(line[3] - line[1], box[3] - box[1]) / 2 &&
        box[0] - line[2] < wordGap &&
        line[0] - box[2] < wordGap,
    );
    const line = merged[at];
    if (!line) merged.push(box);
    else
      merged[at] = [
        Math.min(line[0], box[0]),
        Math.min(line[1], box[1]),
        Math.max(line[2], box[2]),
        Math.max(line[3], box[3]),
      ];
  }
  return merged;
}
