// The clock and what is on, on top of the desk, with the one next act; by keyboard too.
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconArrowBackUp, IconKeyboard, IconPlayerSkipForward } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { remainingMs } from '#shared/rounds/clock.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { isOnlyDrawn, itemAt, stageOn } from '#shared/rounds/order.ts';
import { KeysHelp } from '#client/annotations/KeysHelp.tsx';
import { serverNow } from '#client/kernel/server-clock.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { deskKeys } from './desk-keys.ts';
import { nextStep } from './next-step.ts';
import { useOrderActs } from './order-acts.ts';
import { aboutWord, kindWord } from './order-words.ts';
import { TalkTime } from './TalkTime.tsx';
import { TimeControls } from './TimeControls.tsx';
import { clockText } from './use-remaining.ts';
import { WhoMeetsAgain } from './WhoMeetsAgain.tsx';
import { endingOf, phaseWord } from './words.ts';

/** Ending a phase with more time left than this asks first. */
const muchMs = 30_000;

export const DeskBar = ({ live }: { live: LiveView }) => {
  const { round, order, present } = live;
  const { acts, act, run, isBusy } = useOrderActs(live);
  const step = useMemo(() => nextStep(live, acts), [live, acts]);
  const [leftAtAsking, setLeftAtAsking] = useState<number | null>(null);
  const [hasKeys, keys] = useDisclosure(false);
  const [item, stage] = [itemAt(order), stageOn(order)];
  const countdown = stage?.countdown ?? null;
  const mayGoBack = Object.keys(order.stages).length > 0;

  const goOn = () => {
    if (step.hindrance !== null || isBusy) return;
    const left = countdown ? remainingMs(countdown, serverNow()) : 0;
    if (step.endsPhase && left > muchMs) setLeftAtAsking(left);
    else act(step.act);
  };
  const goBack = () => {
    if (mayGoBack && !isBusy) run({ do: 'back' });
  };
  const skip = () => {
    if (!item || !stage || isBusy) return;
    act(async () => {
      const after = await acts.run(live, { do: 'skip', itemId: item.id });
      sayUndoable(`${kindWord(order, item)} is skipped.`, () => {
        act(() => acts.run(after, { do: 'back' }));
      });
      return after;
    });
  };
  const extend = (minutes: number) => {
    if (countdown) run({ do: 'extend', minutes });
  };
  const pauseOrResume = () => {
    if (countdown) run({ do: countdown.state === 'paused' ? 'resume' : 'pause' });
  };
  useHotkeys([
    ['n', goOn],
    ['b', goBack],
    ['s', skip],
    ['p', pauseOrResume],
    [
      'm',
      () => {
        extend(1);
      },
    ],
    [
      'shift+m',
      () => {
        extend(-1);
      },
    ],
    ['shift+?', keys.open],
    ['?', keys.open],
  ]);

  const about = item ? aboutWord(order, item) : '';
  const what =
    stage && item
      ? kindWord(order, item)
      : round
        ? `Round ${String(round.number)}`
        : 'Before the first round';
  const phase =
    stage && item
      ? stage.phase === 'on'
        ? about || 'The class has a break'
        : phaseWord[stage.phase]
      : order.atId === null
        ? 'Students check in'
        : round && item?.kind === 'round'
          ? phaseWord[round.phase]
          : 'Nothing is on';
  const time = countdown && (
    <TimeControls
      countdown={countdown}
      ending={endingOf(item?.kind)}
      onPauseOrResume={pauseOrResume}
      onExtend={extend}
    />
  );
  return (
    <section className="card desk-bar" aria-label="Round">
      <div className="desk-phase">
        <div className="quiet clock-round figures">
          {what} · {present.length} here
        </div>
        <div className="clock-phase" role="status">
          {phase}
        </div>
        {step.hindrance !== null && (
          <Text size="sm" c="dimmed">
            {step.hindrance}
          </Text>
        )}
        {round?.phase === 'drawn' && <WhoMeetsAgain live={live} round={round} />}
      </div>
      {item?.kind === 'presentation' && stage ? (
        <div className="desk-time">
          <TalkTime meetingId={live.meetingId} paperId={item.paperId} size="large">
            {time}
          </TalkTime>
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId"
            params={{ meetingId: live.meetingId, paperId: item.paperId }}
            variant="subtle"
            size="md"
            px="xs"
          >
            Open the talk
          </LinkButton>
        </div>
      ) : (
        time
      )}
      <Group gap="xs">
        <Tooltip label="Keys (?)">
          <ActionIcon variant="subtle" color="gray" size={42} aria-label="Keys" onClick={keys.open}>
            <IconKeyboard size={20} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Back (b)">
          <ActionIcon
            variant="default"
            size={42}
            aria-label="Back"
            disabled={!mayGoBack || isBusy}
            onClick={goBack}
          >
            <IconArrowBackUp size={20} />
          </ActionIcon>
        </Tooltip>
        {stage && (
          <Tooltip label="Skip what is on (s)">
            <ActionIcon
              variant="default"
              size={42}
              aria-label="Skip what is on"
              disabled={isBusy}
              onClick={skip}
            >
              <IconPlayerSkipForward size={20} />
            </ActionIcon>
          </Tooltip>
        )}
        {stage && isOnlyDrawn(stage) && (
          <Button
            size="md"
            variant="default"
            disabled={isBusy}
            onClick={() => {
              act(() => acts.draw(live));
            }}
          >
            Draw again
          </Button>
        )}
        <Button size="md" loading={isBusy} disabled={step.hindrance !== null} onClick={goOn}>
          {step.verb}
        </Button>
      </Group>
      <KeysHelp lines={deskKeys} opened={hasKeys} onClose={keys.close} />
      <Confirm
        opened={leftAtAsking !== null}
        title={`${step.verb}?`}
        verb={step.verb}
        stay="Not yet"
        onConfirm={() => {
          setLeftAtAsking(null);
          act(step.act);
        }}
        onClose={() => {
          setLeftAtAsking(null);
        }}
      >
        There {leftAtAsking !== null && `was ${clockText(leftAtAsking)} left`}. Going back takes it up again
        with that time.
      </Confirm>
    </section>
  );
};
