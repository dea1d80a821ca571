// A quiet line under a text that mentions somebody who will not see it.
import { useQuery } from '@tanstack/react-query';
import { mentionsIn } from '#shared/annotations/mentions.ts';
import type { Seen } from '#shared/annotations/visibility.ts';
import { membersQuery } from '#client/courses/data.ts';
import { useReading } from './reading-context.ts';
import { sayUnseen } from './unseen.ts';

interface Props {
  readonly text: string;
  readonly thread: Pick<Seen, 'authorId' | 'visibility'>;
}

export const Unseen = ({ text, thread }: Props) => {
  const { member } = useReading();
  const isWorthAsking = thread.visibility !== 'class' && mentionsIn(text).length > 0;
  const members = useQuery({ ...membersQuery(member.courseId), enabled: isWorthAsking });
  const sentence = isWorthAsking && sayUnseen(text, thread, members.data ?? [], member.courseId);
  return (
    <p className="quiet writer-unseen" role="status">
      {sentence}
    </p>
  );
};
