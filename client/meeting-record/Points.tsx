// The points of one group to one question, with their votes; takeaways are marked.
import { IconBookmarkFilled } from '@tabler/icons-react';
import type { RecordedPoint } from '#shared/meeting-record/contract.ts';
import { ToThread } from './ToThread.tsx';
import { votesText } from './words.ts';

export const Points = ({ points }: { points: readonly RecordedPoint[] }) => (
  <ul className="record-points quiet-links">
    {points.map(({ id, text, votes, isTakeaway, threadId, documentId }) => (
      <li key={id}>
        <span className="record-text">{text}</span>{' '}
        {isTakeaway && (
          <span className="record-mark">
            <IconBookmarkFilled size={13} aria-hidden /> takeaway
          </span>
        )}{' '}
        {votes > 0 && <span className="record-votes figures">{votesText(votes)}</span>}{' '}
        <ToThread {...{ threadId, documentId }} />
      </li>
    ))}
  </ul>
);
