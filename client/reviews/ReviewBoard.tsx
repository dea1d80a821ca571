// All reviews of a meeting: the list with its filter, and beside it the one that is read.
import { Chip, Group, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Review, ReviewStatus } from '#shared/reviews/contract.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Extensions } from './Extensions.tsx';
import { Reminder } from './Reminder.tsx';
import { ReviewSheet } from './ReviewSheet.tsx';
import { ReviewTable, type MoreColumn } from './ReviewTable.tsx';
import { Roles } from './Roles.tsx';
import { rowOfReview, rowOfStatus, type Row } from './sorting.ts';
import './reviews.css';

const filters = {
  all: { label: 'All', fits: () => true },
  done: { label: 'Submitted', fits: ({ isOpen }: Row) => isOpen },
  late: { label: 'Late', fits: ({ state }: Row) => state === 'late' },
  draft: { label: 'Draft', fits: ({ state }: Row) => state === 'draft' },
  extended: { label: 'Extended', fits: ({ isExtended }: Row) => isExtended },
  missing: { label: 'Missing', fits: ({ isOpen }: Row) => !isOpen },
} as const;
type Filter = keyof typeof filters;

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly reviews: readonly Review[];
  /** The staff's; null for classmates, who see only what was submitted. */
  readonly states: readonly ReviewStatus[] | null;
  /** A further column of the staff's table, and more to do with all of them, from above. */
  readonly column?: MoreColumn | undefined;
  readonly actions?: ReactNode;
  /** What stands below the review that is read. */
  readonly below?: ReactNode;
  readonly openId: string | undefined;
  readonly onOpen: (id: string) => void;
  /** How a page shows the text of the review that is read; plain by default. */
  readonly textOf?: ((review: Review) => ReactNode) | undefined;
  /** How much was said about each review. */
  readonly said?: ReadonlyMap<Id, number> | undefined;
}

export const ReviewBoard = (props: Props) => {
  const { meeting, timeZone, reviews, states, column, actions, below, openId, onOpen, textOf, said } = props;
  const [filter, setFilter] = useState<Filter>('all');
  // Somebody who has left the course is in no list of students; what they submitted is still there.
  const known = states?.map((one) => ({ ...rowOfStatus(one), said: said?.get(one.reviewId ?? '') })) ?? [];
  const more = reviews
    .map((one) => ({ ...rowOfReview(one), said: said?.get(one.id) }))
    .filter(({ id }) => !known.some((row) => row.id === id));
  const rows = [...known, ...more];
  const open = reviews.find((review) => rowOfReview(review).id === openId);
  return (
    <div className="reviews-board">
      <Stack gap="sm" className="no-print">
        {states && (
          <div role="radiogroup" aria-label="Which reviews">
            <Chip.Group
              value={filter}
              onChange={(value) => {
                setFilter(value as Filter);
              }}
            >
              <Group gap={6}>
                {(Object.keys(filters) as Filter[]).map((value) => (
                  <Chip key={value} value={value} size="sm">
                    {`${filters[value].label} ${String(rows.filter(filters[value].fits).length)}`}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </div>
        )}
        {states && (
          <Group gap="xs">
            <Extensions meeting={meeting} timeZone={timeZone} students={states} />
            <Roles meeting={meeting} students={states} />
            <Reminder meeting={meeting} timeZone={timeZone} states={states} />
            {actions}
          </Group>
        )}
        <ReviewTable
          rows={rows.filter(filters[filter].fits)}
          timeZone={timeZone}
          openId={openId}
          onOpen={onOpen}
          hasStates={states !== null}
          more={column}
        />
      </Stack>
      {open ? (
        <Stack>
          <ReviewSheet
            review={open}
            meeting={meeting}
            timeZone={timeZone}
            isForStaff={states !== null}
            citations={states?.find(({ personId }) => personId === openId)?.citations}
          >
            {textOf?.(open)}
          </ReviewSheet>
          {open.isOwn && below}
        </Stack>
      ) : (
        <EmptyState title={reviews.length === 0 ? 'No reviews yet' : 'Choose a review'}>
          {reviews.length === 0
            ? 'What is submitted appears here at once.'
            : 'It opens here. The arrow keys lead from one to the next.'}
        </EmptyState>
      )}
    </div>
  );
};
