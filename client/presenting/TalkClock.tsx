// The clock of a talk, to be read from the corner of the eye: large figures, a bar that fills, and a colour near the end.
import type { ShowView } from '#shared/presenting/contract.ts';
import { timeText, useElapsed, type Elapsed } from './use-elapsed.ts';

interface Props {
  readonly show: ShowView | null;
  readonly talkMinutes: number;
  readonly questionMinutes: number;
  readonly size?: 'small' | 'large' | 'projector';
  /** For the presenter: ahead or behind. */
  readonly hasPace?: boolean;
}

const lastMs = 2 * 60_000;
/** Within so much one is on time. */
const slackMs = 20_000;

const stateOf = ({ ms, ofMs, isPaused }: Elapsed) => {
  if (isPaused) return 'paused';
  const left = ofMs - ms;
  return left <= 0 ? 'over' : left <= Math.min(lastMs, ofMs / 3) ? 'last' : 'running';
};

const paceWords = (paceMs: number | null): string => {
  if (paceMs === null) return '';
  if (Math.abs(paceMs) < slackMs) return 'On time';
  return paceMs > 0 ? `${timeText(paceMs)} behind` : `${timeText(paceMs)} ahead`;
};

const words = { running: '', last: 'Nearly over', over: 'Time is up', paused: 'Paused' } as const;

export const TalkClock = ({ show, size = 'small', hasPace = false, ...minutes }: Props) => {
  const elapsed = useElapsed(show, minutes);
  if (!show || !elapsed) {
    const isEnded = show?.phase === 'ended';
    return (
      <div className="talk-clock" data-size={size} data-state="waiting">
        <span className="talk-clock-figures figures">{isEnded ? 'Ended' : '0:00'}</span>
        <span className="talk-clock-of figures">
          {isEnded ? '' : `${String(minutes.talkMinutes)}:00 + ${String(minutes.questionMinutes)}:00`}
        </span>
      </div>
    );
  }
  const { ms, ofMs } = elapsed;
  const state = stateOf(elapsed);
  const isOver = ms >= ofMs;
  return (
    <div className="talk-clock" data-size={size} data-state={state}>
      <span role="timer" aria-label="Time so far" className="talk-clock-figures figures">
        {timeText(ms)}
      </span>
      <span className="talk-clock-of figures">
        {show.phase === 'questions' ? 'questions, ' : ''}of {timeText(ofMs)}
        {isOver && <b>{` +${timeText(ms - ofMs)}`}</b>}
      </span>
      <span className="talk-clock-word">{words[state] || (hasPace ? paceWords(elapsed.paceMs) : '')}</span>
      <span className="talk-clock-bar" aria-hidden>
        <span style={{ width: `${String(Math.min(100, (ms / Math.max(1, ofMs)) * 100))}%` }} />
      </span>
      <span aria-live="polite" className="visually-hidden">
        {words[state]}
      </span>
    </div>
  );
};
