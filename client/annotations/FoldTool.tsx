// The button that shows the threads and folds them away, with how many wait while they are away.
import { Indicator } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import type { ThreadView } from '#shared/annotations/views.ts';
import { Tool } from '#client/reader/Tool.tsx';
import { sayWaiting, type HeldBack } from './held-back.ts';

interface Props {
  readonly held: Pick<HeldBack<ThreadView>, 'fresh' | 'changed'>;
  readonly folded: boolean;
  readonly onToggle: () => void;
}

export const FoldTool = ({ held, folded, onToggle }: Props) => {
  const waiting = held.fresh + held.changed;
  const showLabel = waiting > 0 ? `Show the threads, ${sayWaiting(held)}` : 'Show the threads';
  return (
    <Indicator label={waiting} size={16} offset={6} disabled={!folded || waiting === 0} withBorder>
      <Tool label={folded ? showLabel : 'Fold the threads'} pressed={!folded} onClick={onToggle}>
        <IconMessages size={20} stroke={1.6} />
      </Tool>
    </Indicator>
  );
};
