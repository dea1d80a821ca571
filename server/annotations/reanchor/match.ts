// Finds the passages of one version of a PDF in another one: exactly, then by comparable text, then by likeness.
import { isTextTarget, type Anchor } from '#shared/annotations/anchor.ts';
import type { Range } from '#shared/annotations/page-text.ts';
import { align } from './align.ts';
import { pageLikeness } from './areas.ts';
import { find } from './search.ts';
import { follow, type Found } from './follow.ts';
import { comparable } from './comparable.ts';
import { passageOf, type Passage } from './passage.ts';
import { streamOf, type PageRange, type Stream } from './stream.ts';

export interface Match {
  readonly method: 'exact' | 'normalized' | 'fuzzy' | 'none';
  /** 0 to 1. */
  readonly confidence: number;
  readonly settled: boolean;
  /** One per page, in order. */
  readonly targets: readonly MatchedTarget[];
}

/** A passage with the stretches of it that are to be drawn, or the area that was target `area` of the anchor. */
export type MatchedTarget =
  | { readonly page: number; readonly range: Range; readonly drawn: readonly Range[] }
  | { readonly page: number; readonly area: number };

const nothing: Match = { method: 'none', confidence: 0, settled: false, targets: [] };

/** Reads both versions once (condensed or not), for any number of anchors of the old one. */
export function createMatcher(oldPages: readonly string[], newPages: readonly string[]) {
  const [old, fresh] = [streamOf(oldPages), streamOf(newPages)];
  const alignment = align(old.text, fresh.text);
  const pageOf = pageLikeness(old, fresh, alignment);

  const matchText = (anchor: Pick<Anchor, 'targets'>): Match | null => {
    const passage = passageOf(anchor, old);
    if (!passage) return null;
    const followed = follow(passage, fresh, alignment);
    const found = followed?.settled ? followed : better(followed, find(passage, fresh, alignment));
    if (!found || found.parts.length === 0) return nothing;
    const parts = withEdges(
      found.parts.map((part) => fresh.toPage(part)),
      passage.edges,
      fresh,
    );
    const [exact, words] = [
      condensedOf(parts, fresh),
      found.parts.map((part) => wordsOf(part, fresh)).join(''),
    ];
    const method = exact === passage.condensed ? 'exact' : words === passage.text ? 'normalized' : 'fuzzy';
    return {
      method,
      settled: found.settled,
      confidence: Math.round(found.confidence * 100) / 100,
      targets: byPage(parts),
    };
  };

  return (anchor: Pick<Anchor, 'targets'>): Match => {
    const text = matchText(anchor);
    const areas = anchor.targets.flatMap((target, area) =>
      isTextTarget(target) ? [] : [{ area, ...pageOf(target.page) }],
    );
    if (areas.length === 0) return text ?? nothing;
    const targets = [...(text?.targets ?? []), ...areas.map(({ page, area }) => ({ page, area }))];
    const confidence = Math.min(text?.confidence ?? 1, ...areas.map((area) => area.confidence));
    const isFound = text?.method !== 'none' && areas.every(({ page }) => page >= 0) && onePerPage(targets);
    if (!isFound) return nothing;
    return {
      method: text?.method ?? (confidence === 1 ? 'exact' : 'fuzzy'),
      confidence,
      settled: (text?.settled ?? true) && areas.every((area) => area.settled),
      targets: targets.toSorted((a, b) => a.page - b.page),
    };
  };
}

const better = (a: Found | null, b: Found | null): Found | null =>
  a && b ? (b.settled || b.confidence > a.confidence ? b : a) : (a ?? b);

/** A hyphen at the very end of a passage is not compared, but it was marked. */
function withEdges(
  parts: readonly PageRange[],
  { before, after }: Passage['edges'],
  { condensed, pageStarts }: Stream,
): PageRange[] {
  const isEdge = (page: number, at: number) => {
    const place = (pageStarts[page] ?? 0) + at;
    const onPage = at >= 0 && place < (pageStarts[page + 1] ?? 0);
    return onPage && comparable(condensed.charAt(place)).text === '';
  };
  return parts.map(({ page, start, end }, part) => {
    let [from, to] = [start, end];
    if (part === 0) while (start - from < before && isEdge(page, from - 1)) from--;
    if (part === parts.length - 1) while (to - end < after && isEdge(page, to)) to++;
    return { page, start: from, end: to };
  });
}

const wordsOf = ({ start, end }: Range, { text }: Stream) => text.slice(start, end);

const condensedOf = (parts: readonly PageRange[], { condensed, pageStarts }: Stream) =>
  parts
    .map(({ page, start, end }) => {
      const begin = pageStarts[page] ?? 0;
      return condensed.slice(begin + start, begin + end);
    })
    .join('');

const onePerPage = (targets: readonly MatchedTarget[]) =>
  new Set(targets.map(({ page }) => page)).size === targets.length;

/** A passage is one range on each of its pages, from its first to its last part there. */
function byPage(parts: readonly PageRange[]): MatchedTarget[] {
  const pages = [...new Set(parts.map(({ page }) => page))].toSorted((a, b) => a - b);
  return pages.map((page) => {
    const drawn = parts.filter((part) => part.page === page).map(({ start, end }) => ({ start, end }));
    const start = Math.min(...drawn.map((range) => range.start));
    const end = Math.max(...drawn.map((range) => range.end));
    return { page, range: { start, end }, drawn };
  });
}
