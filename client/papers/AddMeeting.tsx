// The button and dialog with which staff add a meeting to the term.
import { Button, Modal } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { MeetingForm } from './MeetingForm.tsx';

interface Props {
  readonly courseId: Id;
  readonly timeZone: string;
  readonly meetings: readonly MeetingView[];
  readonly onAdded: (meeting: MeetingView) => void;
}

export const AddMeeting = ({ courseId, timeZone, meetings, onAdded }: Props) => {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        leftSection={<IconPlus size={18} />}
        onClick={() => {
          setOpened(true);
        }}
      >
        Add a meeting
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        title="Add a meeting"
        closeOnClickOutside={false}
      >
        <MeetingForm
          courseId={courseId}
          timeZone={timeZone}
          after={meetings.at(-1)}
          onDone={(meeting) => {
            setOpened(false);
            onAdded(meeting);
          }}
        />
      </Modal>
    </>
  );
};
