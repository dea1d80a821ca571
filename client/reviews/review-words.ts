// The words for where a review stands.
import type { ReviewStatus } from '#shared/reviews/contract.ts';

export const stateWords: Readonly<Record<ReviewStatus['state'], string>> = {
  submitted: 'Submitted',
  late: 'Late',
  draft: 'Draft',
  not_started: 'Not begun',
  missing: 'Missing',
};

/** From done to missing. */
export const stateOrder = ['submitted', 'late', 'draft', 'not_started', 'missing'] as const;
