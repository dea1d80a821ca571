// One's upvote for a post, and how many it has.
import { UnstyledButton } from '@mantine/core';
import { IconArrowBigUp, IconArrowBigUpFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { mayUpvote } from '#shared/annotations/rules.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { sayRefused } from '#client/kit/say.ts';
import { useCardFacts } from './card-facts.ts';
import { setUpvote } from './commands.ts';
import { useReading } from './reading-context.ts';

export const Upvote = ({ thread, post }: { thread: ThreadView; post: ReplyView }) => {
  const { member } = useReading();
  const isGiven = useCardFacts().myUpvotes.has(post.id);
  const verdict = mayUpvote(member, post);
  const vote = useMutation({
    mutationFn: () => setUpvote(thread, post.id, !isGiven),
    onError: sayRefused,
  });
  const Arrow = isGiven ? IconArrowBigUpFilled : IconArrowBigUp;
  return (
    <UnstyledButton
      className="thread-act"
      aria-label={`${isGiven ? 'Take your upvote back' : 'Upvote'}, ${String(post.upvotes)} so far`}
      aria-pressed={isGiven}
      title={verdict === true ? undefined : verdict.message}
      // The one that was just pressed keeps the focus.
      aria-disabled={vote.isPending || undefined}
      disabled={verdict !== true}
      data-act="upvote"
      onClick={() => {
        if (!vote.isPending) vote.mutate();
      }}
    >
      <Arrow size={16} stroke={1.7} />
      <span className="figures">{post.upvotes}</span>
    </UnstyledButton>
  );
};
