// The replies of an open thread; what others add while one reads waits behind a counted line.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { Byline } from './Byline.tsx';
import { EditBox } from './EditBox.tsx';
import { useHeldBack } from './held-back.ts';
import { useReading } from './reading-context.ts';
import { ReplyBox } from './ReplyBox.tsx';
import { WrittenMenu } from './WrittenMenu.tsx';

const Reply = ({ thread, reply }: { thread: ThreadView; reply: ReplyView }) => {
  const [editing, setEditing] = useState(false);
  return (
    <li className="reply">
      <div className="thread-line">
        <Byline written={reply} />
        <WrittenMenu
          thread={thread}
          reply={reply}
          onEdit={() => {
            setEditing(true);
          }}
        />
      </div>
      {editing ? (
        <EditBox
          thread={thread}
          reply={reply}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : reply.deletedAt === null ? (
        <Markdown text={reply.text} />
      ) : (
        <p className="quiet">This reply was deleted.</p>
      )}
    </li>
  );
};

export const Replies = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const { shown, waiting, showAll } = useHeldBack(thread.replies, member.personId);
  return (
    <div className="replies">
      {shown.length > 0 && (
        <ol aria-label="Replies">
          {shown.map((reply) => (
            <Reply key={reply.id} thread={thread} reply={reply} />
          ))}
        </ol>
      )}
      <ReplyBox thread={thread} />
      {waiting > 0 && (
        <Button size="compact-sm" variant="light" onClick={showAll}>
          {waiting === 1 ? '1 new reply' : `${String(waiting)} new replies`}
        </Button>
      )}
    </div>
  );
};
