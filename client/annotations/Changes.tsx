// Two texts as one, with what was taken away and what was added told apart by more than colour.
import { differences } from './differences.ts';

interface Props {
  readonly before: string;
  readonly after: string;
}

export const Changes = ({ before, after }: Props) => (
  <p className="history-text serif">
    {differences(before, after).map(({ what, text }, index) =>
      what === 'gone' ? (
        <del key={index}>
          <span className="visually-hidden">taken away: </span>
          {text}
        </del>
      ) : what === 'new' ? (
        <ins key={index}>
          <span className="visually-hidden">added: </span>
          {text}
        </ins>
      ) : (
        <span key={index}>{text}</span>
      ),
    )}
  </p>
);
