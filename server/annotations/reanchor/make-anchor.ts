// Makes the anchor on the new version out of a match and the rectangles of what was found.
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { sortKey, type Anchor, type Rect, type Target } from '#shared/annotations/anchor.ts';
import { condense, toOrdinaryRange, type CondensedText } from '#shared/annotations/page-text.ts';
import type { PresentFile } from '#server/papers/public.ts';
import type { Match, MatchedTarget } from './match.ts';

/** The new version: its file, and for each page its text with and without whitespace. */
export interface NewVersion {
  readonly file: PresentFile;
  readonly texts: readonly { readonly text: string; readonly condensed: CondensedText }[];
  /** As anchors are checked against them. */
  readonly pages: Parameters<typeof validateAnchorAgainstPages>[1];
}

export const newVersion = (file: PresentFile, texts: readonly string[]): NewVersion => ({
  file,
  texts: texts.map((text) => ({ text, condensed: condense(text) })),
  pages: file.pages.map(({ label: _, ...size }, page) => {
    const text = texts[page];
    return text === undefined ? size : { ...size, text };
  }),
});

const contextLength = 32;

/** `rectsOf` gives the rectangles of a target's drawn ranges. Null when what was found cannot be an anchor. */
export function makeAnchor(
  { targets }: Match,
  old: Anchor,
  version: NewVersion,
  rectsOf: (target: MatchedTarget) => readonly Rect[],
): Anchor | null {
  const made = targets.map((target): Target | null => {
    const label = version.file.pages[target.page]?.label;
    const place = { page: target.page, ...(label ? { pageLabel: label.slice(0, 40) } : {}) };
    if ('area' in target) {
      const rects = old.targets[target.area]?.rects;
      return rects ? { ...place, rects } : null;
    }
    const words = quoteOf(target, version);
    return words && { ...place, ...words, rects: [...rectsOf(target)] };
  });
  const found = made.filter((target) => target !== null);
  if (found.length < targets.length || found.length === 0) return null;
  const anchor = { fileHash: version.file.fileHash, targets: found, sortKey: sortKey(found) };
  if (validateAnchorAgainstPages(anchor, version.pages) !== true) return null;
  // Too long for an anchor, for instance, or without anything to be drawn.
  return anchorSchema.safeParse(anchor).data ?? null;
}

function quoteOf({ page, range }: Extract<MatchedTarget, { range: unknown }>, { texts }: NewVersion) {
  const own = texts[page];
  const ordinary = own && toOrdinaryRange(own.condensed, range);
  if (!ordinary) return null;
  const { text } = own;
  return {
    quote: {
      exact: text.slice(ordinary.start, ordinary.end),
      prefix: text.slice(Math.max(0, ordinary.start - contextLength), ordinary.start),
      suffix: text.slice(ordinary.end, ordinary.end + contextLength),
    },
    position: { start: range.start, end: range.end },
  };
}
