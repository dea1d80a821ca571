// The head of the projector: what is to be done now, the question, and the clock.
import { Title } from '@mantine/core';
import type { RoundView } from '#shared/rounds/views.ts';
import { itemAt, stageOn } from '#shared/rounds/order.ts';
import { dayAndTime } from '#shared/kernel/moments.ts';
import { Countdown } from './Countdown.tsx';
import { itemHeading } from './ProjectorItem.tsx';
import type { ProjectorView } from './projector-data.ts';
import { useTurning } from './use-turning.ts';
import { endingOf } from './words.ts';

const turnMs = 20_000;

/** While groups talk their questions turn in the heading. */
const Talking = ({ round }: { round: RoundView }) => {
  const at = useTurning(round.questions.length, turnMs);
  const count = round.questions.length;
  return (
    <div>
      <Title order={1} className="projector-above" fw={400}>
        Discuss in your group
        {count > 1 && <span className="figures">{` · question ${String(at + 1)} of ${String(count)}`}</span>}
      </Title>
      <p className="projector-asked">{round.questions[at]}</p>
    </div>
  );
};

export const ProjectorHead = ({ shown, round }: { shown: ProjectorView; round: RoundView | null }) => {
  const { topic, course, startsAt, timeZone, live } = shown;
  const [item, stage] = [itemAt(live.order), stageOn(live.order)];
  // A talk or a break: its heading stands in place of a round's.
  const other = item && stage?.phase === 'on' ? itemHeading(live.order, item) : undefined;
  return (
    <header className="projector-head">
      {round?.phase === 'group' ? (
        <Talking key={round.id} round={round} />
      ) : (
        <div>
          {round?.phase !== 'drawn' && (
            <p className="projector-above">
              {round || other !== undefined ? topic : `${course} · ${dayAndTime(startsAt, timeZone)}`}
            </p>
          )}
          <Title order={1}>
            {round?.phase === 'drawn' ? 'Find your group' : round ? 'The groups report' : (other ?? topic)}
          </Title>
        </div>
      )}
      {stage?.countdown && (
        <Countdown countdown={stage.countdown} size="projector" ending={endingOf(item?.kind)} />
      )}
    </header>
  );
};
