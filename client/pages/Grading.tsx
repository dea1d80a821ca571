// The page where the staff mark the reviews of a meeting, one after the other.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { queueQuery, useGradingNews } from '#client/grading/data.ts';
import { GradingDesk } from '#client/grading/GradingDesk.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { ReviewWithRemarks } from '#client/remarks/ReviewWithRemarks.tsx';
import { reviewsQuery, reviewStatesQuery, useReviewNews } from '#client/reviews/data.ts';
import { ReviewSheet } from '#client/reviews/ReviewSheet.tsx';

const route = getRouteApi('/meetings/$meetingId/grading');

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly personId: string;
}

const Desk = ({ meeting, course, personId }: Props) => {
  const queue = useQuery(queueQuery(meeting.id));
  const reviews = useQuery(reviewsQuery(meeting.id));
  const states = useQuery(reviewStatesQuery(meeting.id));
  useReviewNews(course.id, meeting.id);
  useGradingNews(course.id, meeting.id);
  const { review: openId } = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => {
    document.title = `Marking: ${meeting.topic} · Paperround`;
  }, [meeting.topic]);

  const sheet = (reviewId: string, isNamed: boolean) => {
    const review = reviews.data?.find(({ id }) => id === reviewId);
    if (!review) return null;
    const status = states.data?.find((one) => one.reviewId === reviewId);
    return (
      <ReviewSheet
        review={isNamed ? review : { ...review, author: null }}
        meeting={meeting}
        timeZone={course.timeZone}
        isForStaff
        citations={status?.citations}
      >
        <ReviewWithRemarks
          review={review}
          meeting={meeting}
          course={course}
          authorAs={isNamed ? undefined : review.alias}
          isMarking
        />
      </ReviewSheet>
    );
  };
  return (
    <div className="grading-page">
      <div className="grading-head">
        <p className="quiet quiet-links">
          <Link to="/meetings/$meetingId/reviews" params={{ meetingId: meeting.id }} search={{}}>
            {`Meeting ${String(meeting.number)}: reviews`}
          </Link>
        </p>
        <h1 className="serif">Marking: {meeting.topic}</h1>
      </div>
      <Query query={queue}>
        {(all) => (
          <Query query={reviews}>
            {() => (
              <GradingDesk
                meeting={meeting}
                courseId={course.id}
                personId={personId}
                queue={all}
                openId={openId}
                onOpen={(review) => void navigate({ search: { review }, replace: true, resetScroll: false })}
                sheet={sheet}
              />
            )}
          </Query>
        )}
      </Query>
    </div>
  );
};

const Guarded = ({ meeting, course, personId }: Props) => {
  const verdict = mayGrade({ personId, courseId: course.id, role: course.role });
  if (verdict === true) return <Desk meeting={meeting} course={course} personId={personId} />;
  return (
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
  );
};

export const Grading = () => {
  const { meetingId } = route.useParams();
  const self = useSelf();
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) =>
        self ? (
          <Guarded key={meeting.id + self.id} meeting={meeting} course={course} personId={self.id} />
        ) : (
          <LoadingPage />
        )
      }
    </MeetingGate>
  );
};
