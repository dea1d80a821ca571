// The talks of a course for the staff: who was graded, who waits; j and k or the arrows go through it, Enter opens.
import { Badge, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ResultOf } from '#shared/kernel/contract.ts';
import type { PresenterStanding, talkGradingRoutes, TalkMarkState } from '#shared/talk-feedback/grading.ts';
import { sayPoints } from '#client/grading/CalculationSteps.tsx';
import { onPageKey } from '#client/grading/queue-keys.ts';
import { Moment } from '#client/kit/Moment.tsx';
import './talk-feedback.css';

type List = ResultOf<(typeof talkGradingRoutes)['listGradedTalks']>;

const stateWords: Readonly<Record<TalkMarkState, string>> = {
  unmarked: 'Not graded',
  begun: 'Begun',
  marked: 'Graded, not returned',
  returned: 'Returned',
};

const sayPresenter = ({ person, points, isChangedSince }: PresenterStanding): string =>
  `${person.name}${points === null ? '' : ` ${sayPoints(points)}`}${isChangedSince ? ' (changed since)' : ''}`;

export const GradedTalksTable = ({ list: { talks, outOf }, timeZone }: { list: List; timeZone: string }) => {
  const root = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    const move = (by: 1 | -1) => () => {
      const links = [...(root.current?.querySelectorAll<HTMLElement>('a[data-talk]') ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      links[
        at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))
      ]?.focus();
    };
    const acts: Readonly<Record<string, () => void>> = {
      ...{ j: move(1), ArrowDown: move(1), k: move(-1), ArrowUp: move(-1) },
    };
    const listen = (event: KeyboardEvent) => {
      onPageKey(event, (key) => acts[key]);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
  return (
    <div className="feedback-table-frame card quiet-links">
      <table className="feedback-table">
        <thead>
          <tr>
            <th scope="col">Talk</th>
            <th scope="col">Presenters, points of {outOf}</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody ref={root}>
          {talks.map(
            ({ meetingId, paperId, title, meetingNumber, startsAt, hasBegun, isOwn, state, presenters }) => (
              <tr key={paperId}>
                <td>
                  <Link
                    data-talk
                    to="/meetings/$meetingId/talks/$paperId/feedback"
                    params={{ meetingId, paperId }}
                  >
                    {title}
                  </Link>
                  <Text size="sm" c="dimmed">
                    Meeting {meetingNumber}, <Moment at={startsAt} zone={timeZone} />
                  </Text>
                </td>
                <td>{presenters.map(sayPresenter).join(', ')}</td>
                <td>
                  {isOwn || state === null ? (
                    <Text c="dimmed">Your own talk: others grade it</Text>
                  ) : hasBegun ? (
                    <Badge
                      miw="max-content"
                      tt="none"
                      variant={state === 'returned' ? 'filled' : 'light'}
                      {...(state === 'unmarked' && { color: 'yellow' })}
                    >
                      {stateWords[state]}
                    </Badge>
                  ) : (
                    <Text c="dimmed">To come</Text>
                  )}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
};
