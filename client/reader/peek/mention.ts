// Recognises what a piece of running text points to: "Fig. 3", "Tables 1 and 2", "[12]".

export type MentionKind = 'figure' | 'table' | 'algorithm' | 'listing' | 'reference';

/** `number` as printed, without a part's letter: "3" of "Figure 3a", "II" of "Table II". Offsets in the text given. */
export interface Mention {
  kind: MentionKind;
  number: string;
  start: number;
  end: number;
}

const kinds: readonly (readonly [Exclude<MentionKind, 'reference'>, string])[] = [
  ['figure', String.raw`fig(?:ure)?s?\.?`],
  ['table', String.raw`tab(?:le)?s?\.?`],
  ['algorithm', String.raw`alg(?:orithm)?s?\.?`],
  ['listing', String.raw`listings?`],
];
const printedNumber = String.raw`(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?![a-z])`;
const numberWithPart = String.raw`(?:${printedNumber})(?:\s?\(?[a-h]\)?(?![a-z]))?`;
const between = String.raw`\s*(?:,|;|–|—|-|&|and|to|or)(?:\s*(?:and|or))?\s*`;
/** White space, or none where a line ends between the word and its number. */
const space = String.raw`[\s\u00a0]*`;

const bracketed = /\[\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\]/gu;

/** The mention that `offset` lies in; of a list like "Figures 3 and 4" the number that is nearest. Null elsewhere. */
export function mentionAt(text: string, offset: number): Mention | null {
  for (const [kind, word] of kinds) {
    const list = new RegExp(
      `\\b(?:${word})${space}(${numberWithPart}(?:${between}${numberWithPart})*)`,
      'giu',
    );
    const found = matchAround(text, list, offset);
    if (!found) continue;
    const numbers = found[1] ?? '';
    const from = found.index + found[0].length - numbers.length;
    return nearest(kind, text, from, from + numbers.length, printedNumber, offset, found.index);
  }
  const found = matchAround(text, bracketed, offset);
  if (!found) return null;
  return nearest('reference', text, found.index, found.index + found[0].length, String.raw`\d{1,3}`, offset);
}

function matchAround(text: string, pattern: RegExp, offset: number): RegExpExecArray | null {
  for (const match of text.matchAll(pattern)) {
    if (match.index <= offset && offset <= match.index + match[0].length) return match;
  }
  return null;
}

/** `word` is where the mention's word begins, for the first number of a list. */
function nearest(
  kind: MentionKind,
  text: string,
  from: number,
  to: number,
  pattern: string,
  offset: number,
  word?: number,
): Mention | null {
  let best: Mention | null = null;
  let bestAway = Infinity;
  for (const match of text.slice(from, to).matchAll(new RegExp(pattern, 'gu'))) {
    const [start, end] = [from + match.index, from + match.index + match[0].length];
    const away = Math.max(start - offset, offset - end, 0);
    if (away >= bestAway) continue;
    bestAway = away;
    best = { kind, number: match[0], start: best === null && word !== undefined ? word : start, end };
  }
  return best;
}

const captionWords: Record<Exclude<MentionKind, 'reference'>, string> = {
  figure: 'fig(?:ure)?\\.?',
  table: 'tab(?:le)?\\.?',
  algorithm: 'alg(?:orithm)?\\.?',
  listing: 'listing',
};

const escaped = (number: string) => number.replaceAll('.', '\\.');

/** How surely a line begins what is mentioned: 0 not at all; a colon is surer than a full stop, which may end a sentence. */
export function beginsIt(line: string, { kind, number }: Pick<Mention, 'kind' | 'number'>): number {
  if (kind === 'reference') return new RegExp(`^\\s*\\[\\s*${number}\\s*\\]`, 'u').test(line) ? 2 : 0;
  const rest = new RegExp(`^\\s*${captionWords[kind]}\\s*${escaped(number)}(?<after>\\D.*|$)`, 'isu').exec(
    line,
  )?.groups?.['after'];
  if (rest === undefined || /^\.\d/u.test(rest)) return 0;
  if (/^\s*[:|]/u.test(rest)) return 3;
  if (/^\s*[.–—]/u.test(rest)) return 2;
  return rest.trim() === '' || /^\s+\p{Lu}/u.test(rest) ? 1 : 0;
}

const anyCaption =
  /^\s*(?:fig(?:ure)?\.?|table|algorithm|listing)\s*(?:[A-Z]\.?)?(?:\d+(?:\.\d+)*|[IVX]+)\s*[:.|–—]/iu;
export const isCaption = (line: string) => anyCaption.test(line);
export const isEntry = (line: string) => /^\s*\[\s*\d{1,3}\s*\]/u.test(line);
