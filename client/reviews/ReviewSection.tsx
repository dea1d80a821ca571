// Reviews on the page of a meeting: for students their own with the next step, for staff how many are in.
import { Group, Progress, Stack, Text } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { OwnReview } from '#shared/reviews/contract.ts';
import { countAllWords } from '#shared/reviews/answers.ts';
import { isClosed as isOver, mayReadClassmatesReviews } from '#shared/reviews/rules.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Due } from '#client/kit/Due.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Ago, useNow } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { BestReviews } from './BestReviews.tsx';
import { ownReviewQuery, reviewStatesQuery, termsOf, useReviewNews } from './data.ts';
import { useOwnReviewNews } from './own-news.ts';
import { ShareSwitch } from './ShareSwitch.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  /** What a page adds about one's own review once it is submitted. */
  readonly ownMore?: ReactNode;
}

const wordsOf = (review: OwnReview) => {
  const words = countAllWords(review.questions, review.answers);
  return words === 1 ? '1 word' : `${words.toLocaleString('en')} words`;
};

const OwnState = ({ review }: { review: OwnReview }) => {
  const { submission } = review;
  if (submission)
    return (
      <>
        Submitted <Ago at={submission.at} />
        {submission.late ? ', late' : ''}, version {submission.version}
        {review.isChanged ? '; you have changed it since' : ''}.
      </>
    );
  return <>{review.revision > 0 ? `A draft of ${wordsOf(review)} is saved.` : 'You have not begun yet.'}</>;
};

const Own = ({ meeting, course, ownMore }: Props) => {
  const query = useQuery(ownReviewQuery(meeting.id));
  const now = useNow();
  return (
    <Query query={query}>
      {(review) => {
        const isClosed = isOver(termsOf(meeting, course, review), now);
        const isDone = (review.submission !== null && !review.isChanged) || isClosed;
        const verb = isDone ? 'View' : review.revision > 0 ? 'Continue' : 'Write';
        return (
          <>
            <Group justify="space-between" gap="md">
              <div>
                <Text fw={600}>
                  <OwnState review={review} />
                </Text>
                <Text size="sm" c="dimmed">
                  <Due word="Due" at={review.dueAt} zone={course.timeZone} />
                  {review.isExtended && ' (extended for you)'}.
                  {review.role && ` You write as ${review.role.title}. ${review.role.about}`}
                  {review.lateDaysLeft !== null && ` You have ${String(review.lateDaysLeft)} late days left.`}
                  {isClosed && ' Reviews are not accepted any more.'}
                </Text>
              </div>
              <LinkButton
                to="/meetings/$meetingId/review"
                params={{ meetingId: meeting.id }}
                variant={isDone ? 'light' : 'filled'}
                leftSection={isDone ? <IconEye size={18} /> : <IconPencil size={18} />}
              >
                {verb} your review
              </LinkButton>
            </Group>
            {review.submission !== null && ownMore}
            <ShareSwitch meetingId={meeting.id} course={course} review={review} />
          </>
        );
      }}
    </Query>
  );
};

const Submitted = ({ meeting, course }: Props) => {
  const query = useQuery(reviewStatesQuery(meeting.id));
  useReviewNews(course.id, meeting.id);
  return (
    <Query query={query}>
      {(states) => {
        const done = states.filter(({ submission }) => submission !== null).length;
        const late = states.filter(({ state }) => state === 'late').length;
        const drafts = states.filter(({ state }) => state === 'draft').length;
        const more = [late > 0 ? `${String(late)} late` : '', drafts > 0 ? `${String(drafts)} in draft` : ''];
        return (
          <Group justify="space-between" gap="md">
            <div style={{ flex: '1 1 16rem', maxWidth: '28rem' }}>
              <Text fw={600} className="figures">
                {done} of {states.length} submitted
                <Text span c="dimmed" fw={400}>
                  {more
                    .filter(Boolean)
                    .map((one) => `, ${one}`)
                    .join('')}
                </Text>
              </Text>
              <Progress
                value={states.length === 0 ? 0 : (done / states.length) * 100}
                size="sm"
                my={6}
                aria-label="Reviews submitted"
              />
              <Text size="sm" c="dimmed">
                <Due word="Due" at={meeting.reviewsDueAt} zone={course.timeZone} />.
              </Text>
            </div>
            <LinkButton to="/meetings/$meetingId/reviews" params={{ meetingId: meeting.id }} variant="light">
              Read the reviews
            </LinkButton>
          </Group>
        );
      }}
    </Query>
  );
};

/** What stands under “Reviews” on the page of a meeting. */
export const ReviewSection = ({ meeting, course, ownMore }: Props) => {
  const self = useSelf();
  const now = useNow();
  const own = useQuery({ ...ownReviewQuery(meeting.id), enabled: course.role === 'student' });
  useOwnReviewNews(course.role === 'student' ? self?.id : undefined, meeting.id);
  if (!self) return null;
  const verdict = mayReadClassmatesReviews(
    { personId: self.id, courseId: course.id, role: course.role },
    termsOf(meeting, course, own.data),
    now,
  );
  return (
    <Stack className="card" p="lg" gap="sm">
      {course.role === 'student' && <Own meeting={meeting} course={course} ownMore={ownMore} />}
      {isStaff(course) ? (
        <Submitted meeting={meeting} course={course} />
      ) : (
        <Text size="sm" c="dimmed">
          {verdict === true ? (
            <Link to="/meetings/$meetingId/reviews" params={{ meetingId: meeting.id }}>
              Read {course.role === 'student' ? 'classmates’' : 'the'} reviews
            </Link>
          ) : (
            verdict.message
          )}
        </Text>
      )}
      {verdict === true && <BestReviews meeting={meeting} />}
    </Stack>
  );
};
