// What can be done with a thread or a reply besides reading it: edit, delete, copy its link.
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { mayDelete, mayEdit } from '#shared/annotations/rules.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { deleteReply, deleteThread } from './commands.ts';
import { useReading } from './reading-context.ts';

interface Props {
  readonly thread: ThreadView;
  readonly reply?: ReplyView;
  readonly onEdit: () => void;
}

const copyLink = ({ id, documentId }: ThreadView) => {
  const link = `${window.location.origin}/documents/${documentId}?thread=${id}`;
  navigator.clipboard.writeText(link).then(() => {
    sayDone('The link to this thread is on the clipboard.');
  }, sayRefused);
};

export const WrittenMenu = ({ thread, reply, onEdit }: Props) => {
  const { member } = useReading();
  const [asking, setAsking] = useState(false);
  const written = reply ?? thread;
  const what = reply ? 'reply' : 'thread';
  const remove = useMutation({
    mutationFn: () => (reply ? deleteReply(thread.id, reply.id) : deleteThread(thread)),
    onSuccess: () => {
      setAsking(false);
    },
    onError: sayRefused,
  });
  if (written.deletedAt !== null) return null;
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`More about this ${what}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit(member, written) === true && (
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
              Edit
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconLink size={16} />}
            onClick={() => {
              copyLink(thread);
            }}
          >
            Copy the link
          </Menu.Item>
          {mayDelete(member, written) === true && (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              color="red"
              onClick={() => {
                setAsking(true);
              }}
            >
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking}
        title={`Delete this ${what}`}
        verb="Delete"
        busy={remove.isPending}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        {!reply && thread.replies.length > 0
          ? 'Its text is erased for everybody. The replies stay, under a line that says something was deleted.'
          : 'Its text is erased for everybody. This cannot be undone.'}
      </Confirm>
    </>
  );
};
