// What the presenter sees: the slide that is up, the next one, notes, the clock, and the questions as they come.
import { ActionIcon, Alert, Button, Popover, Tabs, Text, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDeviceMobile,
  IconKeyboard,
  IconMaximize,
  IconPointer,
  IconSquare,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { Stage } from '#shared/presenting/contract.ts';
import { clockOf } from '#shared/presenting/show.ts';
import { useConnected } from '#client/kernel/use-room.ts';
import { QrCode } from '#client/kit/QrCode.tsx';
import { useWakeLock } from '#client/kit/use-wake-lock.ts';
import { Handover } from './Handover.tsx';
import { Notes } from './Notes.tsx';
import { PhaseButtons } from './PhaseButtons.tsx';
import { PutUp } from './PutUp.tsx';
import { QuestionList } from './QuestionList.tsx';
import { Slide } from './Slide.tsx';
import { TalkClock } from './TalkClock.tsx';
import { slidesAddress, useDeck } from './use-deck.ts';
import { timeText } from './use-elapsed.ts';
import { useLaser } from './use-laser.ts';
import { keyWords, toggleFullscreen, useShowKeys } from './use-show-keys.ts';
import { useSteering } from './use-steering.ts';
import './presenting.css';

interface Props {
  readonly stage: Stage;
  readonly member: Member;
}

export const PresenterView = ({ stage, member }: Props) => {
  const of = { meetingId: stage.meetingId, paperId: stage.paperId };
  const { show, isAway, act } = useSteering(stage, member.personId);
  const isUp = show !== null && show.phase !== 'ended';
  const isMine = isUp && (show.holderId === member.personId || show.holderId === null);
  const isConnected = useConnected();
  // Before the slides are up one looks through them by oneself.
  const [own, setOwn] = useState(0);
  const laser = useLaser(stage.meetingId);
  useWakeLock();

  const shown = isUp ? { documentId: show.documentId, fileHash: show.fileHash } : stage.deck;
  const { deck, hasFailed } = useDeck(shown && slidesAddress(shown));
  const count = (isUp ? show.slideCount : stage.deck?.slideCount) ?? 0;
  const slide = Math.min(isUp ? show.slide : own, Math.max(0, count - 1));
  const within = (wanted: number) => Math.max(0, Math.min(count - 1, wanted));
  const goTo = (wanted: number) => {
    if (isMine) act({ do: 'goTo', slide: within(wanted) });
    else if (!isUp) setOwn(within(wanted));
  };
  const step = (by: number) => {
    if (isMine) act({ do: 'step', from: slide, by });
    else if (!isUp) setOwn(within(slide + by));
  };
  const black = () => {
    if (isMine) act({ do: 'black', on: !show.isBlack });
  };
  useShowKeys({
    step,
    goTo: (wanted) => {
      goTo(wanted === 'last' ? count - 1 : wanted);
    },
    black,
    laser: () => {
      if (isMine) laser.toggle();
    },
    pause: () => {
      const clock = isMine && clockOf(show);
      if (clock) act({ do: clock.since === null ? 'resume' : 'pause' });
    },
    fullscreen: toggleFullscreen,
  });

  const remote = `${window.location.origin}/meetings/${stage.meetingId}/talks/${stage.paperId}/remote`;
  const newer = isUp && stage.deck && stage.deck.fileHash !== show.fileHash ? stage.deck : null;
  return (
    <div className="presenter">
      <header className="presenter-head">
        <div className="presenter-title">
          <Link to="/meetings/$meetingId" params={{ meetingId: stage.meetingId }}>
            The meeting
          </Link>
          <h1 title={stage.title}>{stage.title}</h1>
        </div>
        <div className="presenter-acts">
          {isUp && <Handover stage={stage} show={show} selfId={member.personId} act={act} />}
          {isMine && <PhaseButtons show={show} act={act} />}
          {!isUp && <PutUp stage={stage} />}
        </div>
      </header>
      {(isAway || !isConnected) && (
        <p className="presenter-away" role="status">
          The connection is away. Your slides and the clock go on here; everybody follows when it is back.
        </p>
      )}
      {newer && (
        <Alert color="yellow" variant="light" className="presenter-newer" role="status">
          A newer version of the slides was uploaded. The talk goes on with the one it began with.{' '}
          {isMine && (
            <Button
              size="compact-sm"
              ml="xs"
              onClick={() => {
                act({ do: 'accept', fileHash: newer.fileHash });
              }}
            >
              Use the new one
            </Button>
          )}
        </Alert>
      )}
      <section className="presenter-slide" aria-label="The slide that is up">
        <Slide
          {...{ deck, slide, slideCount: count, hasFailed }}
          drawsAhead
          isBlack={isUp && show.isBlack}
          pointer={laser.at}
          onPoint={isMine ? laser.point : undefined}
        />
        {isUp && show.onScreen && (
          <p className="presenter-screen" role="status">
            The projector shows {show.onScreen.kind === 'top' ? 'the top questions' : 'a question'}.{' '}
            {isMine && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => {
                  act({ do: 'screen', shown: null });
                }}
              >
                Back to the slide
              </Button>
            )}
          </p>
        )}
      </section>
      <div className="presenter-bar">
        <ActionIcon
          size="xl"
          variant="default"
          aria-label="Slide before"
          onClick={() => {
            step(-1);
          }}
        >
          <IconChevronLeft />
        </ActionIcon>
        <span className="figures presenter-count">
          {count === 0 ? '' : `${String(slide + 1)} / ${String(count)}`}
        </span>
        <ActionIcon
          size="xl"
          aria-label="Next slide"
          onClick={() => {
            step(1);
          }}
        >
          <IconChevronRight />
        </ActionIcon>
        <TalkClock
          show={show}
          talkMinutes={stage.talkMinutes}
          questionMinutes={stage.questionMinutes}
          size="large"
          hasPace
        />
        <div className="presenter-tools">
          <Tooltip label="Black screen (B)">
            <ActionIcon
              size="lg"
              variant={isUp && show.isBlack ? 'filled' : 'subtle'}
              aria-label="Black screen"
              aria-pressed={isUp && show.isBlack}
              disabled={!isMine}
              onClick={black}
            >
              <IconSquare size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Laser pointer (L)">
            <ActionIcon
              size="lg"
              variant={laser.isOn ? 'filled' : 'subtle'}
              aria-label="Laser pointer"
              aria-pressed={laser.isOn}
              disabled={!isMine}
              onClick={laser.toggle}
            >
              <IconPointer size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Full screen (F)">
            <ActionIcon size="lg" variant="subtle" aria-label="Full screen" onClick={toggleFullscreen}>
              <IconMaximize size={20} />
            </ActionIcon>
          </Tooltip>
          <Popover withinPortal position="top-end">
            <Popover.Target>
              <ActionIcon size="lg" variant="subtle" aria-label="Your phone as remote control">
                <IconDeviceMobile size={20} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <Text size="sm" maw="14rem" mb="xs">
                Your phone as remote control: open this where you are signed in.
              </Text>
              <QrCode text={remote} label="Opens the remote control" size="14rem" />
            </Popover.Dropdown>
          </Popover>
          <Popover withinPortal position="top-end">
            <Popover.Target>
              <ActionIcon size="lg" variant="subtle" aria-label="Keys">
                <IconKeyboard size={20} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <dl className="show-keys">
                {keyWords.map(([keys, does]) => (
                  <div key={keys}>
                    <dt>{keys}</dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </Popover.Dropdown>
          </Popover>
        </div>
      </div>
      <aside className="presenter-side">
        <section aria-label="Next slide" className="presenter-next">
          <Text size="sm" c="dimmed">
            {slide + 1 < count ? 'Next' : 'This is the last slide'}
          </Text>
          {slide + 1 < count && <Slide {...{ deck, slide: slide + 1, slideCount: count }} />}
        </section>
        <Tabs defaultValue="notes" className="presenter-tabs" keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="notes">Notes</Tabs.Tab>
            <Tabs.Tab value="questions">Questions</Tabs.Tab>
            {stage.slideMs !== null && stage.slideMs.length > 0 && <Tabs.Tab value="times">Times</Tabs.Tab>}
          </Tabs.List>
          <Tabs.Panel value="notes" className="presenter-panel">
            <Notes of={of} slide={slide} />
          </Tabs.Panel>
          <Tabs.Panel value="questions" className="presenter-panel">
            {stage.deck ? (
              <QuestionList
                {...{ of, member, slide, show: isUp ? show : null, documentId: stage.deck.documentId }}
                isPresenting
                onSlide={goTo}
                onScreen={
                  isMine
                    ? (onScreen) => {
                        act({ do: 'screen', shown: onScreen });
                      }
                    : undefined
                }
              />
            ) : (
              <Text c="dimmed" size="sm" py="sm">
                Questions come once there are slides.
              </Text>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="times" className="presenter-panel">
            <table className="slide-times figures">
              <tbody>
                {stage.slideMs?.map((ms, index) => (
                  <tr key={index}>
                    <td>Slide {index + 1}</td>
                    <td>{timeText(ms)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Tabs.Panel>
        </Tabs>
      </aside>
    </div>
  );
};
