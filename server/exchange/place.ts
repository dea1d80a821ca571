// Gives an incoming note its place in the document: by its words where it has some, else by its rectangles.
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { anchorLimits, sortKey, type Anchor, type Rect, type Target } from '#shared/annotations/anchor.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { Located, PageRange } from './locate.ts';
import type { Incoming, IncomingTarget } from './read/incoming.ts';
import { around, hundredths } from './shown-page.ts';

/** What a note's place needs of the document. */
export interface Ground {
  readonly document: DocumentView;
  readonly texts: readonly string[];
  readonly locate: (target: IncomingTarget) => Located | null;
}

/** A passage whose rectangles may be missing, or an area. */
export type Sketch =
  | { readonly page: number; readonly range: PageRange; readonly rects: readonly Rect[] }
  | { readonly page: number; readonly range: null; readonly rects: readonly Rect[] };

export interface Sketched {
  readonly sketches: readonly Sketch[];
  /** Why it is a guess, or why there is no place at all. */
  readonly doubt: string | null;
}

const notHere = 'These words are not in this paper.';
const noPlace = 'The file does not say where on the page this note belongs.';
const noSuchPage = 'This paper has no such page.';
const areaOnly = 'The words under this note are not those of this paper; only the place on the page is kept.';

export const sketch = (ground: Ground, { targets }: Incoming): Sketched => {
  if (targets.length === 0) return { sketches: [], doubt: noPlace };
  const parts = targets.slice(0, anchorLimits.targets).map((target) => sketchOne(ground, target));
  const doubt = parts.map((part) => part.doubt).find((reason) => reason !== null) ?? null;
  const byPage = new Map<number, Sketch>();
  // One target per page: what comes twice on a page is taken once.
  for (const one of parts.flatMap(({ sketches }) => sketches))
    if (!byPage.has(one.page)) byPage.set(one.page, one);
  return { sketches: [...byPage.values()].sort((a, b) => a.page - b.page), doubt };
};

const sketchOne = (ground: Ground, target: IncomingTarget): Sketched => {
  const located = target.exact.trim() === '' ? null : ground.locate(target);
  if (located)
    return {
      doubt: located.doubt,
      sketches: located.ranges.map((range) => ({
        ...{ page: range.page, range },
        // Rectangles of another page, or of a passage across pages, would lie on other words.
        rects:
          range.page === target.page && located.ranges.length === 1
            ? usable(ground, range.page, target.rects)
            : [],
      })),
    };
  const { page } = target;
  if (page === null) return { sketches: [], doubt: target.exact === '' ? noPlace : notHere };
  if (!ground.document.pages[page]) return { sketches: [], doubt: noSuchPage };
  const rects = usable(ground, page, target.rects);
  if (rects.length === 0) return { sketches: [], doubt: target.exact === '' ? noPlace : notHere };
  return {
    doubt: target.exact.trim() === '' ? null : areaOnly,
    sketches: [{ page, range: null, rects: [around(rects)] }],
  };
};

/** Rectangles as anchors have them: inside the page, two decimals, corners in order, none that nobody could see. */
const usable = ({ document }: Ground, page: number, rects: readonly Rect[]): Rect[] => {
  const box = document.pages[page];
  if (!box) return [];
  const [width, height] = box.rotation % 180 === 0 ? [box.width, box.height] : [box.height, box.width];
  const within = (value: number, low: number, high: number) =>
    hundredths(Math.min(Math.max(value, low), high));
  return rects
    .slice(0, anchorLimits.rects)
    .map(([x1, y1, x2, y2]): Rect => [
      within(x1, box.left, box.left + width),
      within(y1, box.bottom, box.bottom + height),
      within(x2, box.left, box.left + width),
      within(y2, box.bottom, box.bottom + height),
    ])
    .filter(([x1, y1, x2, y2]) => x2 - x1 > 0.5 && y2 - y1 > 0.5);
};

const contextLength = 32;

/** The anchor of finished sketches; null where it would not be true of the document. */
export const anchorOf = ({ document, texts }: Ground, sketches: readonly Sketch[]): Anchor | null => {
  const targets = sketches.map(({ page, range, rects }): Target | null => {
    const label = document.pages[page]?.label?.slice(0, 40);
    const place = { page, ...(label ? { pageLabel: label } : {}) };
    if (rects.length === 0) return null;
    if (range === null) return { ...place, rects: [...rects] };
    const text = texts[page] ?? '';
    const ordinary = toOrdinaryRange(condense(text), range);
    if (!ordinary) return null;
    const { start, end } = ordinary;
    return {
      ...place,
      quote: {
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(start - contextLength, 0), start),
        suffix: text.slice(end, end + contextLength),
      },
      position: { start: range.start, end: range.end },
      rects: [...rects],
    };
  });
  const whole = targets.filter((target) => target !== null);
  if (whole.length === 0 || whole.length < targets.length) return null;
  const { data } = anchorSchema.safeParse({
    fileHash: document.fileHash,
    targets: whole,
    sortKey: sortKey(whole),
  });
  const pages = document.pages.map(({ label: _, ...size }, page) => ({ ...size, text: texts[page] ?? '' }));
  return data && validateAnchorAgainstPages(data, pages) === true ? data : null;
};
