// Who wrote something and when; staff have a mark of their own.
import type { ReplyView } from '#shared/annotations/views.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { useReading } from './reading-context.ts';

export const Byline = ({ written }: { written: ReplyView }) => {
  const { member } = useReading();
  return (
    <span className="byline">
      <span className="byline-name">{written.authorId === member.personId ? 'You' : written.authorName}</span>
      {written.authorIsStaff && <span className="byline-staff">staff</span>}
      <span className="quiet">
        <Ago at={written.postedAt} />
        {written.editedAt !== null && written.deletedAt === null && ', edited'}
      </span>
    </span>
  );
};
