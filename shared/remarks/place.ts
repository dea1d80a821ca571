// Where on a review a remark sits: a part, and in it a passage by its words and by its place in the text as it is read.
import { z } from 'zod';
import { condense } from '#shared/annotations/page-text.ts';
import { someTextSchema, textSchema } from '#shared/kernel/primitives.ts';
import { keySchema } from '#shared/reviews/form.ts';

/** Characters (UTF-16 units). */
export const placeLimits = { exact: 2000, context: 48 } as const;

/**
 * A passage of a part's readable text: what is shown, not what was typed. Markdown's marks and the addresses of links are no part
 * of it; a formula is its TeX. `position` is half-open and counts characters without white space, so that neither line breaks
 * nor another renderer move it.
 */
export const passageSchema = z
  .strictObject({
    quote: z.strictObject({
      exact: someTextSchema(placeLimits.exact),
      prefix: textSchema(placeLimits.context),
      suffix: textSchema(placeLimits.context),
    }),
    position: z.strictObject({ start: z.int().min(0), end: z.int().min(1).max(1_000_000) }),
  })
  .refine(
    ({ quote, position: { start, end } }) => end - start === condense(quote.exact).condensed.length,
    'has a position that is not as long as its quote',
  );
export type Passage = z.infer<typeof passageSchema>;

/** `passage` null: the part as a whole. */
export const placeSchema = z.strictObject({ part: keySchema, passage: passageSchema.nullable() });
export type Place = z.infer<typeof placeSchema>;

/** Compares places in one review by where they stand: parts in their order, then the whole part, then from its beginning on. */
export const byPlace =
  (parts: readonly string[]) =>
  (one: Place, other: Place): number => {
    const partOf = ({ part }: Place) => (parts.includes(part) ? parts.indexOf(part) : parts.length);
    const startOf = ({ passage }: Place) => passage?.position.start ?? -1;
    return partOf(one) - partOf(other) || startOf(one) - startOf(other);
  };
