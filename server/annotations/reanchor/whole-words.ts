// Lets a guess begin and end with whole words: likeness is counted in characters, people read words.
import { toOrdinaryRange, type Range } from '#shared/annotations/page-text.ts';
import type { NewVersion } from './make-anchor.ts';
import type { Match, MatchedTarget } from './match.ts';

const isLetter = (character: string | undefined) =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

/** Guesses only: what is settled ends where it should. */
export function wholeWords(match: Match, { texts }: NewVersion): Match {
  if (match.settled || match.method !== 'fuzzy') return match;
  const targets = match.targets.map((target, at): MatchedTarget => {
    const page = texts[target.page];
    if (!('range' in target) || !page) return target;
    const ordinary = toOrdinaryRange(page.condensed, target.range);
    if (!ordinary) return target;
    const start = at === 0 ? target.range.start + wordEdge(page.text, ordinary.start, 1) : target.range.start;
    const isLast = at === match.targets.length - 1;
    const end = isLast ? target.range.end - wordEdge(page.text, ordinary.end - 1, -1) : target.range.end;
    if (end <= start) return target;
    const range = { start, end };
    return { page: target.page, range, drawn: clipped(target.drawn, target.range, range) };
  });
  return { ...match, targets };
}

/** How far to go from `at`, inwards in the direction of `step` (or outwards: negative), so that no word is cut. */
function wordEdge(text: string, at: number, step: 1 | -1): number {
  if (!isLetter(text[at])) return 0;
  let [inside, outside] = [0, 0];
  while (isLetter(text[at + inside * step])) inside++;
  while (isLetter(text[at - (outside + 1) * step])) outside++;
  if (outside === 0) return 0;
  return inside * 2 < outside + inside ? inside : -outside;
}

/** The drawn parts with new outer ends; none is left empty. */
function clipped(drawn: readonly Range[], before: Range, after: Range): Range[] {
  return drawn
    .map(({ start, end }) => ({
      start: start === before.start ? after.start : Math.max(start, after.start),
      end: end === before.end ? after.end : Math.min(end, after.end),
    }))
    .filter(({ start, end }) => end > start);
}
