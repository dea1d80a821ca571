// Where on a PDF an annotation sits: one target per page, with the words, their place and their rectangles.

/** Characters (UTF-16 units), counts, and points from the page's origin. */
export const anchorLimits = {
  targets: 20,
  rects: 400,
  exact: 5000,
  context: 64,
  pageLabel: 40,
  coordinate: 20_000,
};

/** `[x1, y1, x2, y2]` in PDF user space: points (1/72 inch), y upwards, two decimals, x1 < x2 and y1 < y2. */
export type Rect = [x1: number, y1: number, x2: number, y2: number];

interface Place {
  /** From 0. */
  page: number;
  /** Where the file names its pages otherwise than 1, 2, 3. */
  pageLabel?: string | undefined;
  rects: Rect[];
}

/** A part of a page without words, for instance in a figure: one rectangle. */
export type AreaTarget = Place;

/** A passage: `exact` with its line ends as `\n`; `position` is half-open and counts non-whitespace characters of the page. */
export interface TextTarget extends Place {
  quote: { exact: string; prefix: string; suffix: string };
  position: { start: number; end: number };
}

export type Target = TextTarget | AreaTarget;

/** `fileHash` is that of the file that is meant; `sortKey` that of {@link sortKey}. */
export interface Anchor {
  fileHash: string;
  targets: Target[];
  sortKey: string;
}

export const isTextTarget = (target: Target): target is TextTarget => 'quote' in target;

/**
 * `page|down|right` of where the first target begins, zero-padded: such strings compare as the places do, pages in order, on a page
 * from top to bottom, then from left to right. `down` is measured from a line above any page, so that page heights are not needed.
 */
export function sortKey(targets: readonly Target[]): string {
  const first = targets[0];
  const [x1, , , y2] = first?.rects[0] ?? [0, 0, 0, 0];
  const digits = (points: number) =>
    String(Math.round((anchorLimits.coordinate + points) * 100)).padStart(7, '0');
  return [String(first?.page ?? 0).padStart(5, '0'), digits(-y2), digits(x1)].join('|');
}

/** The quoted words as one readable line, targets joined in page order; empty for an area. See {@link quoteFromText}. */
export const quoteFromTargets = (targets: readonly Target[]): string =>
  quoteFromText(
    targets
      .filter(isTextTarget)
      .map(({ quote }) => quote.exact)
      .join('\n'),
  );

/**
 * Text of a page as one readable line. A hyphen at a line end goes when a small letter follows, unless its word has another hyphen
 * ("state-of-/the-art"): such words mostly mean it. Soft hyphens always go, ligatures are spelt out.
 */
export const quoteFromText = (text: string): string =>
  text
    .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize('NFKC'))
    .replace(/\u00ad\s*/gu, '')
    .replace(
      /(?<left>[\p{L}\p{M}-]*[\p{L}\p{M}])[-\u2010]\s*\n\s*(?<right>\p{Ll}[\p{L}\p{M}-]*)/gu,
      (_, left: string, right: string) =>
        left.includes('-') || right.includes('-') ? `${left}-${right}` : left + right,
    )
    .replace(/\s+/gu, ' ')
    .trim();
