// One line about one's own review: how much was said about it, how much of that is new, and the way there.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Id } from '#shared/kernel/primitives.ts';
import { useSelf } from '#client/kernel/session.ts';
import { ownReviewQuery } from '#client/reviews/data.ts';
import { remarkCountsQuery, useOwnRemarkNews } from './data.ts';
import './remarks.css';

const say = (count: number, one: string, many: string) => `${String(count)} ${count === 1 ? one : many}`;

/** For the author of a submitted review. */
export const OwnRemarks = ({ meetingId }: { meetingId: Id }) => {
  const self = useSelf();
  const reviewId = useQuery(ownReviewQuery(meetingId)).data?.id;
  const counts = useQuery(remarkCountsQuery(meetingId)).data;
  useOwnRemarkNews(self?.id, meetingId);
  if (reviewId == null) return null;
  const { count = 0, fresh = 0 } = counts?.find((one) => one.reviewId === reviewId) ?? {};
  return (
    <Text size="sm">
      <Link to="/reviews/$reviewId" params={{ reviewId }}>
        {count === 0
          ? 'Read it as others do'
          : say(count, 'remark on your review', 'remarks and replies on your review')}
      </Link>
      {fresh > 0 && <span className="remark-fresh">{String(fresh)} new</span>}
    </Text>
  );
};
