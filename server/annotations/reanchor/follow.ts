// Places a passage by following its characters, and those around it, from the old text to the new one.
import type { Range } from '#shared/annotations/page-text.ts';
import type { Alignment } from './align.ts';
import type { Passage } from './passage.ts';
import { chainOf, runsIn, withoutStrays, type Run } from './runs.ts';
import type { Stream } from './stream.ts';
import { leastAlike, leastFollowed, leastShared, mostInserted } from './weights.ts';

/** Where a passage may stand in the new stream. */
export interface Found {
  /** In order; gaps between them belong to other text, such as a footnote or the foot of a page. */
  readonly parts: readonly Range[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly settled: boolean;
}

/** Characters of the surroundings that are looked at on either side. */
const around = 16;
/** So many of them must have come along where the passage itself is too short to be sure of. */
const leastAround = 8;
/** Characters that were replaced at an end may have become so many times more, and some. */
const stretched = ({ length }: { length: number }) => 2 * length + 24;

/** Null where not enough of the passage came along. */
export function follow({ ranges, text }: Passage, fresh: Stream, alignment: Alignment): Found | null {
  const chain = withoutStrays(chainOf(runsIn(ranges, alignment), fresh.pageAt), fresh.pageAt);
  const [first, last] = [chain.at(0), chain.at(-1)];
  const shared = chain.reduce((sum, { length }) => sum + length, 0);
  if (!first || !last || shared < leastFollowed * text.length) return null;

  const [start, end] = [ranges[0]?.start ?? 0, ranges.at(-1)?.end ?? 0];
  const [own, more] = [equalBefore(first, text, fresh.text), equalAfter(last, text, fresh.text)];
  const head = beginning(first, own, alignment.toNew[start - 1]);
  const tail = ending(last, more, text.length, alignment.toNew[end]);
  const parts = join(chain, fresh);
  const opening = parts[0];
  const closing = parts.at(-1);
  if (!opening || !closing) return null;
  opening.start = head ?? opening.start - own;
  closing.end = tail ?? closing.end + more;

  // An end that was found by what stands around it may lie on another page.
  const onPages = parts.flatMap((part) => splitByPage(part, fresh));
  const length = parts.reduce((sum, part) => sum + part.end - part.start, 0);
  const alike = (2 * shared) / (text.length + length);
  const before = alongside(alignment, start - 1, -1, opening.start, fresh);
  const after = alongside(alignment, end, 1, closing.end - 1, fresh);
  const isWhole = chain.length === 1 && shared === text.length;
  const isSure = isWhole
    ? shared + before + after >= leastShared + 4 &&
      (shared >= leastShared || (before >= leastAround && after >= leastAround))
    : head !== null &&
      tail !== null &&
      alike >= leastAlike &&
      shared >= leastShared &&
      Math.max(before, after) >= leastAround;
  const surroundings = (before + after) / (2 * around);
  return { parts: onPages, confidence: alike * (0.8 + 0.2 * surroundings), settled: isSure };
}

/**
 * Where the passage begins: with its first character, or after the one before it, if that came along; null when unknown. `equal`
 * characters before the run are the passage's own.
 */
function beginning({ old, fresh }: Run, equal: number, before: number | undefined): number | null {
  if (equal === old) return fresh - old;
  if (before === undefined || before < 0) return null;
  const replaced = fresh - (before + 1);
  return replaced >= 0 && replaced <= stretched({ length: old }) ? before + 1 : null;
}

function ending(
  { old, fresh, length }: Run,
  equal: number,
  total: number,
  after: number | undefined,
): number | null {
  const missing = total - (old + length);
  const own = fresh + length;
  if (equal === missing) return own + missing;
  if (after === undefined || after < 0) return null;
  const replaced = after - own;
  return replaced >= 0 && replaced <= stretched({ length: missing }) ? after : null;
}

/** How many characters before a run are the passage's own, although they were counted to another one. */
function equalBefore({ old, fresh }: Run, words: string, text: string): number {
  let count = 0;
  while (count < old && fresh - count > 0 && words[old - count - 1] === text[fresh - count - 1]) count++;
  return count;
}

function equalAfter({ old, fresh, length }: Run, words: string, text: string): number {
  let count = 0;
  while (old + length + count < words.length && words[old + length + count] === text[fresh + length + count])
    count++;
  return count;
}

/** Runs that belong together as one part; never over the end of a page. */
function join(chain: readonly Run[], fresh: Stream): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  for (const run of chain) {
    const last = parts.at(-1);
    const isNear =
      last &&
      run.fresh - last.end <= mostInserted &&
      fresh.pageAt(last.end - 1) === fresh.pageAt(run.fresh + run.length - 1);
    if (isNear) last.end = run.fresh + run.length;
    else parts.push(...splitByPage({ start: run.fresh, end: run.fresh + run.length }, fresh));
  }
  return parts;
}

/** Text that runs on over pages, as one range per page. */
export function splitByPage({ start, end }: Range, fresh: Stream): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  for (let at = start; at < end;) {
    const page = fresh.pageAt(at);
    const next = Math.min(end, fresh.offsetOf(page + 1, 0));
    parts.push({ start: at, end: next });
    at = next;
  }
  return parts;
}

/** How many of the characters around the passage still stand around it; the edge of the document counts as standing there. */
function alongside(
  { toNew }: Alignment,
  from: number,
  step: 1 | -1,
  edge: number,
  { pageAt, text }: Stream,
): number {
  let count = 0;
  let last = edge;
  for (let at = from; count < around; at += step) {
    if (at < 0 || at >= toNew.length) {
      const isEdge = step < 0 ? last === 0 : last === text.length - 1;
      return isEdge ? around : count;
    }
    const fresh = toNew[at] ?? -1;
    // Only the end of a page may have come between.
    const apart = pageAt(fresh) - pageAt(last);
    if (fresh < 0 || (apart === 0 ? fresh !== last + step : apart !== step)) break;
    last = fresh;
    count++;
  }
  return count;
}
