// Says on the desk how many pairs of the drawn groups meet again, and for each of them why.
import { Button, Popover, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LiveView, Repeated, RoundView } from '#shared/rounds/views.ts';
import { deskQuery } from './data.ts';

const ordinal = (times: number) =>
  times === 2 ? 'second' : times === 3 ? 'third' : times === 4 ? 'fourth' : `${String(times)}th`;

const reasonOf = ({ why, who }: Repeated): string => {
  if (why === 'wished') return 'they should sit together';
  if (why === 'met_nearly_all') return `${who ?? 'one of them'} has met nearly everybody here`;
  return 'no other way that was tried repeats less';
};

export const WhoMeetsAgain = ({ live, round }: { live: LiveView; round: RoundView }) => {
  const desk = useQuery({
    ...deskQuery(live.meetingId),
    // The groups may have been drawn after the desk was read.
    queryKey: [...deskQuery(live.meetingId).queryKey, round.id],
    enabled: round.repeats > 0,
  });
  if (round.repeats === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody meets again.
      </Text>
    );
  const words = `${String(round.repeats)} ${round.repeats === 1 ? 'pair meets' : 'pairs meet'} again`;
  return (
    <Popover width={360} position="bottom-start" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" px={4} ml={-4} className="figures">
          {words}: who?
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className="who-meets-again">
          {(desk.data?.repeated ?? []).map((repeated) => (
            <li key={repeated.pair.join()}>
              <strong>{repeated.pair.join(' and ')}</strong> for the {ordinal(repeated.times)} time:{' '}
              {reasonOf(repeated)}.
            </li>
          ))}
        </ul>
        {desk.data?.repeated.length === 0 && (
          <Text size="sm">Why is known for groups that are drawn from now on.</Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
