// What staff can do with a meeting as a whole: change it, or delete it while it has no papers.
import { Button, Group, Modal } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { papersRoutes, type MeetingView } from '#shared/papers/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { refreshMeetings } from './data.ts';
import { MeetingForm } from './MeetingForm.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly onDeleted: () => void;
}

export const MeetingMenu = ({ meeting, timeZone, onDeleted }: Props) => {
  const [shown, setShown] = useState<'form' | 'delete'>();
  const close = () => {
    setShown(undefined);
  };
  const remove = useMutation({
    mutationFn: () => call(papersRoutes.deleteMeeting, { params: { meetingId: meeting.id } }),
    onSuccess: async () => {
      onDeleted();
      await refreshMeetings();
    },
    onError: sayRefused,
  });
  return (
    <Group gap="xs" className="no-print">
      <Button
        variant="default"
        leftSection={<IconPencil size={16} />}
        onClick={() => {
          setShown('form');
        }}
      >
        Edit
      </Button>
      {meeting.papers.length === 0 && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => {
            setShown('delete');
          }}
        >
          Delete
        </Button>
      )}
      <Modal opened={shown === 'form'} onClose={close} title="Edit the meeting" closeOnClickOutside={false}>
        <MeetingForm courseId={meeting.courseId} timeZone={timeZone} meeting={meeting} onDone={close} />
      </Modal>
      <Confirm
        opened={shown === 'delete'}
        title="Delete this meeting?"
        verb="Delete the meeting"
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        “{meeting.topic}” disappears from the term for everybody. The meetings after it get new numbers.
      </Confirm>
    </Group>
  );
};
