// A line of plain text around a match, with the places to mark.
import type { Match, Span } from './match.ts';

/** Plain text, and which parts of it were looked for (half-open, UTF-16 units). */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly Span[];
}

/** In characters of the text: about two lines. */
const usual = { before: 60, length: 200 };

// In this order: a word broken at a line's end, another hyphen there, white, a ligature, any other character.
const pieces =
  /(?<broken>(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{Ll})|\u00ad\s*)|(?<hyphen>(?<=\p{L})[-\u2010]\s*\n\s*(?=\p{L}))|(?<white>\s+)|(?<ligature>[\ufb00-\ufb06])|[\s\S]/gu;

// Text that is turned around or hidden could show something else than what is there.
const unseen = /^[\p{Cc}\p{Cf}]$/u;

/** Text of print as one readable line: broken words joined, ligatures spelt out, one space for all that is white. */
const readable = (text: string, spans: readonly Span[]): Snippet => {
  let line = '';
  /** Where each unit of `text` came to stand. */
  const moved = new Int32Array(text.length + 1);
  for (const { 0: found, index, groups = {} } of text.matchAll(pieces)) {
    moved.fill(line.length, index, index + found.length);
    if (groups['broken'] !== undefined) continue;
    if (groups['hyphen'] !== undefined) line += '-';
    else if (groups['white'] !== undefined) line += line === '' ? '' : ' ';
    else if (groups['ligature'] !== undefined) line += found.normalize('NFKC');
    else if (!unseen.test(found)) line += found;
  }
  moved[text.length] = line.length;
  const marks = spans
    .map(({ start, end }) => ({ start: moved[start] ?? 0, end: moved[end] ?? line.length }))
    .filter(({ start, end }) => start < end);
  return { text: line.trimEnd(), marks };
};

/** Moves a cut to the nearest end of a word, so that no word is cut. */
const atSpace = (text: string, from: number, towards: 1 | -1): number => {
  for (let at = from; at > 0 && at < text.length && Math.abs(at - from) < 24; at += towards)
    // Not in a word that a line breaks.
    if (/\s/u.test(text.charAt(at - 1)) && !/[-\u2010]\s+$/u.test(text.slice(Math.max(0, at - 4), at)))
      return at;
  // Never between the halves of one character.
  return /[\udc00-\udfff]/.test(text.charAt(from)) ? from - 1 : from;
};

/** About two lines of `text` around the best place, with an ellipsis where it was cut. */
export const makeSnippet = (text: string, { spans, best }: Pick<Match, 'spans' | 'best'>): Snippet => {
  const centre = spans[best]?.start ?? 0;
  const begin = centre <= usual.before ? 0 : atSpace(text, centre - usual.before, 1);
  const atLeast = spans[best]?.end ?? 0;
  const far = Math.max(atLeast, begin + usual.length);
  const end = far >= text.length ? text.length : Math.max(atLeast, atSpace(text, far, -1));
  const inside = spans
    .filter((span) => span.start >= begin && span.end <= end)
    .map((span) => ({ start: span.start - begin, end: span.end - begin }));
  const line = readable(text.slice(begin, end), inside);
  const lead = begin > 0 ? '… ' : '';
  return {
    text: `${lead}${line.text}${end < text.length ? ' …' : ''}`,
    marks: line.marks.map((mark) => ({ start: mark.start + lead.length, end: mark.end + lead.length })),
  };
};

/** The whole of a short text with its marks, for instance a title. */
export const markWhole = (text: string, { spans }: Pick<Match, 'spans'>): Snippet => readable(text, spans);

const near = /^[\s\p{Pd}\u00ad]*$/u;

/** The words found at the best place as they read, for a find bar: neighbours together ("quorum leases"). */
export const foundWords = (text: string, { spans, best }: Pick<Match, 'spans' | 'best'>): string => {
  const first = spans[best];
  if (!first) return '';
  let { end } = first;
  for (const span of spans.slice(best + 1)) {
    if (!near.test(text.slice(end, span.start))) break;
    end = span.end;
  }
  return readable(text.slice(first.start, end), []).text;
};
