// Lets the author of a submitted review say whether classmates may read it, where the course leaves that to authors.
import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reviewsRoutes, type OwnReview } from '#shared/reviews/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { ownReviewQuery } from './data.ts';

interface Props {
  readonly meetingId: Id;
  readonly course: Course;
  readonly review: OwnReview;
}

export const ShareSwitch = ({ meetingId, course, review }: Props) => {
  const { classmatesReadReviews, reviewNames } = course.settings;
  const share = useMutation({
    mutationFn: (isShared: boolean) =>
      call(reviewsRoutes.shareReview, { params: { meetingId }, body: { isShared } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(ownReviewQuery(meetingId).queryKey, saved);
    },
  });
  if (classmatesReadReviews !== 'by_consent' || review.submission === null) return null;
  const names = reviewNames === 'shown' ? 'with your name' : 'without your name';
  return (
    <div>
      <Switch
        label="Classmates may read my review"
        description={`After the deadline, ${names}. You can take this back at any time; the staff read it either way.`}
        checked={share.isPending ? share.variables : review.isShared}
        disabled={share.isPending}
        onChange={(event) => {
          share.mutate(event.currentTarget.checked);
        }}
      />
      <FormProblem error={share.error} />
    </div>
  );
};
