/** Proposes title and authors from the print of page 1: the largest font in its upper half is the title in 88 % of papers. */
import type { Line, TextRun } from './text-runs.ts';
import { linesOf } from './text-runs.ts';

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** Shorter than this and it is a logo, a drop cap or a page number. */
const fewestLetters = 8;
const longestTitle = 500;
/** Sizes within this share of the largest are one font: small capitals and rounding. */
const sameSize = 0.93;
/** Lines of one title are at most this many font sizes apart. */
const leading = 2.2;
const linesForAuthors = 25;
const mostAuthors = 30;

/** `runs` are those of page 1, `height` is its height in points. */
export function proposeHeading(runs: TextRun[], height: number): { title: string | null; authors: string[] } {
  const lines = linesOf(runs);
  const title = titleLines(lines.filter((line) => line.y < height / 2));
  const bottom = title.at(-1);
  if (!bottom) return { title: null, authors: [] };
  const below = lines.filter((line) => line.y > bottom.y + 1);
  return {
    title: joinLines(title.map((line) => line.text)).slice(0, longestTitle),
    authors: authorsIn(below),
  };
}

/** The block of lines in the largest font that says enough to be a title. */
function titleLines(lines: Line[]): Line[] {
  const sizes = [...new Set(lines.map((line) => line.size))].sort((a, b) => b - a);
  for (const size of sizes) {
    const block: Line[] = [];
    for (const line of lines.filter((one) => one.size <= size && one.size >= size * sameSize)) {
      const above = block.at(-1);
      if (!above || Math.abs(line.y - above.y) < leading * size) block.push(line);
    }
    if (letters(block.map((line) => line.text).join('')) >= fewestLetters) return block;
  }
  return [];
}

/** A hyphen at the end of a line of a title belongs to a compound ("Large-Scale") nearly always: it stays. */
function joinLines(texts: string[]): string {
  return texts.join(' ').replace(/(\p{L}-) (?=\p{L})/gu, '$1');
}

const body = /^(?:\d?\.?\s*introduction|abstract|a b s t r a c t|summary|keywords|index terms|ccs concepts)/i;
const notAName =
  /[@\d]|\b(?:universi\w*|institut\w*|department|dept|faculty|school|college|laborator\w*|labs?|research|cent(?:er|re)|inc|corporation|group|report|journal|conference|proceedings|science|technolog\w*|google|yahoo|microsoft|facebook|meta|amazon|ibm|intel|mozilla|the)\b/i;
const nameWord = /^\p{Lu}[\p{L}\p{M}.'’‐-]*$/u;
const particle = /^(?:de|da|di|del|della|dos|du|la|le|van|von|der|den|ten|ter|bin|al|el|zu|zur|y)$/;
/** Marks that tie an author to an affiliation or a footnote. */
const marks = /(?<=[\p{L}.])\s*[\d*†‡§¶∗⋆♭♮♯+#$]+(?:[\s,]*[\d*†‡§¶∗⋆♭♮♯+#$]+)*/gu;

function authorsIn(lines: Line[]): string[] {
  const stop = lines.findIndex((line) => body.test(line.text));
  const names = lines
    .slice(0, stop < 0 ? linesForAuthors : Math.min(stop, linesForAuthors))
    .flatMap((line) => line.text.replace(marks, ', ').split(/[,;·•|&]|\band\b/))
    .map((name) => name.trim())
    .filter(isName);
  return [...new Set(names)].slice(0, mostAuthors);
}

function isName(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    letters(words.at(-1) ?? '') >= 2 &&
    !notAName.test(text) &&
    words.every((word) => nameWord.test(word) || particle.test(word))
  );
}
