// Locks a group on the desk, so that comings and goings leave it alone.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import type { GroupView, LiveView, RoundView } from '#shared/rounds/views.ts';
import { actsOf, useAct } from './acts.ts';

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  readonly group: GroupView;
}

export const LockGroup = ({ live, round, group: { number, name, isLocked } }: Props) => {
  const { act, isBusy } = useAct();
  const acts = actsOf(live.meetingId);
  return (
    <Tooltip
      label={
        isLocked
          ? 'Locked: who comes or goes changes other groups first'
          : 'Lock: leave this group alone when people come and go'
      }
    >
      <ActionIcon
        size={44}
        ml="auto"
        variant={isLocked ? 'light' : 'subtle'}
        color={isLocked ? 'green' : 'gray'}
        loading={isBusy}
        aria-label={`Lock ${name}`}
        aria-pressed={isLocked}
        onClick={() => {
          act(() => (isLocked ? acts.unlockGroup(round.id, number) : acts.lockGroup(round.id, number)));
        }}
      >
        {isLocked ? <IconLock size={18} /> : <IconLockOpen size={18} />}
      </ActionIcon>
    </Tooltip>
  );
};
