// The replies of an open thread; what others add while one reads waits behind a counted line.
import { Button, UnstyledButton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { mayAcceptReply } from '#shared/annotations/rules.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { Byline } from './Byline.tsx';
import { useCardFacts } from './card-facts.ts';
import { keepFocusNear } from './card-focus.ts';
import { acceptReply } from './commands.ts';
import { EditBox } from './EditBox.tsx';
import { sayWaiting, useHeldBack } from './held-back.ts';
import { holdReplies } from './holding.ts';
import { PostMarks } from './PostMarks.tsx';
import { useReading } from './reading-context.ts';
import { allReadUntil } from './reading-state.ts';
import { ReplyBox } from './ReplyBox.tsx';
import { around, earlier, endOf, later, newest, type ReplyWindow } from './reply-window.ts';
import { Upvote } from './Upvote.tsx';
import { useTaken } from './use-taken.ts';
import { WrittenMenu } from './WrittenMenu.tsx';

/** Offered where a question waits for its answer; to take the mark back is in the menu. */
const Accept = ({ thread, reply }: { thread: ThreadView; reply: ReplyView }) => {
  const { member } = useReading();
  const accept = useMutation({ mutationFn: () => acceptReply(thread, reply.id), onError: sayRefused });
  const isOffered =
    thread.kind === 'question' &&
    thread.acceptedReplyId === null &&
    reply.authorId !== thread.authorId &&
    mayAcceptReply(member, thread, reply) === true;
  if (!isOffered) return null;
  return (
    <UnstyledButton
      className="thread-act"
      disabled={accept.isPending}
      onClick={() => {
        accept.mutate();
      }}
    >
      <IconCircleCheck size={16} stroke={1.7} />
      This answers it
    </UnstyledButton>
  );
};

const Reply = ({ thread, reply, at }: { thread: ThreadView; reply: ReplyView; at: number }) => {
  const [editing, setEditing] = useState(false);
  const place = useTaken<HTMLLIElement>(reply.deletedAt !== null);
  const isLinked = useCardFacts().postId === reply.id;
  useEffect(() => {
    if (!isLinked) return;
    place.current?.scrollIntoView({ block: 'nearest' });
    place.current?.focus({ preventScroll: true });
  }, [isLinked, place]);
  return (
    <li
      ref={place}
      className="reply"
      data-post={reply.id}
      data-at={at}
      data-linked={isLinked || undefined}
      tabIndex={-1}
    >
      <div className="thread-line">
        <Byline written={reply} />
        <span className="reply-acts">
          {reply.deletedAt === null && <Upvote thread={thread} post={reply} />}
          <WrittenMenu
            thread={thread}
            reply={reply}
            onEdit={() => {
              setEditing(true);
            }}
          />
        </span>
      </div>
      <PostMarks thread={thread} post={reply} />
      {editing ? (
        <EditBox
          thread={thread}
          reply={reply}
          onDone={() => {
            keepFocusNear(thread.id);
            setEditing(false);
          }}
        />
      ) : reply.deletedAt === null ? (
        <>
          <Markdown text={reply.text} />
          <Accept thread={thread} reply={reply} />
        </>
      ) : (
        <p className="quiet" tabIndex={-1}>
          This reply was deleted.
        </p>
      )}
    </li>
  );
};

/** Draws more of a long discussion; the focus goes to the first of them when this goes. */
const MoreReplies = ({ count, word, onAsk }: { count: number; word: string; onAsk: () => void }) =>
  count > 0 && (
    <Button size="compact-sm" variant="subtle" onClick={onAsk}>
      {count === 1 ? `1 ${word} reply` : `${String(count)} ${word} replies`}
    </Button>
  );

export const Replies = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const { postId, sawUpTo, waits, acts } = useCardFacts();
  const act = acts.get(thread.id) ?? -1;
  const holding = useMemo(
    () => holdReplies(member.personId, thread.change, act),
    [member.personId, thread.change, act],
  );
  const held = useHeldBack(thread.replies, holding);
  const { shown, show } = held;
  useEffect(() => {
    if (postId !== undefined) show(postId);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only for a new link
  }, [postId]);
  // Open: all that is not held back is read.
  const { withheld } = held;
  const seenUntil = allReadUntil([{ ...thread, replies: shown }], withheld);
  useEffect(() => {
    if (seenUntil !== '') sawUpTo(thread.id, seenUntil);
  }, [sawUpTo, thread.id, seenUntil]);
  useEffect(() => {
    waits?.(thread.id, withheld);
    return () => waits?.(thread.id, []);
  }, [waits, thread.id, withheld]);
  const count = shown.length;
  const linkedAt = shown.findIndex(({ id }) => id === postId);
  const [drawn, setDrawn] = useState(() => around(newest(count), linkedAt, count));
  const [ledTo, setLedTo] = useState(postId);
  if (postId !== ledTo) {
    setLedTo(postId);
    setDrawn(around(drawn, linkedAt, count));
  }
  const to = endOf(drawn, count);
  const list = useRef<HTMLOListElement>(null);
  const ask = (next: ReplyWindow, first: number) => {
    setDrawn(next);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-at="${String(first)}"]`)?.focus();
    });
  };
  return (
    <div className="replies">
      <MoreReplies
        count={drawn.from}
        word="earlier"
        onAsk={() => {
          ask(earlier(drawn, count), drawn.from - 1);
        }}
      />
      {count > 0 && (
        <ol ref={list} aria-label="Replies" start={drawn.from + 1}>
          {shown.slice(drawn.from, to).map((reply, index) => (
            <Reply key={reply.id} thread={thread} reply={reply} at={drawn.from + index} />
          ))}
        </ol>
      )}
      <MoreReplies
        count={count - to}
        word="later"
        onAsk={() => {
          ask(later(drawn, count), to);
        }}
      />
      <ReplyBox thread={thread} />
      {held.fresh + held.changed > 0 && (
        <Button size="compact-sm" variant="light" onClick={held.showAll}>
          {sayWaiting(held, ['new reply', 'new replies'])}
        </Button>
      )}
    </div>
  );
};
