// Recognises what a piece of running text points to: "Fig. 3", "Tables 1 and 2", "Eq. (3)", "§4.2", "[12]", "(Chen et al., 2017)".
import { beginsCitation, citationAt } from './citation.ts';

export type MentionKind =
  'figure' | 'table' | 'algorithm' | 'listing' | 'section' | 'equation' | 'reference' | 'citation';

/**
 * `number` as printed, without a part's letter: "3" of "Figure 3a", "II" of "Table II"; of a citation the first author and the year,
 * "Chen 2017". Offsets in the text given.
 */
export interface Mention {
  kind: MentionKind;
  number: string;
  start: number;
  end: number;
}

const kinds: readonly (readonly [Exclude<MentionKind, 'reference' | 'citation'>, string])[] = [
  ['figure', String.raw`fig(?:ure)?s?\.?`],
  ['table', String.raw`tab(?:le)?s?\.?`],
  ['algorithm', String.raw`alg(?:orithm)?s?\.?`],
  ['listing', String.raw`listings?`],
  ['equation', String.raw`eq(?:uation|n)?s?\.?`],
  ['section', String.raw`(?:sec(?:tion|t)?s?|chapters?|appendix|appendices)\.?|§{1,2}`],
];
const printedNumber = String.raw`(?:[A-Z]\.?)?\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}(?![a-z])`;
const numberWithPart = String.raw`\(?(?:${printedNumber}|[A-Z]\b(?!\.?[a-z]))\)?(?:\s?\(?[a-h]\)?(?![a-z]))?`;
const between = String.raw`\s*(?:,|;|–|—|-|&|and|to|or)(?:\s*(?:and|or))?\s*`;
/** White space, or none where a line ends between the word and its number. */
const space = String.raw`[\s\u00a0]*`;

const bracketed = /\[\s*\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*\s*\]/gu;

/** The mention that `offset` lies in; of a list like "Figures 3 and 4" the number that is nearest. Null elsewhere. */
export function mentionAt(text: string, offset: number): Mention | null {
  for (const [kind, word] of kinds) {
    const list = new RegExp(
      `(?:\\b|(?=§))(?:${word})${space}(${numberWithPart}(?:${between}${numberWithPart})*)`,
      'giu',
    );
    const found = matchAround(text, list, offset);
    if (!found) continue;
    const numbers = found[1] ?? '';
    const from = found.index + found[0].length - numbers.length;
    return nearest(kind, text, from, from + numbers.length, `${printedNumber}|[A-Z]\\b`, offset, found.index);
  }
  const found = matchAround(text, bracketed, offset);
  if (!found) return citationAt(text, offset);
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

const captionWords = {
  figure: 'fig(?:ure)?\\.?',
  table: 'tab(?:le)?\\.?',
  algorithm: 'alg(?:orithm)?\\.?',
  listing: 'listing',
} as const;

const escaped = (number: string) => number.replaceAll('.', '\\.');

/** How surely a line begins what is mentioned: 0 not at all; a colon is surer than a full stop, which may end a sentence. */
export function beginsIt(line: string, { kind, number }: Pick<Mention, 'kind' | 'number'>): number {
  if (kind === 'reference') {
    if (new RegExp(`^\\s*\\[\\s*${number}\\s*\\]`, 'u').test(line)) return 2;
    return new RegExp(`^\\s*${number}\\.\\s+\\p{Lu}`, 'u').test(line) ? 1 : 0;
  }
  if (kind === 'citation') return beginsCitation(line, number);
  if (kind === 'section') return beginsSection(line, number);
  if (kind === 'equation') return hasEquation(line, number);
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
export const isEntry = (line: string) => /^\s*(?:\[\s*\d{1,3}\s*\]|\d{1,3}\.\s+\p{Lu})/u.test(line);

/** A heading is short; where a page's number ends it, it is a line of the contents. */
function beginsSection(line: string, number: string): number {
  const title = new RegExp(
    `^\\s*(?:appendix\\s+|chapter\\s+|section\\s+)?${escaped(number)}(?:\\.|:)?\\s+(?<title>\\p{Lu}.*)$`,
    'iu',
  ).exec(line)?.groups?.['title'];
  if (title === undefined || title.length > 80 || !/^\p{Lu}/u.test(title)) return 0;
  return /(?:\.\s*){3,}|\s\d+\s*$/u.test(title) || /[.;,]$/u.test(title) ? 1 : 3;
}

/** Numbered at its end, and no sentence that ends with a mention of it. */
function hasEquation(line: string, number: string): number {
  const before = new RegExp(`^(?<before>.*)\\(\\s*${escaped(number)}\\s*\\)\\s*$`, 'u').exec(line)?.groups?.[
    'before'
  ];
  if (before === undefined || /(?:eqs?|eqns?|equations?|and|in|by|of|from)\.?\s*$/iu.test(before)) return 0;
  return /[=<>≤≥≈∝∈→:∑∫]/u.test(before) ? 3 : 1;
}
