// The reviews of a meeting: the staff's list of who has submitted, or what classmates may read.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { mayReadClassmatesReviews } from '#shared/reviews/rules.ts';
import { queueQuery, useGradingNews } from '#client/grading/data.ts';
import { OwnMarks } from '#client/grading/OwnMarks.tsx';
import { marksColumn } from '#client/grading/marks-column.tsx';
import { useMemo } from 'react';
import { useSelf } from '#client/kernel/session.ts';
import { Due } from '#client/kit/Due.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import {
  ownReviewQuery,
  reviewsQuery,
  reviewStatesQuery,
  termsOf,
  useArrangedNews,
  useReviewNews,
} from '#client/reviews/data.ts';
import { remarkCountsQuery } from '#client/remarks/data.ts';
import { ReviewWithRemarks } from '#client/remarks/ReviewWithRemarks.tsx';
import { ReviewBoard } from '#client/reviews/ReviewBoard.tsx';

const route = getRouteApi('/meetings/$meetingId/reviews');

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
}

const Board = ({ meeting, course }: Props) => {
  const isForStaff = isStaff(course);
  const reviews = useQuery(reviewsQuery(meeting.id));
  const states = useQuery({ ...reviewStatesQuery(meeting.id), enabled: isForStaff });
  useReviewNews(isForStaff ? course.id : undefined, meeting.id);
  useArrangedNews(course.id, meeting.id);
  const queue = useQuery({ ...queueQuery(meeting.id), enabled: isForStaff });
  useGradingNews(isForStaff ? course.id : undefined, meeting.id);
  const self = useSelf();
  const counts = useQuery(remarkCountsQuery(meeting.id)).data;
  const said = useMemo(
    () => counts && new Map(counts.map(({ reviewId, count }) => [reviewId, count])),
    [counts],
  );
  const { person } = route.useSearch();
  const navigate = route.useNavigate();
  const board = (known: NonNullable<typeof reviews.data>, all: typeof states.data | null) => (
    <ReviewBoard
      meeting={meeting}
      timeZone={course.timeZone}
      reviews={known}
      states={all ?? null}
      column={marksColumn(meeting.id, queue.data?.reviews)}
      actions={
        <LinkButton to="/meetings/$meetingId/grading" params={{ meetingId: meeting.id }} size="sm">
          Mark the reviews
        </LinkButton>
      }
      below={<OwnMarks personId={self?.id} meetingId={meeting.id} timeZone={course.timeZone} />}
      openId={person}
      said={said}
      textOf={(review) => <ReviewWithRemarks review={review} meeting={meeting} course={course} />}
      onOpen={(id) => void navigate({ search: { person: id }, replace: true, resetScroll: false })}
    />
  );
  return (
    <Query query={reviews}>
      {(known) =>
        isForStaff ? <Query query={states}>{(all) => board(known, all)}</Query> : board(known, null)
      }
    </Query>
  );
};

const Reviews = ({ meeting, course }: Props) => {
  const self = useSelf();
  const now = useNow();
  const own = useQuery({ ...ownReviewQuery(meeting.id), enabled: course.role === 'student' });
  const member = { personId: self?.id ?? '', courseId: course.id, role: course.role };
  const verdict = mayReadClassmatesReviews(member, termsOf(meeting, course, own.data), now);
  return (
    <Page
      title={isStaff(course) ? 'Reviews' : 'Classmates’ reviews'}
      width={isStaff(course) ? 'full' : 'wide'}
      above={
        <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
          {`Meeting ${String(meeting.number)}: ${meeting.topic}`}
        </Link>
      }
      below={<Due word="Due" at={meeting.reviewsDueAt} zone={course.timeZone} />}
    >
      {verdict === true ? (
        <Board meeting={meeting} course={course} />
      ) : (
        <EmptyState
          title="Not open to you"
          action={
            <LinkButton to="/meetings/$meetingId" params={{ meetingId: meeting.id }} variant="default">
              To the meeting
            </LinkButton>
          }
        >
          {verdict.message}
        </EmptyState>
      )}
    </Page>
  );
};

export const MeetingReviews = () => {
  const { meetingId } = route.useParams();
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => <Reviews meeting={meeting} course={course} />}
    </MeetingGate>
  );
};
