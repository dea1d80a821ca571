// Looks for a passage by its words where following the text did not lead to it, and weighs every place that could be meant.
import search from 'approx-string-match';
import type { Range } from '#shared/annotations/page-text.ts';
import type { Alignment } from './align.ts';
import { splitByPage, type Found } from './follow.ts';
import type { Passage } from './passage.ts';
import type { Stream } from './stream.ts';
import {
  contextLength,
  errorsAllowed,
  leastContext,
  leastLead,
  leastProposed,
  leastQuote,
  leastSettled,
  shortestFuzzy,
  weights,
} from './weights.ts';

interface Candidate extends Range {
  /** How equal the words are, 0 to 1. */
  readonly quote: number;
}

interface Weighed extends Candidate {
  readonly score: number;
  readonly prefix: number;
  readonly suffix: number;
  /** The place is known to hold other words of the old text. */
  readonly isTaken: boolean;
}

/** Places with the very words that are weighed; words that occur more often than this tell nothing anyway. */
const mostPlaces = 400;
/** Comparable characters around the expected place that are searched first: a few pages. */
const nearby = 12_000;
/** Comparable characters from the expected place at which nearness counts half. */
const halfWay = 1500;

/** Comparable characters at either end of a similar place that must be the passage's own. */
const sameEnd = 5;

/** Null when nothing like it was found. */
export function find(passage: Passage, fresh: Stream, alignment: Alignment): Found | null {
  const expected = expectedAt(passage, fresh, alignment);
  const candidates = equalPlaces(passage.text, fresh.text);
  if (candidates.length === 0) candidates.push(...similarPlaces(passage.text, fresh.text, expected));
  const weighed = candidates
    .map((candidate) => weigh(candidate, passage, fresh, alignment, expected))
    .toSorted((a, b) => b.score - a.score);
  const [best, next] = weighed;
  if (!best || best.score < leastProposed || best.isTaken) return null;
  const contexts = [best.prefix, best.suffix].toSorted((a, b) => b - a);
  const settled =
    best.score >= leastSettled &&
    best.quote >= leastQuote &&
    (best.quote === 1 || hasSameEnds(best, passage.text, fresh.text)) &&
    (contexts[0] ?? 0) >= leastContext.better &&
    (contexts[1] ?? 0) >= leastContext.worse &&
    best.score - (next?.score ?? 0) >= leastLead;
  return { parts: splitByPage(best, fresh), confidence: Math.min(1, best.score), settled };
}

function equalPlaces(words: string, text: string): Candidate[] {
  const found: Candidate[] = [];
  for (let at = text.indexOf(words); at >= 0 && found.length < mostPlaces; at = text.indexOf(words, at + 1))
    found.push({ start: at, end: at + words.length, quote: 1 });
  return found;
}

/** The best place and the next best: near the expected one, else anywhere. */
function similarPlaces(words: string, text: string, expected: number): Candidate[] {
  if (words.length < shortestFuzzy) return [];
  const from = Math.max(0, Math.round(expected - nearby - words.length));
  const near = similarIn(words, text.slice(from, Math.round(expected + nearby + words.length)), from);
  return near.length > 0 ? near : similarIn(words, text, 0);
}

function similarIn(words: string, text: string, offset: number): Candidate[] {
  const most = Math.floor(words.length * errorsAllowed);
  const best = search(text, words, most)[0];
  if (!best) return [];
  const blank = '\0'.repeat(best.end - best.start);
  const others = search(text.slice(0, best.start) + blank + text.slice(best.end), words, most);
  return [best, ...others.slice(0, 1)].map(({ start, end, errors }) => ({
    start: start + offset,
    end: end + offset,
    quote: 1 - errors / words.length,
  }));
}

function weigh(
  candidate: Candidate,
  passage: Passage,
  fresh: Stream,
  alignment: Alignment,
  expected: number,
): Weighed {
  const { start, end, quote } = candidate;
  const prefix = likeness(passage.prefix, fresh.text.slice(Math.max(0, start - contextLength), start), 'end');
  const suffix = likeness(passage.suffix, fresh.text.slice(end, end + contextLength), 'start');
  const position = 1 / (1 + Math.abs(start - expected) / halfWay);
  return {
    ...candidate,
    prefix,
    suffix,
    isTaken: isTaken(candidate, passage, alignment),
    score:
      weights.quote * quote + weights.prefix * prefix + weights.suffix * suffix + weights.position * position,
  };
}

/** How much of a context is still there, 0 to 1; at the edge of a document there is none, which is as good as equal. */
function likeness(old: string, fresh: string, side: 'start' | 'end'): number {
  if (old === '') return 1;
  const shorter = Math.min(old.length, contextLength);
  const wanted = side === 'end' ? old.slice(-shorter) : old.slice(0, shorter);
  const [match] = search(fresh, wanted, wanted.length);
  const apart = match ? (side === 'end' ? fresh.length - match.end : match.start) : wanted.length;
  return match ? Math.max(0, 1 - (match.errors + apart / 2) / wanted.length) : 0;
}

/** Whether a similar place begins and ends as the passage does: else its ends may be a word too far or too near. */
function hasSameEnds({ start, end }: Range, words: string, text: string): boolean {
  return (
    text.startsWith(words.slice(0, sameEnd), start) && text.slice(start, end).endsWith(words.slice(-sameEnd))
  );
}

/** Whether more than half of a place is known to be another passage of the old text. */
function isTaken({ start, end }: Range, { ranges }: Passage, { toOld }: Alignment): boolean {
  let others = 0;
  for (let at = start; at < end; at++) {
    const old = toOld[at] ?? -1;
    if (old >= 0 && !ranges.some((range) => old >= range.start && old < range.end)) others++;
  }
  return others > (end - start) / 2;
}

/** Where the passage should be by what stood before it, else after it, else by its share of the way through the document. */
function expectedAt({ ranges, place }: Passage, { text }: Stream, { toNew }: Alignment): number {
  const [start, end] = [ranges[0]?.start, ranges.at(-1)?.end];
  if (start === undefined || end === undefined) return place * text.length;
  for (let away = 1; away < toNew.length; away++) {
    const before = toNew[start - away] ?? -1;
    if (before >= 0) return before + away;
    const after = toNew[end + away - 1] ?? -1;
    if (after >= 0) return after - away - (end - start);
  }
  return place * text.length;
}
