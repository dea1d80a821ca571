// Where on a PDF an annotation sits: one target per page, with the words, their place and their rectangles.
import { z } from 'zod';
import { fileHashSchema } from '#shared/kernel/primitives.ts';
import { reason } from '#shared/kernel/rules.ts';
import { condense } from './page-text.ts';
import type { Verdict } from '#shared/kernel/rules.ts';

/** Characters (UTF-16 units), counts, and points from the page's origin. */
export const anchorLimits = {
  targets: 20,
  rects: 400,
  exact: 5000,
  context: 64,
  pageLabel: 40,
  coordinate: 20_000,
};

const coordinateSchema = z
  .number()
  .min(-anchorLimits.coordinate)
  .max(anchorLimits.coordinate)
  .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, 'has more than two decimals');

/** `[x1, y1, x2, y2]` in PDF user space: points (1/72 inch), y upwards, two decimals, x1 < x2 and y1 < y2. */
const rectSchema = z
  .tuple([coordinateSchema, coordinateSchema, coordinateSchema, coordinateSchema])
  .refine(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2, 'has its corners in the wrong order');

const place = {
  page: z.int().min(0).max(20_000),
  pageLabel: z.string().min(1).max(anchorLimits.pageLabel).optional(),
};

/** A passage: `exact` with its line ends as `\n`; `position` is half-open and counts non-whitespace characters of the page. */
const textTargetSchema = z
  .strictObject({
    ...place,
    quote: z.strictObject({
      exact: z.string().min(1).max(anchorLimits.exact),
      prefix: z.string().max(anchorLimits.context),
      suffix: z.string().max(anchorLimits.context),
    }),
    position: z.strictObject({ start: z.int().min(0), end: z.int().min(1) }),
    rects: z.array(rectSchema).min(1).max(anchorLimits.rects),
  })
  .refine(
    ({ quote, position: { start, end } }) =>
      end > start && end - start === condense(quote.exact).condensed.length,
    'has a position that is not as long as its quote',
  );

/** A part of a page without words, for instance in a figure. */
const areaTargetSchema = z.strictObject({ ...place, rects: z.array(rectSchema).length(1) });

const targetSchema = z.union([textTargetSchema, areaTargetSchema]);

export const anchorSchema = z
  .strictObject({
    fileHash: fileHashSchema,
    targets: z.array(targetSchema).min(1).max(anchorLimits.targets),
    sortKey: z.string().max(40),
  })
  .refine(({ targets }) => targets.every(({ page }, i) => i === 0 || page > (targets[i - 1]?.page ?? page)), {
    error: 'are not one per page, in order',
    path: ['targets'],
  })
  .refine((anchor) => anchor.sortKey === sortKey(anchor.targets), {
    error: 'is not the key of these targets',
    path: ['sortKey'],
  });

export type Rect = z.infer<typeof rectSchema>;
export type TextTarget = z.infer<typeof textTargetSchema>;
export type AreaTarget = z.infer<typeof areaTargetSchema>;
export type Target = z.infer<typeof targetSchema>;
export type Anchor = z.infer<typeof anchorSchema>;

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

/** A page as it was extracted: points as shown (after `rotation`, degrees), the lower left corner of its box in user space, its text. */
interface AnchorPage {
  width: number;
  height: number;
  rotation?: number;
  left?: number;
  bottom?: number;
  text?: string;
}

const pageMissing = reason('anchor_page_missing', 'The document has no such page.');
const outsidePage = reason('anchor_outside_page', 'The marked area lies outside of the page.');
const outsideText = reason('anchor_outside_text', 'The marked passage lies beyond the end of the page.');
const quoteDiffers = reason('anchor_quote_differs', 'The quoted words are not the words at that place.');

/** Glyph boxes may stand a little over the edge of a tightly cropped page; in points. */
const overhang = 4;

/** Whether an anchor can be true of a document: pages, page boxes and, where a page's text is given, the very words. */
export function validateAnchorAgainstPages(
  { targets }: Pick<Anchor, 'targets'>,
  pages: readonly AnchorPage[],
): Verdict {
  for (const target of targets) {
    const page = pages[target.page];
    if (!page) return pageMissing;
    if (!target.rects.every((rect) => isInside(rect, page))) return outsidePage;
    if (page.text === undefined || !isTextTarget(target)) continue;
    const { condensed } = condense(page.text);
    const { start, end } = target.position;
    if (end > condensed.length) return outsideText;
    if (condensed.slice(start, end) !== condense(target.quote.exact).condensed) return quoteDiffers;
  }
  return true;
}

function isInside([x1, y1, x2, y2]: Rect, page: AnchorPage): boolean {
  const { left = 0, bottom = 0, rotation = 0 } = page;
  const [width, height] = rotation % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  return (
    x1 >= left - overhang &&
    y1 >= bottom - overhang &&
    x2 <= left + width + overhang &&
    y2 <= bottom + height + overhang
  );
}
