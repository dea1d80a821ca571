// An observer in class: the clock, the groups, and what they report once the class may read it.
import { Stack } from '@mantine/core';
import { isOpenToClass } from '#shared/reporting/rules.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { WatchScreen } from '#client/rounds/WatchScreen.tsx';
import { ClassBoard } from './ClassBoard.tsx';
import { useReporting } from './data.ts';
import './reporting.css';

export const ObserverScreen = ({ live }: { readonly live: LiveView }) => {
  const { meetingId, round } = live;
  const { data } = useReporting(meetingId, round, {});
  return (
    <Stack gap="lg">
      <WatchScreen live={live} />
      {round && isOpenToClass(round.phase) && data && (
        <ClassBoard {...{ meetingId, round }} reporting={data} />
      )}
    </Stack>
  );
};
