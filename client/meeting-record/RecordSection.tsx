// The record on a meeting's page: the takeaways, and the way to the rest.
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { recordQuery } from './data.ts';
import { Takeaways } from './Takeaways.tsx';

const counted = (count: number, one: string): string =>
  count === 1 ? `1 ${one}` : `${String(count)} ${one}s`;

/** Nothing where nobody has checked in yet. */
export const RecordSection = ({ meeting }: { meeting: MeetingView }) => {
  const record = useQuery({ ...recordQuery(meeting.id), refetchOnMount: 'always' }).data;
  if (!record || (record.rounds.length === 0 && record.takeaways.length === 0)) return null;
  const wrote = record.rounds.flatMap(({ groups }) => groups);
  return (
    <Stack gap="md">
      {record.takeaways.length > 0 && <Takeaways takeaways={record.takeaways} />}
      <Group justify="space-between">
        <Text c="dimmed" className="figures">
          {counted(record.rounds.length, 'round')}, {counted(wrote.length, 'group')}
          {record.absent !== null && `, ${String(record.attendance.length)} people`}
        </Text>
        <LinkButton
          to="/meetings/$meetingId/record"
          params={{ meetingId: meeting.id }}
          variant="default"
          size="md"
        >
          Open the record
        </LinkButton>
      </Group>
    </Stack>
  );
};
