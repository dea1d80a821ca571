// The countdown on the desk with what changes it: pause, a minute less, a minute or two more.
import { Button, Group } from '@mantine/core';
import { IconMinus, IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import type { Countdown as Counting } from '#shared/rounds/clock.ts';
import { Countdown } from './Countdown.tsx';
import { SoundSwitch } from './SoundSwitch.tsx';

interface Props {
  readonly countdown: Counting;
  readonly ending: string;
  readonly onPauseOrResume: () => void;
  readonly onExtend: (minutes: number) => void;
}

export const TimeControls = ({ countdown, ending, onPauseOrResume, onExtend }: Props) => {
  const isPaused = countdown.state === 'paused';
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <div className="desk-time">
      <Countdown countdown={countdown} size="large" ending={ending} />
      <Group gap={6}>
        <Button
          size="md"
          variant="default"
          px="sm"
          leftSection={<Icon size={18} />}
          onClick={onPauseOrResume}
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
        {[-1, 1, 2].map((minutes) => (
          <Button
            key={minutes}
            size="md"
            variant="default"
            px="sm"
            aria-label={`${String(Math.abs(minutes))} min ${minutes < 0 ? 'less' : 'more'}`}
            leftSection={minutes < 0 ? <IconMinus size={16} /> : <IconPlus size={16} />}
            onClick={() => {
              onExtend(minutes);
            }}
          >
            {Math.abs(minutes)} min
          </Button>
        ))}
        <SoundSwitch />
      </Group>
    </div>
  );
};
