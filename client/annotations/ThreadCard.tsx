// One thread as a card: closed it says what and where, open it is the whole discussion.
import { UnstyledButton } from '@mantine/core';
import { IconArrowBigUp, IconArrowBigUpFilled, IconCircleCheck, IconMessage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import { mayResolve, mayUpvote } from '#shared/annotations/rules.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { Byline } from './Byline.tsx';
import { setResolved, setUpvote } from './commands.ts';
import { EditBox } from './EditBox.tsx';
import { hueOf } from './kind-hue.ts';
import { KindMark } from './KindMark.tsx';
import { useReading } from './reading-context.ts';
import { Replies } from './Replies.tsx';
import { WrittenMenu } from './WrittenMenu.tsx';

interface Props {
  readonly thread: ThreadView;
  readonly isOpen: boolean;
  readonly isUpvoted: boolean;
  readonly onToggle: (thread: ThreadView) => void;
}

const placeOf = ({ anchor }: ThreadView): string => {
  const labels = anchor.targets.map(({ page, pageLabel }) => pageLabel ?? String(page + 1));
  return labels.length > 1 ? `pp. ${labels[0] ?? ''}–${labels.at(-1) ?? ''}` : `p. ${labels[0] ?? ''}`;
};

const Upvote = ({ thread, isUpvoted }: { thread: ThreadView; isUpvoted: boolean }) => {
  const { member } = useReading();
  const verdict = mayUpvote(member, thread);
  const vote = useMutation({
    mutationFn: () => setUpvote(thread, thread.id, !isUpvoted),
    onError: sayRefused,
  });
  const Arrow = isUpvoted ? IconArrowBigUpFilled : IconArrowBigUp;
  return (
    <UnstyledButton
      className="thread-act"
      aria-label={`${isUpvoted ? 'Take your upvote back' : 'Upvote'}, ${String(thread.upvotes)} so far`}
      aria-pressed={isUpvoted}
      title={verdict === true ? undefined : verdict.message}
      disabled={verdict !== true || vote.isPending}
      onClick={() => {
        vote.mutate();
      }}
    >
      <Arrow size={16} stroke={1.7} />
      <span className="figures">{thread.upvotes}</span>
    </UnstyledButton>
  );
};

const Resolve = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const resolved = thread.resolvedAt !== null;
  const change = useMutation({ mutationFn: () => setResolved(thread, !resolved), onError: sayRefused });
  if (mayResolve(member, thread) !== true) return null;
  return (
    <UnstyledButton
      className="thread-act"
      aria-pressed={resolved}
      disabled={change.isPending}
      onClick={() => {
        change.mutate();
      }}
    >
      <IconCircleCheck size={16} stroke={1.7} />
      {resolved ? 'Open again' : 'Resolve'}
    </UnstyledButton>
  );
};

const repliesInWords = (count: number) =>
  count === 0 ? 'no replies' : count === 1 ? '1 reply' : `${String(count)} replies`;

export const ThreadCard = ({ thread, isOpen, isUpvoted, onToggle }: Props) => {
  const { document, member } = useReading();
  const [editing, setEditing] = useState(false);
  const { kind, readingQuestion, replies } = thread;
  const quote = quoteFromTargets(thread.anchor.targets);
  const deleted = thread.deletedAt !== null;
  const classes = ['thread', isOpen && 'is-open', thread.resolvedAt !== null && 'is-resolved'];
  return (
    <article
      className={classes.filter(Boolean).join(' ')}
      data-mine={thread.authorId === member.personId || undefined}
      style={hueOf(kind)}
      aria-label={`${kinds[kind].word}, ${placeOf(thread)}, by ${thread.authorName}`}
    >
      <div className="thread-line">
        <KindMark kind={kind} readingQuestion={readingQuestion} />
        <span className="quiet figures thread-place">{placeOf(thread)}</span>
      </div>
      <UnstyledButton
        className="thread-quote serif"
        data-thread={thread.id}
        aria-expanded={isOpen}
        onClick={() => {
          onToggle(thread);
        }}
      >
        {quote === '' ? 'A part of the page' : quote}
      </UnstyledButton>
      {thread.anchor.fileHash !== document.fileHash && (
        <p className="quiet thread-note">Marked in an earlier version of the PDF.</p>
      )}
      <div className="thread-line">
        <Byline written={thread} />
        {isOpen && (
          <WrittenMenu
            thread={thread}
            onEdit={() => {
              setEditing(true);
            }}
          />
        )}
      </div>
      {editing ? (
        <EditBox
          thread={thread}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : deleted ? (
        <p className="quiet">This was deleted; its replies stay.</p>
      ) : (
        <div className="thread-text">
          <Markdown text={thread.text} />
        </div>
      )}
      {isOpen && thread.resolvedByName !== null && (
        <p className="quiet thread-note">Resolved by {thread.resolvedByName}.</p>
      )}
      <div className="thread-line thread-foot">
        <Upvote thread={thread} isUpvoted={isUpvoted} />
        {isOpen ? (
          <Resolve thread={thread} />
        ) : (
          <span className="quiet thread-said">
            {thread.resolvedAt !== null && <IconCircleCheck size={15} aria-label="resolved" />}
            <IconMessage size={15} aria-hidden />
            {repliesInWords(replies.length)}
          </span>
        )}
      </div>
      {isOpen && <Replies thread={thread} />}
    </article>
  );
};
