// Keeps what is shown of one's own review fresh: saved elsewhere, or asked anew by the staff.
import type { Id } from '#shared/kernel/primitives.ts';
import { reviewsEvents, reviewsRoutes } from '#shared/reviews/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

/** `personId` undefined: this person writes no reviews. */
export const useOwnReviewNews = (personId: Id | undefined, meetingId: Id): void => {
  const refresh = () =>
    void queryClient.invalidateQueries({
      queryKey: keyOf(reviewsRoutes.readOwnReview, { meetingId }),
      // Whoever writes hears of it by themselves; nothing is exchanged under their hands.
      exact: true,
    });
  useRoom('person', personId, {
    onFact: (name, payload) => {
      const { reviewTermsChanged, reviewSaved } = reviewsEvents;
      const hasNewTerms = isFact(reviewTermsChanged, name, payload) && payload.meetingId === meetingId;
      const isSaved = isFact(reviewSaved, name, payload) && payload.meetingId === meetingId;
      if (hasNewTerms || isSaved) refresh();
    },
    onGap: refresh,
  });
};
