// The card of the next meeting with what this person has to do for it.
import { IconArrowRight, IconBook2, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Role } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes, type OwnReview } from '#shared/reviews/contract.ts';
import { reading } from '#client/kernel/query.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Moment, useNow } from '#client/kit/Moment.tsx';
import { MeetingCard } from '#client/papers/MeetingCard.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useOwnReviewNews } from '#client/reviews/own-news.ts';
import { nextStep, type Step } from './next-step.ts';

const Due = ({ review, timeZone }: { review: OwnReview; timeZone: string }) => {
  const now = useNow();
  if (review.submission)
    return (
      <>
        Review submitted <Moment at={review.submission.at} zone={timeZone} />
        {review.submission.late ? ', late' : ''}
        {review.isChanged ? '; your draft has changed since' : ''}.
      </>
    );
  return (
    <>
      Review {new Date(review.dueAt) < now ? 'was due' : 'due'} <Moment at={review.dueAt} zone={timeZone} />
      {review.revision > 0 ? '; a draft is saved' : ''}.
    </>
  );
};

const StepButton = ({ step, meetingId }: { step: Step; meetingId: string }) => {
  if (step.kind === 'join')
    return (
      <LinkButton
        to="/meetings/$meetingId/live"
        params={{ meetingId }}
        size="md"
        rightSection={<IconArrowRight size={18} />}
      >
        Join live
      </LinkButton>
    );
  if (step.kind === 'review')
    return (
      <LinkButton
        to="/meetings/$meetingId/review"
        params={{ meetingId }}
        size="md"
        leftSection={<IconPencil size={18} />}
      >
        {step.begun ? 'Go on with your review' : 'Write your review'}
      </LinkButton>
    );
  if (step.kind === 'read')
    return (
      <LinkButton
        to="/documents/$documentId"
        params={{ documentId: step.documentId }}
        size="md"
        leftSection={<IconBook2 size={18} />}
      >
        Read
      </LinkButton>
    );
  return (
    <LinkButton to="/meetings/$meetingId" params={{ meetingId }} size="md">
      Open the meeting
    </LinkButton>
  );
};

interface Props {
  readonly meeting: MeetingView;
  readonly course: { readonly title: string; readonly timeZone: string; readonly role: Role };
  /** Names the course on the card. */
  readonly showsCourse?: boolean;
}

export const NextMeeting = ({ meeting, course, showsCourse = false }: Props) => {
  const now = useNow();
  const { data: review } = useQuery({
    ...reading(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } }),
    enabled: course.role === 'student',
  });
  const self = useSelf();
  useOwnReviewNews(course.role === 'student' ? self?.id : undefined, meeting.id);
  const step = nextStep(meeting, course.role, review, now);
  return (
    <MeetingCard
      meeting={meeting}
      timeZone={course.timeZone}
      {...(showsCourse ? { course: course.title } : {})}
      due={review && <Due review={review} timeZone={course.timeZone} />}
      action={
        <>
          {step.kind !== 'open' && (
            <LinkButton
              to="/meetings/$meetingId"
              params={{ meetingId: meeting.id }}
              variant="subtle"
              size="md"
            >
              Open the meeting
            </LinkButton>
          )}
          <StepButton step={step} meetingId={meeting.id} />
        </>
      }
    />
  );
};
