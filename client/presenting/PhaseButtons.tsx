// The clock of the talk by hand: start, stop, questions, end, and from the start again.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ShowView } from '#shared/presenting/contract.ts';
import { clockOf } from '#shared/presenting/show.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import type { Steering } from './use-steering.ts';

interface Props {
  readonly show: ShowView;
  readonly act: Steering['act'];
  readonly size?: 'sm' | 'lg';
}

export const PhaseButtons = ({ show, act, size = 'sm' }: Props) => {
  const [asks, setAsks] = useState<'end' | 'again' | null>(null);
  const { phase } = show;
  const clock = clockOf(show);
  const begin = (next: ShowView['phase']) => () => {
    act({ do: 'begin', phase: next });
    setAsks(null);
  };
  const close = () => {
    setAsks(null);
  };
  return (
    <Group gap="xs">
      {phase === 'ready' && (
        <Button size={size} onClick={begin('talking')}>
          Start the clock
        </Button>
      )}
      {phase === 'talking' && (
        <Button size={size} onClick={begin('questions')}>
          To the questions
        </Button>
      )}
      {phase === 'questions' && (
        <Button size={size} variant="default" onClick={begin('talking')}>
          Back to the talk
        </Button>
      )}
      {clock && (
        <Button
          size={size}
          variant="default"
          onClick={() => {
            act({ do: clock.since === null ? 'resume' : 'pause' });
          }}
        >
          {clock.since === null ? 'Go on' : 'Pause'}
        </Button>
      )}
      {phase !== 'ready' && phase !== 'ended' && (
        <Button
          size={size}
          variant="subtle"
          onClick={() => {
            setAsks('again');
          }}
        >
          Start again
        </Button>
      )}
      {phase !== 'ended' && (
        <Button
          size={size}
          variant="subtle"
          color="red"
          onClick={() => {
            setAsks('end');
          }}
        >
          End
        </Button>
      )}
      <Confirm
        opened={asks === 'end'}
        title="End the talk?"
        verb="End"
        onClose={close}
        onConfirm={begin('ended')}
      >
        The slides are taken down from the projector and from everybody’s screen. They stay open for reading
        and questions.
      </Confirm>
      <Confirm
        opened={asks === 'again'}
        title="Start again?"
        verb="Start again"
        onClose={close}
        onConfirm={begin('ready')}
      >
        The first slide goes up and the clock begins at 0:00.
      </Confirm>
    </Group>
  );
};
