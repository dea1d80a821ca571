// Pseudonyms of those who remark on a review: the same for one person all over it, another on every review.
import type { Id } from '#shared/kernel/primitives.ts';
import { deriveToken } from '#server/kernel/secret.ts';

export type RemarkAlias = (reviewId: Id, personId: Id) => string;

/** For instance `Classmate K4QT`: cannot be traced back without the installation's secret. */
export const createRemarkAliases =
  (secret: string): RemarkAlias =>
  (reviewId, personId) => {
    const token = deriveToken(secret, 'remark', `${reviewId} ${personId}`);
    const letters = token.replace(/[^A-Z2-9]/g, '').slice(0, 4);
    return `Classmate ${letters.padEnd(4, '7')}`;
  };
