// What the class took away, each with where it came from.
import type { RecordedTakeaway } from '#shared/meeting-record/contract.ts';
import { ToThread } from './ToThread.tsx';
import { votesText } from './words.ts';
import './record.css';

const origin = ({ from, votes }: RecordedTakeaway): string =>
  from === null
    ? 'in the words of the staff'
    : [`group ${from}`, ...(votes !== null && votes > 0 ? [votesText(votes)] : [])].join(', ');

export const Takeaways = ({ takeaways }: { takeaways: readonly RecordedTakeaway[] }) => (
  <ul className="record-takeaways">
    {takeaways.map((takeaway) => (
      <li key={takeaway.id}>
        <p className="record-text">{takeaway.text}</p>
        <p className="quiet quiet-links figures">
          {origin(takeaway)} <ToThread {...takeaway} />
        </p>
      </li>
    ))}
  </ul>
);
