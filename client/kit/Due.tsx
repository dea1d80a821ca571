// Says a deadline honestly: the instant in both zones, and how long until then or since.
import { Ago, Moment } from './Moment.tsx';

/** `due Thu 3 Dec, 08:00 (New York; 14:00 for you), in 14 h`; `…, 2 h ago` once it has passed. */
export const Due = ({ at, zone, word = 'due' }: { at: string; zone: string; word?: 'due' | 'Due' }) => (
  <>
    {word} <Moment at={at} zone={zone} />, <Ago at={at} />
  </>
);
