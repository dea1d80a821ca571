// A passage that is to be found again: its characters in the old text, and what stands around them.
import { isTextTarget, type Anchor } from '#shared/annotations/anchor.ts';
import { condense, type Range } from '#shared/annotations/page-text.ts';
import { comparable } from './comparable.ts';
import type { Stream } from './stream.ts';
import { contextLength } from './weights.ts';

export interface Passage {
  /** Comparable. */
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  /** As marked, condensed. */
  readonly condensed: string;
  /** Characters at its very ends that are not compared, such as a hyphen. */
  readonly edges: { readonly before: number; readonly after: number };
  /** Where it stands in the old stream, one range per page; empty where the old text is not known (any more). */
  readonly ranges: readonly Range[];
  /** How far into the document it began, 0 to 1. */
  readonly place: number;
}

/** The anchor's text targets as one passage; null when there are none or nothing in them can be compared. */
export function passageOf({ targets }: Pick<Anchor, 'targets'>, old: Stream): Passage | null {
  const quoted = targets.filter(isTextTarget);
  const [first, last] = [quoted.at(0), quoted.at(-1)];
  if (!first || !last) return null;
  const condensed = quoted.map(({ quote }) => condense(quote.exact).condensed).join('');
  const { text, map } = comparable(condensed);
  const lastAt = map.at(-1);
  if (lastAt === undefined) return null;
  const lastLength = String.fromCodePoint(condensed.codePointAt(lastAt) ?? 0).length;
  const ranges = quoted.map(({ page, position }) => ({
    start: old.offsetOf(page, position.start),
    end: old.offsetOf(page, position.end),
  }));
  // Read by another extractor, or gone: then only what the anchor itself holds is known.
  const isKnown = ranges.map(({ start, end }) => old.text.slice(start, end)).join('') === text;
  const [start, end] = [ranges.at(0)?.start ?? 0, ranges.at(-1)?.end ?? 0];
  return {
    text,
    condensed,
    edges: { before: map[0] ?? 0, after: condensed.length - lastAt - lastLength },
    prefix: isKnown
      ? old.text.slice(Math.max(0, start - contextLength), start)
      : comparable(first.quote.prefix).text,
    suffix: isKnown ? old.text.slice(end, end + contextLength) : comparable(last.quote.suffix).text,
    ranges: isKnown ? ranges.filter((range) => range.end > range.start) : [],
    place: first.page / Math.max(1, old.pageStarts.length - 1),
  };
}
