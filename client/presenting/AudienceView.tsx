// What the class sees on its own screens: the slide that is up, pages back on one's own, and questions.
import { ActionIcon, Button, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMaximize } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import { mayTakePart } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Stage } from '#shared/presenting/contract.ts';
import { mayPresent } from '#shared/presenting/rules.ts';
import { useConnected } from '#client/kernel/use-room.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { AskBox } from './AskBox.tsx';
import { usePointer } from './data.ts';
import { QuestionList } from './QuestionList.tsx';
import { Slide } from './Slide.tsx';
import { TalkClock } from './TalkClock.tsx';
import { slidesAddress, useDeck } from './use-deck.ts';
import { toggleFullscreen, useShowKeys } from './use-show-keys.ts';
import './presenting.css';

interface Props {
  readonly stage: Stage;
  readonly member: Member;
  readonly anonymity: Settings['anonymity'];
  /** What one does once the talk is over. */
  readonly afterwards?: ReactNode;
}

export const AudienceView = ({ stage, member, anonymity, afterwards }: Props) => {
  const { show, meetingId, paperId } = stage;
  const of = { meetingId, paperId };
  const isOn = show !== null && show.phase !== 'ended';
  const isConnected = useConnected();
  const pointer = usePointer('stage', meetingId);
  // Where one has paged to; null: with the presenter.
  const [own, setOwn] = useState<number | null>(null);
  const shown = isOn ? { documentId: show.documentId, fileHash: show.fileHash } : stage.deck;
  const { deck, hasFailed } = useDeck(shown && slidesAddress(shown));
  const count = (isOn ? show.slideCount : stage.deck?.slideCount) ?? 0;
  const live = isOn ? show.slide : null;
  const slide = Math.max(0, Math.min(count - 1, own ?? live ?? 0));
  const isAway = live !== null && own !== null && own !== live;
  const goTo = (wanted: number) => {
    const next = Math.max(0, Math.min(count - 1, wanted));
    setOwn(next === live ? null : next);
  };
  useShowKeys({
    step: (by) => {
      goTo(slide + by);
    },
    goTo: (wanted) => {
      goTo(wanted === 'last' ? count - 1 : wanted);
    },
    black: () => undefined,
    laser: () => undefined,
    pause: () => undefined,
    fullscreen: toggleFullscreen,
  });
  const mayShow = mayPresent(member, { presenterIds: stage.presenters.map(({ id }) => id) }) === true;
  return (
    <div className="audience">
      <header className="audience-head">
        <div className="presenter-title">
          <Link to="/meetings/$meetingId" params={{ meetingId }}>
            The meeting
          </Link>
          <h1 title={stage.title}>{stage.title}</h1>
          <Text size="sm" c="dimmed">
            {stage.presenters.map(({ name }) => name).join(', ')}
          </Text>
        </div>
        {isOn && (
          <TalkClock show={show} talkMinutes={stage.talkMinutes} questionMinutes={stage.questionMinutes} />
        )}
        {mayShow && (
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId/present"
            params={of}
            variant="light"
            size="compact-md"
          >
            Present
          </LinkButton>
        )}
      </header>
      {shown ? (
        <>
          <section className="audience-slide" aria-label="Slides">
            <Slide
              {...{ deck, slide, slideCount: count, hasFailed }}
              drawsAhead
              isBlack={isOn && show.isBlack && !isAway}
              pointer={isAway ? null : pointer}
            />
            {isOn && show.isBlack && !isAway && (
              <p className="audience-black" role="status">
                The presenter has made the screen black.
              </p>
            )}
          </section>
          <div className="audience-bar">
            <ActionIcon
              size={44}
              variant="default"
              aria-label="Slide before"
              disabled={slide === 0}
              onClick={() => {
                goTo(slide - 1);
              }}
            >
              <IconChevronLeft />
            </ActionIcon>
            <span className="figures presenter-count">{`${String(slide + 1)} / ${String(count)}`}</span>
            <ActionIcon
              size={44}
              variant="default"
              aria-label="Next slide"
              disabled={slide + 1 >= count}
              onClick={() => {
                goTo(slide + 1);
              }}
            >
              <IconChevronRight />
            </ActionIcon>
            {isAway ? (
              <Button
                onClick={() => {
                  setOwn(null);
                }}
              >
                Back to live, slide {live + 1}
              </Button>
            ) : (
              <Text size="sm" c="dimmed" role="status" className="audience-state">
                {!isConnected
                  ? 'The connection is away; the slides follow again when it is back.'
                  : isOn
                    ? 'Live: you follow the presenter.'
                    : show
                      ? 'The talk has ended.'
                      : 'The talk has not begun.'}
              </Text>
            )}
            <ActionIcon
              size={44}
              variant="subtle"
              aria-label="Full screen"
              className="audience-full"
              onClick={toggleFullscreen}
            >
              <IconMaximize size={20} />
            </ActionIcon>
          </div>
          {show && !isOn && afterwards}
          <section className="audience-questions" aria-label="Questions">
            <h2>Questions</h2>
            {mayTakePart(member) === true && (
              <AskBox {...{ of, slide, anonymity, documentId: shown.documentId }} />
            )}
            <QuestionList
              {...{ of, member, slide, show: isOn ? show : null, documentId: shown.documentId }}
              isPresenting={mayShow}
              onSlide={goTo}
            />
          </section>
        </>
      ) : (
        <EmptyState title="The slides are not here yet">
          They appear by themselves once the presenters put them up.
        </EmptyState>
      )}
    </div>
  );
};
