// What a post has earned, as icon and word: the answer, an endorsement.
import { IconCircleCheckFilled, IconRosetteDiscountCheck } from '@tabler/icons-react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';

export const AnswerMark = ({ word = 'Answer' }: { word?: string }) => (
  <span className="post-mark is-answer">
    <IconCircleCheckFilled size={15} aria-hidden />
    {word}
  </span>
);

export const PostMarks = ({ thread, post }: { thread: ThreadView; post: ReplyView }) => {
  const isAnswer = thread.acceptedReplyId === post.id;
  if (!isAnswer && post.endorsedByName === null) return null;
  return (
    <span className="post-marks">
      {isAnswer && <AnswerMark />}
      {post.endorsedByName !== null && (
        <span className="post-mark is-endorsed">
          <IconRosetteDiscountCheck size={15} stroke={1.8} aria-hidden />
          Endorsed by {post.endorsedByName}
        </span>
      )}
    </span>
  );
};
