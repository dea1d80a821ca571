// All reviews of a meeting: the list with its filter, and beside it the one that is read.
import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Review, ReviewStatus } from '#shared/reviews/contract.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { ReviewSheet } from './ReviewSheet.tsx';
import { ReviewTable } from './ReviewTable.tsx';
import './reviews.css';

const filters = {
  all: { label: 'All', fits: () => true },
  done: { label: 'Submitted', fits: ({ submission }: ReviewStatus) => submission !== null },
  late: { label: 'Late', fits: ({ state }: ReviewStatus) => state === 'late' },
  missing: { label: 'Missing', fits: ({ submission }: ReviewStatus) => submission === null },
} as const;
type Filter = keyof typeof filters;

/** What classmates know about a review is in the review itself. */
const statusOf = ({ id, author, submission }: Review): ReviewStatus => ({
  personId: author.id,
  name: author.name,
  state: submission.late ? 'late' : 'submitted',
  reviewId: id,
  submission,
});

interface Props {
  readonly meeting: MeetingView;
  readonly timeZone: string;
  readonly reviews: readonly Review[];
  /** The staff's; null for classmates, who see only what was submitted. */
  readonly states: readonly ReviewStatus[] | null;
  readonly openId: string | undefined;
  readonly onOpen: (personId: string) => void;
}

export const ReviewBoard = ({ meeting, timeZone, reviews, states, openId, onOpen }: Props) => {
  const [filter, setFilter] = useState<Filter>('all');
  // Somebody who has left the course is in no list of students; what they submitted is still there.
  const rows = states
    ? [...states, ...reviews.map(statusOf).filter((one) => !states.some((s) => s.personId === one.personId))]
    : reviews.map(statusOf);
  const open = reviews.find(({ author }) => author.id === openId);
  return (
    <div className="reviews-board">
      <Stack gap="sm" className="no-print">
        {states && (
          <SegmentedControl
            aria-label="Which reviews"
            data={(Object.keys(filters) as Filter[]).map((value) => ({
              value,
              label: `${filters[value].label} ${String(rows.filter(filters[value].fits).length)}`,
            }))}
            value={filter}
            onChange={(value) => {
              setFilter(value as Filter);
            }}
          />
        )}
        <ReviewTable
          rows={rows.filter(filters[filter].fits)}
          timeZone={timeZone}
          openId={openId}
          onOpen={onOpen}
          hasStates={states !== null}
        />
      </Stack>
      {open ? (
        <ReviewSheet review={open} meeting={meeting} timeZone={timeZone} />
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
