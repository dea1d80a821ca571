// What the staff's board of a meeting says of each student's marks: points and how far they are, leading to the queue.
import { Link } from '@tanstack/react-router';
import type { QueuedReview } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayPoints } from './CalculationSteps.tsx';

const rank = { unmarked: 0, begun: 1, marked: 2, returned: 3 } as const;

/** Fits the table of reviews; undefined as long as nothing is known. */
export const marksColumn = (meetingId: Id, reviews: readonly QueuedReview[] | undefined) => {
  if (!reviews) return undefined;
  const byAuthor = new Map(reviews.map((review) => [review.author.id, review]));
  return {
    label: 'Marks',
    valueOf: (authorId: Id) => {
      const review = byAuthor.get(authorId);
      if (!review || review.state === 'unmarked') return null;
      const { reviewId: id, state, points } = review;
      return (
        <Link to="/meetings/$meetingId/grading" params={{ meetingId }} search={{ review: id }}>
          {points !== null && `${sayPoints(points)}, `}
          {state}
        </Link>
      );
    },
    /** First what is not marked, then by points. */
    rankOf: (authorId: Id): number | null => {
      const review = byAuthor.get(authorId);
      return review ? rank[review.state] * 1000 + (review.points ?? 0) : null;
    },
  };
};
