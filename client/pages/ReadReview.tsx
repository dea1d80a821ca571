// One submitted review on a page of its own, with what was said about it: for its author, and for links that lead to a remark.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type Review } from '#shared/reviews/contract.ts';
import { reading } from '#client/kernel/query.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { ReviewWithRemarks } from '#client/remarks/ReviewWithRemarks.tsx';
import { ReviewSheet } from '#client/reviews/ReviewSheet.tsx';

const route = getRouteApi('/reviews/$reviewId');

interface Props {
  readonly review: Review;
  readonly meeting: MeetingView;
  readonly course: Course;
}

const Sheet = ({ review, meeting, course }: Props) => {
  const { remark, words } = route.useSearch();
  return (
    <Page
      title={review.isOwn ? 'Your review' : 'Review'}
      width="text"
      above={
        <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
          {`Meeting ${String(meeting.number)}: ${meeting.topic}`}
        </Link>
      }
    >
      <ReviewSheet
        review={review}
        meeting={meeting}
        timeZone={course.timeZone}
        isForStaff={isStaff(course) && !review.isOwn}
      >
        <ReviewWithRemarks
          review={review}
          meeting={meeting}
          course={course}
          remarkId={remark}
          words={words}
        />
      </ReviewSheet>
    </Page>
  );
};

export const ReadReview = () => {
  const { reviewId } = route.useParams();
  const query = useQuery(reading(reviewsRoutes.readReview, { params: { reviewId } }));
  return (
    <Query query={query} loading={<LoadingPage />}>
      {(review) => (
        <MeetingGate meetingId={review.meetingId}>
          {(meeting, course) => <Sheet review={review} meeting={meeting} course={course} />}
        </MeetingGate>
      )}
    </Query>
  );
};
