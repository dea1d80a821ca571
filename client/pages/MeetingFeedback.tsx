// Feedback of a meeting: what one gives and has received, or for staff all pairs.
import { Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { SamplesFirst } from '#client/feedback/calibration/SamplesFirst.tsx';
import { LookedAt } from '#client/feedback/LookedAt.tsx';
import { useFeedback, usePairings } from '#client/feedback/data.ts';
import { sentenceOf } from '#client/feedback/feedback-words.ts';
import { GiveFeedback } from '#client/feedback/GiveFeedback.tsx';
import { PairingsTable } from '#client/feedback/PairingsTable.tsx';
import { ReceivedSheet } from '#client/feedback/ReceivedSheet.tsx';
import { Due } from '#client/kit/Due.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import '#client/feedback/feedback.css';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
}

const Pairs = ({ meeting, course }: Props) => {
  const query = usePairings(course.id, meeting.id);
  return (
    <Query query={query}>
      {(all) =>
        all.phase === 'before' ? (
          <Stack gap="xl">
            <EmptyState title="No pairs yet">
              They are drawn once the reviews are <Due at={all.opensAt} zone={course.timeZone} />.
            </EmptyState>
            <LookedAt title="What classmates will look at" criteria={all.criteria} />
          </Stack>
        ) : (
          <PairingsTable meetingId={meeting.id} all={all} />
        )
      }
    </Query>
  );
};

const Own = ({ meeting, course, personId }: Props & { personId: string }) => {
  const query = useFeedback(personId, meeting.id);
  return (
    <Query query={query}>
      {(desk) => (
        <Stack gap="xl">
          <div>
            <Text fw={600}>{sentenceOf(desk, course.role)}</Text>
            {desk.phase !== 'off' && (
              <Text size="sm" c="dimmed">
                <Due word="Due" at={desk.dueAt} zone={course.timeZone} />.
                {desk.phase === 'open' &&
                  ' What you write reaches the author then, without your name or the time.'}
              </Text>
            )}
          </div>
          {course.role === 'student' && (desk.phase === 'before' || desk.phase === 'open') && (
            <SamplesFirst
              courseId={course.id}
              personId={personId}
              isFirst={desk.phase === 'before' || desk.waitsForSamples}
              isHeldUp={desk.waitsForSamples}
            />
          )}
          {desk.phase === 'before' && (
            <LookedAt title="What your classmates will look at" criteria={desk.criteria} />
          )}
          {desk.received.length > 0 && (
            <Stack component="section" aria-label="Received">
              <Title order={2} fz="1.3rem">
                Received
              </Title>
              {desk.received.map((received) => (
                <ReceivedSheet
                  key={received.id}
                  received={received}
                  criteria={desk.criteria}
                  meetingId={meeting.id}
                  personId={personId}
                />
              ))}
            </Stack>
          )}
          {desk.toGive.length > 0 && (
            <Stack component="section" aria-label={desk.phase === 'open' ? 'To give' : 'Given'}>
              <Title order={2} fz="1.3rem">
                {desk.phase === 'open' ? 'To give' : 'Given'}
              </Title>
              {desk.toGive.map((given) => (
                <GiveFeedback
                  key={given.id}
                  given={given}
                  criteria={desk.criteria}
                  meeting={meeting}
                  personId={personId}
                  isOpen={desk.phase === 'open'}
                />
              ))}
            </Stack>
          )}
        </Stack>
      )}
    </Query>
  );
};

const Feedback = ({ meeting, course }: Props) => {
  const self = useSelf();
  return (
    <Page
      title="Feedback"
      above={
        <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
          {`Meeting ${String(meeting.number)}: ${meeting.topic}`}
        </Link>
      }
      below={
        <Group gap="md" className="quiet-links">
          <Link to="/courses/$courseId/feedback-scores" params={{ courseId: course.id }}>
            {isStaff(course) ? 'Scores for giving feedback' : 'Your score for giving feedback'}
          </Link>
          {course.role !== 'observer' && (
            <Link to="/courses/$courseId/feedback-samples" params={{ courseId: course.id }}>
              Sample reviews
            </Link>
          )}
          {course.role === 'instructor' && (
            <Link to="/courses/$courseId/feedback-criteria" params={{ courseId: course.id }}>
              Criteria
            </Link>
          )}
        </Group>
      }
    >
      {isStaff(course) ? (
        <Pairs meeting={meeting} course={course} />
      ) : (
        self && <Own meeting={meeting} course={course} personId={self.id} />
      )}
    </Page>
  );
};

export const MeetingFeedback = () => {
  const { meetingId } = useParams({ from: '/meetings/$meetingId/feedback' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => <Feedback meeting={meeting} course={course} />}
    </MeetingGate>
  );
};
