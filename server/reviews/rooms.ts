// The room of a review: whoever may read it hears that something about it changed; when rights change, all are asked anew.
import { coursesEvents } from '#shared/courses/contract.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { reviewsEvents } from '#shared/reviews/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { RoomGuard } from '#server/kernel/feature.ts';
import type { Opening, ReadableReview } from './opening.ts';

type Place = Pick<ReadableReview, 'courseId' | 'meetingId'>;

const nowhere = reason('not_found', noSuch('review').message);

/** Dropped members and those with another role are put out of all rooms elsewhere (`app.ts`). */
export const reviewRoom = (opening: Opening, bus: Bus): RoomGuard => {
  /** Rooms that somebody was let into since they were last cleared; a course has thousands of reviews, of which few are open. */
  const entered = new Map<Id, Place>();
  let changes = 0;
  const clear = (fits: (place: Place) => boolean) => {
    changes += 1;
    for (const [reviewId, place] of [...entered])
      if (fits(place)) {
        entered.delete(reviewId);
        bus.clearRoom('review', reviewId);
      }
  };
  bus.onEverywhere(coursesEvents.courseChanged, (courseId) => {
    clear((place) => place.courseId === courseId);
  });
  bus.onEverywhere(papersEvents.meetingsChanged, (courseId, { meetingId }) => {
    clear((place) => place.courseId === courseId && place.meetingId === meetingId);
  });
  bus.onEverywhere(reviewsEvents.reviewTermsChanged, (_personId, { meetingId }) => {
    clear((place) => place.meetingId === meetingId);
  });
  return {
    kind: 'review',
    mayEnter: async ({ actor }, reviewId) => {
      if (!actor) return nowhere;
      try {
        let asked: number;
        let place: Place;
        // What changed while the rule was asked is asked once more: it cleared no room that is entered only now.
        do {
          asked = changes;
          place = await opening.readable(actor, reviewId);
        } while (asked !== changes);
        const { courseId, meetingId } = place;
        entered.set(reviewId, { courseId, meetingId });
        return true;
      } catch (error) {
        if (error instanceof Refusal) return reason(error.body.reason, error.message);
        throw error;
      }
    },
  };
};
