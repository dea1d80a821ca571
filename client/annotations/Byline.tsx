// Who wrote something and when; staff have a mark of their own, and pseudonyms say what they are to whom.
import type { ReplyView } from '#shared/annotations/views.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { useReading } from './reading-context.ts';

export const Byline = ({ written }: { written: ReplyView }) => {
  const { member } = useReading();
  const { anonymous, authorName } = written;
  const isMine = written.authorId === member.personId;
  return (
    <span className="byline">
      <span className="byline-name" title={authorName}>
        {!isMine ? authorName : anonymous ? `You, as ${authorName}` : 'You'}
      </span>
      {written.authorIsStaff && <span className="byline-staff">staff</span>}
      {anonymous && !isMine && isStaff(member) && (
        <span className="quiet" title="Classmates see a pseudonym">
          anonymous to classmates
        </span>
      )}
      <span className="quiet">
        <Ago at={written.postedAt} />
        {written.editedAt !== null && written.deletedAt === null && ', edited'}
      </span>
    </span>
  );
};
