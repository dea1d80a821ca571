// Lets the staff count a review among the best three of its meeting, or no longer.
import { Button } from '@mantine/core';
import { IconAward, IconAwardFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { reviewsRoutes, type Review } from '#shared/reviews/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { sayRefused } from '#client/kit/say.ts';
import { reviewsQuery } from './data.ts';

export const PickButton = ({ review }: { review: Review }) => {
  const pick = useMutation({
    mutationFn: (isPicked: boolean) =>
      call(reviewsRoutes.pickReview, { params: { reviewId: review.id }, body: { isPicked } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(reviewsQuery(saved.meetingId).queryKey, (all) =>
        all?.map((one) => (one.id === saved.id ? saved : one)),
      );
    },
    onError: sayRefused,
  });
  const Icon = review.isPicked ? IconAwardFilled : IconAward;
  return (
    <Button
      size="compact-sm"
      variant={review.isPicked ? 'light' : 'default'}
      className="no-print"
      aria-pressed={review.isPicked}
      loading={pick.isPending}
      leftSection={<Icon size={16} aria-hidden="true" />}
      onClick={() => {
        pick.mutate(!review.isPicked);
      }}
    >
      Among the best three
    </Button>
  );
};
