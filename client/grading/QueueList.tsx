// The reviews of the queue as a list beside the one that is read: how far each is, who marks it, who is on it now.
import { UnstyledButton } from '@mantine/core';
import { IconCheck, IconCircle, IconCircleDotted, IconSend } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { QueuedReview } from '#shared/grading/contract.ts';
import type { MarkState } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayPoints } from './CalculationSteps.tsx';

const states: Record<MarkState, { readonly word: string; readonly Icon: typeof IconCheck }> = {
  unmarked: { word: 'not marked', Icon: IconCircle },
  begun: { word: 'begun', Icon: IconCircleDotted },
  marked: { word: 'marked', Icon: IconCheck },
  returned: { word: 'returned', Icon: IconSend },
};

interface Props {
  readonly reviews: readonly QueuedReview[];
  readonly openId: Id | undefined;
  readonly nameOf: (reviewId: Id) => string;
  /** Names of the staff by id. */
  readonly graderName: (id: Id) => string;
  /** Who else is on a review now. */
  readonly readersOf: (reviewId: Id) => readonly string[];
  readonly onOpen: (reviewId: Id) => void;
}

export const QueueList = ({ reviews, openId, nameOf, graderName, readersOf, onOpen }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [openId]);
  return (
    <ul className="grading-queue" ref={list} aria-label="Reviews">
      {reviews.map(({ reviewId, state, points, lateDays, graderId, version, markedVersion }) => {
        const { word, Icon } = states[state];
        const here = readersOf(reviewId);
        const notes = [
          graderId === null ? '' : graderName(graderId),
          lateDays > 0 ? 'late' : '',
          markedVersion !== null && markedVersion !== version ? 'new version' : '',
        ].filter(Boolean);
        return (
          <li key={reviewId}>
            <UnstyledButton
              className="grading-queued"
              aria-current={reviewId === openId || undefined}
              onClick={() => {
                onOpen(reviewId);
              }}
            >
              <Icon size={16} aria-hidden="true" className="grading-state" data-state={state} />
              <span className="grading-queued-name">
                {nameOf(reviewId)}
                <span className="visually-hidden">, {word}</span>
                {notes.length > 0 && <span className="grading-queued-notes">{notes.join(', ')}</span>}
                {here.length > 0 && <span className="grading-here">{here.join(', ')} here now</span>}
              </span>
              <span className="grading-queued-points figures">
                {points === null ? '' : sayPoints(points)}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
};
