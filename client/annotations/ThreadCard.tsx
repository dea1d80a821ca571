// One thread as a card: closed it says what and where, open it is the whole discussion.
import { UnstyledButton } from '@mantine/core';
import { memo, useState } from 'react';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import { mayEdit } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { Byline } from './Byline.tsx';
import { useCardFacts } from './card-facts.ts';
import { keepFocusNear } from './card-focus.ts';
import { DiscussedMark } from './DiscussedMark.tsx';
import { EditBox } from './EditBox.tsx';
import { hueOf } from './kind-hue.ts';
import { KindMark } from './KindMark.tsx';
import { anchorOn } from './placing.ts';
import { AnswerMark, PostMarks } from './PostMarks.tsx';
import { useReading } from './reading-context.ts';
import { Replies } from './Replies.tsx';
import { Reports } from './Reports.tsx';
import { ThreadFoot } from './ThreadFoot.tsx';
import { useSeen } from './use-seen.ts';
import { useTaken } from './use-taken.ts';
import { VisibilityMark, VisibilityMenu } from './VisibilityMark.tsx';
import { WrittenMenu } from './WrittenMenu.tsx';

interface Props {
  readonly thread: ThreadView;
  readonly isOpen: boolean;
  readonly onToggle: (thread: ThreadView) => void;
}

const placeOf = ({ anchor }: ThreadView): string => {
  const labels = anchor.targets.map(({ page, pageLabel }) => pageLabel ?? String(page + 1));
  return labels.length > 1 ? `pp. ${labels[0] ?? ''}–${labels.at(-1) ?? ''}` : `p. ${labels[0] ?? ''}`;
};

/** Of the answer, in the closed card; two lines of it are seen. */
const excerptLength = 240;

const Answer = ({ thread }: { thread: ThreadView }) => {
  const answer = thread.replies.find(({ id }) => id === thread.acceptedReplyId);
  if (!answer) return null;
  return (
    <p className="thread-answer">
      <AnswerMark word={`Answer by ${answer.authorName}`} />{' '}
      {plainMentions(answer.text).slice(0, excerptLength)}
    </p>
  );
};

export const ThreadCard = memo(({ thread, isOpen, onToggle }: Props) => {
  const { document, member } = useReading();
  const facts = useCardFacts();
  const isUnread = facts.isUnread(thread);
  const [editing, setEditing] = useState(false);
  const deleted = thread.deletedAt !== null;
  // With replies something of it would be left.
  const isTaken = deleted && thread.replies.length === 0;
  const card = useTaken<HTMLElement>(isTaken);
  // A closed card shows the thread's own words; its replies are read in the open one.
  useSeen(card, isUnread && !isOpen, () => {
    facts.sawUpTo(thread.id, thread.postedAt);
  });
  const [answered, setAnswered] = useState(facts.asked);
  if (facts.asked !== answered) {
    setAnswered(facts.asked);
    if (facts.asked?.threadId === thread.id && mayEdit(member, thread) === true) setEditing(true);
  }
  const { kind, readingQuestion } = thread;
  const quote = quoteFromTargets(thread.anchor.targets);
  const classes = ['thread', isOpen && 'is-open', thread.resolvedAt !== null && 'is-resolved'];
  if (isTaken)
    return (
      <article ref={card} className="thread" aria-label="A thread that is not there any more">
        <p className="quiet thread-note" data-thread={thread.id} tabIndex={-1}>
          This thread is not there any more.
        </p>
      </article>
    );
  return (
    <article
      ref={card}
      className={classes.filter(Boolean).join(' ')}
      data-mine={thread.authorId === member.personId || undefined}
      data-unread={isUnread || undefined}
      style={hueOf(kind)}
      aria-label={`${kinds[kind].word}, ${placeOf(thread)}, by ${thread.authorName}`}
    >
      <div className="thread-line">
        <span className="thread-kind">
          {isUnread && (
            <span className="unread-dot" title="Unread">
              <span className="visually-hidden">Unread</span>
            </span>
          )}
          <KindMark kind={kind} readingQuestion={readingQuestion} />
        </span>
        <span className="thread-where">
          {isOpen ? <VisibilityMenu thread={thread} /> : <VisibilityMark visibility={thread.visibility} />}
          <span className="quiet figures thread-place">{placeOf(thread)}</span>
        </span>
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
      {!anchorOn(thread, document.fileHash) && (
        <p className="quiet thread-note">From an earlier version of the PDF.</p>
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
      <PostMarks thread={thread} post={thread} />
      {editing ? (
        <EditBox
          thread={thread}
          onDone={() => {
            keepFocusNear(thread.id);
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
      <DiscussedMark threadId={thread.id} isOpen={isOpen} />
      {!isOpen && <Answer thread={thread} />}
      {isOpen && thread.resolvedByName !== null && (
        <p className="quiet thread-note">Resolved by {thread.resolvedByName}.</p>
      )}
      <ThreadFoot thread={thread} isOpen={isOpen} />
      {isOpen && <Reports thread={thread} />}
      {isOpen && <Replies thread={thread} />}
    </article>
  );
});
ThreadCard.displayName = 'ThreadCard';
