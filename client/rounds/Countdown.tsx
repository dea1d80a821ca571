// The countdown, the same on every screen; the last minute and the end are said quietly, also to screen readers.
import type { Countdown as Counting } from '#shared/rounds/clock.ts';
import { clockText, useRemaining } from './use-remaining.ts';
import './rounds.css';

interface Props {
  readonly countdown: Counting;
  readonly size?: 'medium' | 'large' | 'projector';
}

const minuteMs = 60_000;

export const Countdown = ({ countdown, size = 'medium' }: Props) => {
  const left = useRemaining(countdown);
  const isPaused = countdown.state === 'paused';
  const isOver = left === 0;
  const state = isOver ? 'over' : isPaused ? 'paused' : left <= minuteMs ? 'last' : 'running';
  const word = isOver
    ? 'Time is up: finish your sentence'
    : isPaused
      ? 'Paused'
      : left <= minuteMs
        ? 'Less than a minute left'
        : '';
  return (
    <div className="countdown" data-size={size} data-state={state}>
      <div role="timer" aria-label="Time left" className="countdown-figures figures">
        {clockText(left)}
      </div>
      <div className="countdown-word">{word}</div>
      <div aria-live="polite" className="visually-hidden">
        {isOver
          ? 'Time is up: finish your sentence.'
          : isPaused
            ? 'Paused.'
            : left <= minuteMs && '1 minute left.'}
      </div>
    </div>
  );
};
