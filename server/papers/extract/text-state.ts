/** Judges whether the characters that a PDF gives are the words that its readers see. */
import type { TextState } from '#shared/papers/extraction.ts';

/** Fewer characters per page than this: a scan with at most a page number or a stamp. */
const fewestPerPage = 20;
/** Enough text for shares to mean something. */
const enough = 400;
/** Control, private-use, replacement and unassigned characters: fonts without a map to Unicode. */
const unreadable = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu;
const mostUnreadable = 0.08;
/** Papers full of formulas and tables still have more letters than this. */
const fewestLetters = 0.4;
/** English has 38 % vowels among its letters, Italian 47 %, Polish 36 %; shifted alphabets fall far outside. */
const vowels = { least: 0.25, most: 0.55 };

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

export function judgeText(pages: string[]): TextState {
  const text = pages.join('').replace(/\s+/g, '');
  if (text.length < fewestPerPage * pages.length) return 'none';
  if (count(text, unreadable) > mostUnreadable * text.length) return 'garbled';
  if (text.length < enough) return 'good';
  if (count(text, /\p{L}/gu) < fewestLetters * text.length) return 'garbled';
  // Accents are taken off before the letters are compared.
  const latin = count(text, /[a-z]/gi);
  if (latin < text.length / 2) return 'good';
  const share = count(text.normalize('NFD'), /[aeiouy]/gi) / latin;
  return share < vowels.least || share > vowels.most ? 'garbled' : 'good';
}
