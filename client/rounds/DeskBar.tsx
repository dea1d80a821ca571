// The clock and the phase on top of the desk, with the one next act; by keyboard too.
import { Button, Group, Kbd, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconMinus, IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { remainingMs } from '#shared/rounds/clock.ts';
import type { LiveView } from '#shared/rounds/contract.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { actsOf, useAct } from './acts.ts';
import { Countdown } from './Countdown.tsx';
import { nextStep } from './next-step.ts';
import { WhoMeetsAgain } from './WhoMeetsAgain.tsx';
import { serverNow } from '#client/kernel/server-clock.ts';
import { clockText } from './use-remaining.ts';
import { phaseWord } from './words.ts';

/** Ending a phase with more time left than this asks first. */
const muchMs = 30_000;

export const DeskBar = ({ live }: { live: LiveView }) => {
  const { round, meetingId, present } = live;
  const acts = useMemo(() => actsOf(meetingId), [meetingId]);
  const step = useMemo(() => nextStep(live, acts), [live, acts]);
  const { act, isBusy } = useAct();
  const [leftAtAsking, setLeftAtAsking] = useState<number | null>(null);
  const countdown = round?.countdown ?? null;

  const goOn = () => {
    if (step.hindrance !== null || isBusy) return;
    const left = countdown ? remainingMs(countdown, serverNow()) : 0;
    if (step.endsPhase && left > muchMs) setLeftAtAsking(left);
    else act(step.act);
  };
  const extend = (minutes: number) => {
    if (round && countdown) act(() => acts.extendPhase(round.id, minutes));
  };
  const pauseOrResume = () => {
    if (round && countdown)
      act(() => (countdown.state === 'paused' ? acts.resumePhase(round.id) : acts.pausePhase(round.id)));
  };
  useHotkeys([
    ['n', goOn],
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
  ]);

  return (
    <section className="card desk-bar" aria-label="Round">
      <div className="desk-phase">
        <div className="quiet clock-round figures">
          {round ? `Round ${String(round.number)}` : 'Before the first round'} · {present.length} here
        </div>
        <div className="clock-phase" role="status">
          {round ? phaseWord[round.phase] : 'Students check in'}
        </div>
        {step.hindrance !== null && (
          <Text size="sm" c="dimmed">
            {step.hindrance}
          </Text>
        )}
        {round?.phase === 'drawn' && <WhoMeetsAgain live={live} round={round} />}
      </div>
      {countdown && (
        <div className="desk-time">
          <Countdown countdown={countdown} size="large" />
          <Group gap={6}>
            <Button
              size="md"
              variant="default"
              px="sm"
              leftSection={
                countdown.state === 'paused' ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />
              }
              onClick={pauseOrResume}
            >
              {countdown.state === 'paused' ? 'Resume' : 'Pause'}
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
                  extend(minutes);
                }}
              >
                {Math.abs(minutes)} min
              </Button>
            ))}
          </Group>
        </div>
      )}
      <Group gap="sm">
        {round?.phase === 'drawn' && (
          <Button
            size="md"
            variant="default"
            disabled={isBusy}
            onClick={() => {
              act(() => acts.drawRound());
            }}
          >
            Draw again
          </Button>
        )}
        <Tooltip
          label={
            <>
              Keys: <Kbd size="xs">n</Kbd> next, <Kbd size="xs">p</Kbd> pause, <Kbd size="xs">m</Kbd> a minute
              more, <Kbd size="xs">M</Kbd> a minute less
            </>
          }
        >
          <Button size="md" loading={isBusy} disabled={step.hindrance !== null} onClick={goOn}>
            {step.verb}
          </Button>
        </Tooltip>
      </Group>
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
        There {leftAtAsking !== null && `was ${clockText(leftAtAsking)} left`}. A phase that has ended cannot
        be started again.
      </Confirm>
    </section>
  );
};
