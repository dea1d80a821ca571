// What staff can do with a paper of a meeting: correct it, give it another PDF, move it, take it out.
import { ActionIcon, Menu, Modal } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconFileUpload,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { papersRoutes, type MeetingView, type PaperView } from '#shared/papers/contract.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { refreshMeetings } from './data.ts';
import { PaperForm } from './PaperForm.tsx';
import { ReplacePdf } from './ReplacePdf.tsx';

/** The papers' ids with one moved by one place. */
const moved = (papers: readonly PaperView[], id: string, by: -1 | 1): string[] => {
  const order = papers.map((paper) => paper.id);
  const from = order.indexOf(id);
  order.splice(from + by, 0, ...order.splice(from, 1));
  return order;
};

export const PaperMenu = ({ meeting, paper }: { meeting: MeetingView; paper: PaperView }) => {
  const [shown, setShown] = useState<'form' | 'remove' | 'replace'>();
  const close = () => {
    setShown(undefined);
  };
  const place = meeting.papers.findIndex(({ id }) => id === paper.id);
  const move = useMutation({
    mutationFn: (by: -1 | 1) =>
      call(papersRoutes.changeMeeting, {
        params: { meetingId: meeting.id },
        body: { revision: meeting.revision, paperOrder: moved(meeting.papers, paper.id, by) },
      }),
    onError: sayRefused,
    onSettled: refreshMeetings,
  });
  const remove = useMutation({
    mutationFn: () => call(papersRoutes.removePaper, { params: { paperId: paper.id } }),
    onSuccess: () => {
      sayDone('The paper was taken out.');
      close();
    },
    onError: sayRefused,
    onSettled: refreshMeetings,
  });
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Arrange “${paper.title}”`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPencil size={16} />}
            onClick={() => {
              setShown('form');
            }}
          >
            Edit title and authors
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileUpload size={16} />}
            onClick={() => {
              setShown('replace');
            }}
          >
            {paper.document ? 'Replace the PDF' : 'Upload its PDF'}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={16} />}
            disabled={place === 0 || move.isPending}
            onClick={() => {
              move.mutate(-1);
            }}
          >
            Move up
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={16} />}
            disabled={place === meeting.papers.length - 1 || move.isPending}
            onClick={() => {
              move.mutate(1);
            }}
          >
            Move down
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="var(--bad)"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              setShown('remove');
            }}
          >
            Take out of the meeting
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={shown === 'form'}
        onClose={close}
        title="Edit the paper"
        size="lg"
        closeOnClickOutside={false}
      >
        <PaperForm meetingId={meeting.id} paper={paper} onDone={close} />
      </Modal>
      <ReplacePdf paper={paper} opened={shown === 'replace'} onClose={close} />
      <Confirm
        opened={shown === 'remove'}
        title="Take the paper out?"
        verb="Take it out"
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        “{paper.title}” leaves this meeting. Its threads stay stored.
      </Confirm>
    </>
  );
};
