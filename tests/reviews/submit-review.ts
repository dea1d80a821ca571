// A student writes a review and submits it.
import { reviewsRoutes, type OwnReview } from '#shared/reviews/contract.ts';
import type { PersonClient } from '#tests/support/app.ts';

const usual = { first: 'One.', second: 'Two.', connections: 'Both.' };

/** Answers are those of the usual form unless told otherwise. */
export const submitReview = async (
  who: PersonClient,
  meetingId: string,
  answers: Readonly<Record<string, string>> = usual,
): Promise<OwnReview> => {
  const params = { meetingId };
  const { revision } = await who.call(reviewsRoutes.readOwnReview, { params });
  const saved = await who.call(reviewsRoutes.saveReview, { params, body: { answers, revision } });
  return who.call(reviewsRoutes.submitReview, { params, body: { revision: saved.revision } });
};
