// What can be done with a thread or a reply besides reading it, in groups: the text, its standing, what ends it.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsHorizontal,
  IconCircleCheck,
  IconDots,
  IconFlag,
  IconHistory,
  IconLink,
  IconPencil,
  IconRosetteDiscountCheck,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import {
  mayAcceptReply,
  mayChangeAnchor,
  mayDelete,
  mayEdit,
  mayEndorse,
  mayReadHistory,
  mayReport,
} from '#shared/annotations/rules.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { useCardFacts } from './card-facts.ts';
import { keepFocusNear } from './card-focus.ts';
import { acceptReply, deleteReply, deleteThread, setEndorsed } from './commands.ts';
import { HistoryDialog } from './HistoryDialog.tsx';
import { copyAddress, threadAddress } from './links.ts';
import { useReading } from './reading-context.ts';
import { ReportDialog } from './ReportDialog.tsx';

interface Props {
  readonly thread: ThreadView;
  readonly reply?: ReplyView;
  readonly onEdit: () => void;
}

/** A menu gives the focus back a moment after it has closed: what takes the focus itself must come later. */
const afterMenu = (act: () => void) => setTimeout(act, 60);

type Dialog = 'delete' | 'report' | 'history' | null;

export const WrittenMenu = ({ thread, reply, onEdit }: Props) => {
  const { member, document } = useReading();
  const { changeExtent } = useCardFacts();
  const [dialog, setDialog] = useState<Dialog>(null);
  const post = reply ?? thread;
  const what = reply ? 'reply' : 'thread';
  const close = () => {
    setDialog(null);
  };
  const remove = useMutation({
    mutationFn: () => {
      keepFocusNear(thread.id);
      return reply ? deleteReply(thread, reply.id) : deleteThread(thread);
    },
    onSuccess: close,
    onError: sayRefused,
  });
  const change = useMutation({ mutationFn: (act: () => Promise<void>) => act(), onError: sayRefused });
  if (post.deletedAt !== null) return null;

  const isAnswer = thread.acceptedReplyId === post.id;
  const isEndorsed = post.endorsedByName !== null;
  const mayAccept = reply !== undefined && mayAcceptReply(member, thread, reply) === true;
  const mayMark = mayAccept || mayEndorse(member, post) === true;
  const mayEnd = mayReport(member, post) === true || mayDelete(member, post) === true;
  const canChangeExtent =
    !reply &&
    changeExtent &&
    thread.anchor.fileHash === document.fileHash &&
    mayChangeAnchor(member, thread) === true;
  return (
    <>
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`More about this ${what}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit(member, post) === true && (
            <Menu.Item
              leftSection={<IconPencil size={16} />}
              onClick={() => {
                afterMenu(onEdit);
              }}
            >
              Edit
            </Menu.Item>
          )}
          {canChangeExtent && (
            <Menu.Item
              leftSection={<IconArrowsHorizontal size={16} />}
              onClick={() => {
                afterMenu(() => {
                  changeExtent(thread);
                });
              }}
            >
              Change the extent
            </Menu.Item>
          )}
          {post.editedAt !== null && mayReadHistory(member, post) === true && (
            <Menu.Item
              leftSection={<IconHistory size={16} />}
              onClick={() => {
                setDialog('history');
              }}
            >
              Show the edits
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconLink size={16} />}
            onClick={() => {
              copyAddress(threadAddress(thread.documentId, thread.id, reply?.id), `this ${what}`);
            }}
          >
            Copy the link
          </Menu.Item>
          {mayMark && <Menu.Divider />}
          {mayAccept && (
            <Menu.Item
              leftSection={<IconCircleCheck size={16} />}
              onClick={() => {
                change.mutate(() => acceptReply(thread, isAnswer ? null : post.id));
              }}
            >
              {isAnswer ? 'Not the answer after all' : 'Accept as the answer'}
            </Menu.Item>
          )}
          {mayEndorse(member, post) === true && (
            <Menu.Item
              leftSection={<IconRosetteDiscountCheck size={16} />}
              onClick={() => {
                change.mutate(() => setEndorsed(thread, post.id, !isEndorsed));
              }}
            >
              {isEndorsed ? 'Take the endorsement back' : 'Endorse'}
            </Menu.Item>
          )}
          {mayEnd && <Menu.Divider />}
          {mayReport(member, post) === true && (
            <Menu.Item
              leftSection={<IconFlag size={16} />}
              onClick={() => {
                setDialog('report');
              }}
            >
              Report
            </Menu.Item>
          )}
          {mayDelete(member, post) === true && (
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              color="var(--bad)"
              onClick={() => {
                setDialog('delete');
              }}
            >
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'history' && <HistoryDialog thread={thread} post={post} onClose={close} />}
      <ReportDialog thread={thread} post={post} opened={dialog === 'report'} onClose={close} />
      <Confirm
        opened={dialog === 'delete'}
        title={`Delete this ${what}`}
        verb="Delete"
        busy={remove.isPending}
        onClose={close}
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
