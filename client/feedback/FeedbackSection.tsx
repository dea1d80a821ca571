// Feedback on the page of a meeting: how far it is, and the way to it.
import { Group, Stack, Text } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Due } from '#client/kit/Due.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Query } from '#client/kit/Query.tsx';
import { useFeedback } from './data.ts';
import { sentenceOf } from './feedback-words.ts';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
}

const verbs = {
  before: 'See the criteria',
  open: 'Give feedback',
  closed: 'Read feedback',
} as const;

export const FeedbackSection = ({ meeting, course }: Props) => {
  const query = useFeedback(useSelf()?.id, meeting.id);
  return (
    <Stack className="card" p="lg" gap="sm">
      <Query query={query}>
        {(desk) => (
          <Group justify="space-between" gap="md">
            <div style={{ flex: '1 1 16rem' }}>
              <Text fw={600}>{sentenceOf(desk, course.role)}</Text>
              {desk.phase !== 'off' && (
                <Text size="sm" c="dimmed">
                  <Due word="Due" at={desk.dueAt} zone={course.timeZone} />.
                </Text>
              )}
            </div>
            {desk.phase !== 'off' && course.role !== 'observer' && (
              <LinkButton
                to="/meetings/$meetingId/feedback"
                params={{ meetingId: meeting.id }}
                variant="light"
              >
                {isStaff(course) && desk.phase !== 'before' ? 'See the pairs' : verbs[desk.phase]}
              </LinkButton>
            )}
          </Group>
        )}
      </Query>
    </Stack>
  );
};
