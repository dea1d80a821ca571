// The addresses of those whose review is missing, to be copied into a mail of one's own, with words to begin with.
import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { ReviewStatus } from '#shared/reviews/contract.ts';
import { honestTime } from '#shared/kernel/moments.ts';
import { membersQuery } from '#client/courses/data.ts';
import { CopyButton } from '#client/kit/CopyButton.tsx';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { Query } from '#client/kit/Query.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly states: readonly ReviewStatus[];
}

const textFor = ({ number, topic, reviewsDueAt, id }: MeetingView, timeZone: string) =>
  `Your review for meeting ${String(number)}, “${topic}”, is not in yet. It is due ${honestTime(reviewsDueAt, timeZone, timeZone)} (${timeZone.replaceAll('_', ' ')}). Write it here: ${window.location.origin}/meetings/${id}/review`;

const Addresses = ({ meeting, timeZone, states }: Props) => {
  const members = useQuery(membersQuery(meeting.courseId));
  return (
    <Query query={members}>
      {(all) => {
        const emails = states.flatMap(
          ({ personId }) => all.find((member) => member.personId === personId)?.email ?? [],
        );
        const addresses = emails.join(', ');
        const text = textFor(meeting, timeZone);
        return (
          <Stack gap="sm">
            <Text size="sm">
              {emails.length === 1 ? 'One student has' : `${String(emails.length)} students have`} not
              submitted. Put the addresses into the blind copies of a mail: then nobody sees who else is late.
            </Text>
            <Textarea label="Addresses" readOnly autosize maxRows={6} value={addresses} />
            <Textarea label="Words to begin with" readOnly autosize value={text} />
            <Group justify="flex-end">
              <CopyButton text={text} what="Copy the words" />
              <CopyButton text={addresses} what="Copy the addresses" />
            </Group>
          </Stack>
        );
      }}
    </Query>
  );
};

/** A button, and behind it the addresses of all who have not submitted; nothing where all have. */
export const Reminder = ({ meeting, timeZone, states }: Props) => {
  const missing = states.filter(({ submission }) => submission === null);
  if (missing.length === 0) return null;
  return (
    <DialogButton
      variant="default"
      label={`Remind ${String(missing.length)} ${missing.length === 1 ? 'student' : 'students'}`}
      title="Remind those who are missing"
      size="lg"
    >
      {() => <Addresses meeting={meeting} timeZone={timeZone} states={missing} />}
    </DialogButton>
  );
};
