// The countdown, the same on every screen; the last minute and the end are said quietly, also to screen readers.
import type { Countdown as Counting } from '#shared/rounds/clock.ts';
import { useChime } from './chime.ts';
import { clockText, useRemaining } from './use-remaining.ts';
import './rounds.css';

interface Props {
  readonly countdown: Counting;
  readonly size?: 'medium' | 'large' | 'projector';
  /** What whoever speaks or writes does when time is up. */
  readonly ending?: string;
}

const minuteMs = 60_000;

export const Countdown = ({ countdown, size = 'medium', ending = 'finish your sentence' }: Props) => {
  const left = useRemaining(countdown);
  const isPaused = countdown.state === 'paused';
  const isOver = left <= 0 && !isPaused;
  const isLast = left <= minuteMs && !isPaused;
  useChime(left, isPaused);
  const state = isOver ? 'over' : isPaused ? 'paused' : isLast ? 'last' : 'running';
  const over = `Time is up: ${ending}`;
  const word = isOver ? over : isPaused ? 'Paused' : isLast ? 'Less than a minute left' : '';
  return (
    <div className="countdown" data-size={size} data-state={state}>
      <div role="timer" aria-label={isOver ? 'Over time' : 'Time left'} className="countdown-figures figures">
        {clockText(left)}
      </div>
      <div className="countdown-word">{word}</div>
      <div aria-live="polite" className="visually-hidden">
        {isOver ? `${over}.` : isPaused ? 'Paused.' : isLast && '1 minute left.'}
      </div>
    </div>
  );
};
