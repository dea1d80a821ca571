// The rounds on a meeting’s page: the way into the class while it is time, and the record afterwards.
import { Group, Stack, Text } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { phaseOf } from '#client/papers/phase.ts';
import { useRecord } from './data.ts';
import './rounds.css';

const told = (phase: ReturnType<typeof phaseOf>, rounds: number, staff: boolean): string => {
  if (phase === 'live') return 'The class is open.';
  if (phase === 'over') return rounds === 0 ? 'No rounds were held in this meeting.' : '';
  return staff
    ? 'You can open the desk at any time; students are asked to join from 30 minutes before the start.'
    : 'The class opens 30 minutes before the start.';
};

export const RoundsSection = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const staff = isStaff(course);
  const phase = phaseOf(meeting, useNow());
  const records = useRecord(meeting.id).data ?? [];
  const sentence = told(phase, records.length, staff);
  return (
    <Stack>
      <Group justify="space-between">
        {sentence !== '' && <Text c="dimmed">{sentence}</Text>}
        {(phase === 'live' || staff) && (
          <LinkButton
            to="/meetings/$meetingId/live"
            params={{ meetingId: meeting.id }}
            size="md"
            variant={phase === 'live' ? 'filled' : 'default'}
          >
            {staff ? 'Run the meeting' : 'Join the class'}
          </LinkButton>
        )}
      </Group>
    </Stack>
  );
};
