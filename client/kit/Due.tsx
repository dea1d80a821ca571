// Says a deadline honestly: the instant in both zones, and how long until then or since.
import { Ago, Moment, useNow } from './Moment.tsx';

/** `due Thu 3 Dec, 08:00 (New York; 14:00 for you), in 14 h`, or `was due …, 2 h ago`. */
export const Due = ({ at, zone }: { at: string; zone: string }) => {
  const now = useNow();
  return (
    <>
      {new Date(at) < now ? 'was due' : 'due'} <Moment at={at} zone={zone} />, <Ago at={at} />
    </>
  );
};
