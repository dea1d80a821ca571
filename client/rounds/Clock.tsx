// What is on and its countdown on top of a screen; a talk that is on leads to its slides.
import type { LiveView } from '#shared/rounds/views.ts';
import { itemAt, stageOn } from '#shared/rounds/order.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Countdown } from './Countdown.tsx';
import { aboutWord, kindWord } from './order-words.ts';
import { SoundSwitch } from './SoundSwitch.tsx';
import { TalkTime } from './TalkTime.tsx';
import { endingOf, phaseWord } from './words.ts';

/** Stays in sight while the page scrolls; nothing while nothing is on. */
export const Clock = ({ live }: { live: LiveView }) => {
  const { order, meetingId } = live;
  const [item, stage] = [itemAt(order), stageOn(order)];
  if (!item || !stage) return null;
  const isTalk = item.kind === 'presentation';
  const countdown = stage.countdown && <Countdown countdown={stage.countdown} ending={endingOf(item.kind)} />;
  return (
    <div className="clock card">
      <div className="clock-what">
        <div className="quiet clock-round figures">
          {kindWord(order, item)}
          {stage.countdown && <SoundSwitch />}
        </div>
        <div className="clock-phase">
          {stage.phase === 'on'
            ? isTalk
              ? aboutWord(order, item)
              : 'Back when time is up'
            : phaseWord[stage.phase]}
        </div>
        {isTalk && (
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId/follow"
            params={{ meetingId, paperId: item.paperId }}
            variant="light"
            size="md"
            mt="xs"
          >
            Follow the slides
          </LinkButton>
        )}
      </div>
      {item.kind === 'presentation' ? (
        <TalkTime meetingId={meetingId} paperId={item.paperId} size="small">
          {countdown}
        </TalkTime>
      ) : (
        countdown
      )}
    </div>
  );
};
