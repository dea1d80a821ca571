// On the page of a talk: how far feedback on it is for whoever looks, and the way to it.
import { Group, Text } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkDesk } from '#shared/talk-feedback/contract.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { useTalkDesk, type TalkRef } from './data.ts';

interface Props {
  readonly personId: Id;
  readonly course: Pick<Course, 'id' | 'role' | 'timeZone'>;
  readonly talk: TalkRef;
}

/** What can be done there, and what stands before it. */
const wordsFor = (
  { phase, own, presenterIds, results }: TalkDesk,
  { personId, course: { role } }: Props,
): { said: string; verb: string; isNext?: boolean } => {
  if (presenterIds.includes(personId))
    return results === 'waits'
      ? {
          said: 'Your classmates’ feedback comes when the time to give it is over.',
          verb: 'Marks and feedback',
        }
      : results === 'too_few'
        ? { said: 'Too few classmates gave feedback to show it.', verb: 'Marks and feedback' }
        : { said: 'Your classmates’ feedback is here.', verb: 'Read the feedback', isNext: true };
  if (isStaff({ role }))
    return { said: 'Classmates give feedback; the staff grade.', verb: 'Grade the talk' };
  if (phase === 'before') return { said: 'Feedback opens when the meeting begins.', verb: 'See the rubric' };
  if (phase === 'closed')
    return own?.isGiven
      ? { said: 'You gave feedback on this talk.', verb: 'Read it' }
      : { said: 'Feedback on this talk is closed.', verb: 'See the rubric' };
  if (!own) return { said: 'Classmates give feedback now.', verb: 'See the rubric' };
  return own.isGiven
    ? { said: 'You have given feedback on this talk.', verb: 'Change your feedback' }
    : { said: 'You have given no feedback on this talk yet.', verb: 'Give feedback', isNext: true };
};

export const TalkFeedbackLine = (props: Props) => {
  const { personId, course, talk } = props;
  const query = useTalkDesk(personId, course.id, talk);
  return (
    <Query query={query}>
      {(desk) => {
        if (desk.presenterIds.length === 0)
          return <Text c="dimmed">There is feedback once somebody presents this paper.</Text>;
        const { said, verb, isNext } = wordsFor(desk, props);
        return (
          <Group className="card" p="lg" justify="space-between" gap="md">
            <div style={{ flex: '1 1 14rem' }}>
              <Text fw={600}>{said}</Text>
              {desk.phase !== 'closed' && (
                <Text size="sm" c="dimmed">
                  Open until <Moment at={desk.closesAt} zone={course.timeZone} />.
                </Text>
              )}
            </div>
            <LinkButton
              to="/meetings/$meetingId/talks/$paperId/feedback"
              params={{ ...talk }}
              variant={isNext ? 'filled' : 'light'}
            >
              {verb}
            </LinkButton>
          </Group>
        );
      }}
    </Query>
  );
};
