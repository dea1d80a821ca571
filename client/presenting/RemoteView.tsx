// The presenter's phone as remote control: large buttons, a swipe, the clock, this slide and the next.
import { Button, Text } from '@mantine/core';
import { useRef, type TouchEvent } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { Stage } from '#shared/presenting/contract.ts';
import { useConnected } from '#client/kernel/use-room.ts';
import { useWakeLock } from '#client/kit/use-wake-lock.ts';
import { Handover } from './Handover.tsx';
import { PhaseButtons } from './PhaseButtons.tsx';
import { PutUp } from './PutUp.tsx';
import { Slide } from './Slide.tsx';
import { TalkClock } from './TalkClock.tsx';
import { slidesAddress, useDeck } from './use-deck.ts';
import { useSteering } from './use-steering.ts';
import './presenting.css';

/** Shorter is a tap; in CSS pixels. */
const swipeLength = 40;

export const RemoteView = ({ stage, member }: { stage: Stage; member: Member }) => {
  const { show, isAway, act } = useSteering(stage, member.personId);
  const isUp = show !== null && show.phase !== 'ended';
  const isMine = isUp && (show.holderId === member.personId || show.holderId === null);
  const isConnected = useConnected();
  const began = useRef<number | null>(null);
  useWakeLock();
  const shown = isUp ? { documentId: show.documentId, fileHash: show.fileHash } : stage.deck;
  const { deck, hasFailed } = useDeck(shown && slidesAddress(shown));
  const count = (isUp ? show.slideCount : stage.deck?.slideCount) ?? 0;
  const slide = isUp ? show.slide : 0;
  const step = (by: number) => {
    if (isMine) act({ do: 'step', from: slide, by });
  };
  const swipe = {
    onTouchStart: ({ touches }: TouchEvent) => {
      began.current = touches.length === 1 ? (touches[0]?.clientX ?? null) : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const way = (changedTouches[0]?.clientX ?? 0) - (began.current ?? 0);
      if (began.current !== null && Math.abs(way) >= swipeLength) step(way < 0 ? 1 : -1);
      began.current = null;
    },
  };
  return (
    <div className="remote">
      <TalkClock
        show={show}
        talkMinutes={stage.talkMinutes}
        questionMinutes={stage.questionMinutes}
        size="large"
        hasPace
      />
      {(isAway || !isConnected) && (
        <Text size="sm" role="status" className="presenter-away">
          The connection is away. What you press is sent when it is back.
        </Text>
      )}
      <div className="remote-slides" {...swipe}>
        <div className="remote-slide">
          <Slide
            {...{ deck, slide, slideCount: count, hasFailed }}
            drawsAhead
            isBlack={isUp && show.isBlack}
          />
        </div>
        <div className="remote-next">
          {slide + 1 < count ? (
            <Slide {...{ deck, slide: slide + 1, slideCount: count }} />
          ) : (
            <Text size="sm" c="dimmed">
              This is the last slide.
            </Text>
          )}
        </div>
      </div>
      <Text className="figures remote-count">
        {count > 0 && `Slide ${String(slide + 1)} of ${String(count)}`}
      </Text>
      {isUp ? (
        <>
          <Handover stage={stage} show={show} selfId={member.personId} act={act} />
          <div className="remote-buttons">
            <Button
              variant="default"
              disabled={!isMine || slide === 0}
              onClick={() => {
                step(-1);
              }}
            >
              Back
            </Button>
            <Button
              disabled={!isMine || slide + 1 >= count}
              onClick={() => {
                step(1);
              }}
            >
              Next
            </Button>
          </div>
          <Button
            variant={show.isBlack ? 'filled' : 'default'}
            size="lg"
            disabled={!isMine}
            aria-pressed={show.isBlack}
            onClick={() => {
              act({ do: 'black', on: !show.isBlack });
            }}
          >
            {show.isBlack ? 'Show the slide again' : 'Black screen'}
          </Button>
          {isMine && <PhaseButtons show={show} act={act} size="lg" />}
        </>
      ) : (
        <PutUp stage={stage} />
      )}
    </div>
  );
};
