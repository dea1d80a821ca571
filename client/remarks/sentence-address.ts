// The address that leads to a sentence of a review.
import type { Id } from '#shared/kernel/primitives.ts';

/** Characters by which a sentence is found again. */
const wordsAtMost = 80;

/** `quote` may be cut short, with an ellipsis at its end. */
export const sentenceAddress = (reviewId: Id, quote: string): string =>
  `/reviews/${reviewId}?words=${encodeURIComponent(quote.replace(/ …$/, '').slice(0, wordsAtMost).trim())}`;
