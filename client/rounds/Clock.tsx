// The phase and its countdown on top of a screen.
import type { RoundView } from '#shared/rounds/contract.ts';
import { Countdown } from './Countdown.tsx';
import { phaseWord } from './words.ts';

/** Stays in sight while the page scrolls. */
export const Clock = ({ round }: { round: RoundView }) => (
  <div className="clock card">
    <div>
      <div className="quiet clock-round figures">Round {round.number}</div>
      <div className="clock-phase">{phaseWord[round.phase]}</div>
    </div>
    {round.countdown && <Countdown countdown={round.countdown} />}
  </div>
);
