// The lower edge of a card: closed it counts, open it offers what concerns the whole thread.
import { UnstyledButton } from '@mantine/core';
import { IconBell, IconBellFilled, IconCircleCheck, IconMessage } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mayFollow, mayResolve } from '#shared/annotations/rules.ts';
import { sayRefused } from '#client/kit/say.ts';
import { useCardFacts } from './card-facts.ts';
import { setFollowed, setResolved } from './commands.ts';
import { useReading } from './reading-context.ts';
import { ReportsMark } from './Reports.tsx';
import { Upvote } from './Upvote.tsx';

const Resolve = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const resolved = thread.resolvedAt !== null;
  const change = useMutation({ mutationFn: () => setResolved(thread, !resolved), onError: sayRefused });
  if (mayResolve(member, thread) !== true) return null;
  return (
    <UnstyledButton
      className="thread-act"
      aria-pressed={resolved}
      aria-disabled={change.isPending || undefined}
      onClick={() => {
        if (!change.isPending) change.mutate();
      }}
    >
      <IconCircleCheck size={16} stroke={1.7} />
      {resolved ? 'Open again' : 'Resolve'}
    </UnstyledButton>
  );
};

const Follow = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const follows = useCardFacts().myFollows.has(thread.id);
  const change = useMutation({ mutationFn: () => setFollowed(thread, !follows), onError: sayRefused });
  if (mayFollow(member) !== true) return null;
  const Bell = follows ? IconBellFilled : IconBell;
  return (
    <UnstyledButton
      className="thread-act"
      aria-pressed={follows}
      title={follows ? 'You hear of what is said here' : 'Hear of what is said here'}
      aria-disabled={change.isPending || undefined}
      onClick={() => {
        if (!change.isPending) change.mutate();
      }}
    >
      <Bell size={16} stroke={1.7} />
      {follows ? 'Following' : 'Follow'}
    </UnstyledButton>
  );
};

const repliesInWords = (count: number) =>
  count === 0 ? 'no replies' : count === 1 ? '1 reply' : `${String(count)} replies`;

export const ThreadFoot = ({ thread, isOpen }: { thread: ThreadView; isOpen: boolean }) => (
  <div className="thread-line thread-foot">
    <Upvote thread={thread} post={thread} />
    {isOpen ? (
      <>
        <Follow thread={thread} />
        <Resolve thread={thread} />
      </>
    ) : (
      <>
        <span className="quiet thread-said">
          {thread.resolvedAt !== null && <IconCircleCheck size={15} aria-label="resolved" />}
          <IconMessage size={15} aria-hidden />
          {repliesInWords(thread.replies.length)}
        </span>
        <ReportsMark thread={thread} />
      </>
    )}
  </div>
);
