// Returning marks to their authors, one review or all that are marked, with a question first and a way back.
import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  gradingRoutes,
  type GradingQueue,
  type QueuedReview,
  type ReviewMarks,
} from '#shared/grading/contract.ts';
import { isMarked } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { queueQuery } from './data.ts';

const reviewsIn = (count: number) => (count === 1 ? '1 review' : `${String(count)} reviews`);
const whyWords = {
  changed: 'changed in this moment',
  unmarked: 'not marked yet',
  other_version: 'marked on a version that does not count any more',
} as const;

const useReturning = (meetingId: Id) => {
  const params = { meetingId };
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: queueQuery(meetingId).queryKey });
    void queryClient.invalidateQueries({ queryKey: [gradingRoutes.readMarks.path] });
  };
  const takeBack = useMutation({
    mutationFn: (reviewIds: Id[]) => call(gradingRoutes.takeBackMarks, { params, body: { reviewIds } }),
    onSuccess: ({ takenBack }) => {
      refresh();
      sayDone(`Taken back for ${reviewsIn(takenBack.length)}. The marks are still here.`);
    },
    onError: sayRefused,
  });
  const give = useMutation({
    mutationFn: (reviews: readonly QueuedReview[]) =>
      call(gradingRoutes.returnMarks, {
        params,
        body: { marks: reviews.map(({ reviewId, revision }) => ({ reviewId, revision })) },
      }),
    onSuccess: ({ returned, left }) => {
      refresh();
      if (returned.length > 0)
        sayUndoable(`Marks returned for ${reviewsIn(returned.length)}.`, () => {
          takeBack.mutate(returned);
        });
      const whys = [...new Set(left.map(({ why }) => whyWords[why]))];
      if (left.length > 0) sayDone(`${reviewsIn(left.length)} left: ${whys.join(', ')}.`, 10_000);
    },
    onError: sayRefused,
  });
  return { give, takeBack };
};

/** All that are marked and not returned, or changed since. */
const returnable = (reviews: readonly QueuedReview[]): QueuedReview[] =>
  reviews.filter(
    ({ state, isChangedSince, version, markedVersion }) =>
      (state === 'marked' || isChangedSince) && version === markedVersion,
  );

export const ReturnAll = ({ meetingId, reviews }: { meetingId: Id; reviews: readonly QueuedReview[] }) => {
  const [isAsking, setAsking] = useState(false);
  const { give } = useReturning(meetingId);
  const ready = returnable(reviews);
  return (
    <>
      <Button
        disabled={ready.length === 0}
        loading={give.isPending}
        onClick={() => {
          setAsking(true);
        }}
      >
        Return marks ({ready.length})
      </Button>
      <Confirm
        opened={isAsking}
        title={`Return the marks of ${reviewsIn(ready.length)}?`}
        verb="Return"
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          give.mutate(ready);
        }}
      >
        Their authors are told, and see marks, comments, remarks that were held back, points and the
        calculation. The notes for the staff stay with the staff. You can take it back.
        {ready.length < reviews.length &&
          ` ${reviewsIn(reviews.length - ready.length)} of the meeting are left as they are.`}
      </Confirm>
    </>
  );
};

interface OneProps {
  readonly meetingId: Id;
  readonly review: QueuedReview;
  readonly marks: ReviewMarks;
  readonly criteria: GradingQueue['criteria'];
  /** What is on the screen is on the server. */
  readonly isSaved: boolean;
}

export const ReturnOne = ({ meetingId, review, marks, criteria, isSaved }: OneProps) => {
  const [asking, setAsking] = useState<'return' | 'back' | null>(null);
  const { give, takeBack } = useReturning(meetingId);
  const { state, isChangedSince } = review;
  const { marking, version, countedVersion, revision } = marks;
  const isReady = isSaved && isMarked(criteria, marking) && version === countedVersion;
  const close = () => {
    setAsking(null);
  };
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" fw={600}>
        {state === 'returned' ? (isChangedSince ? 'Returned, changed since' : 'Returned to the author') : ''}
      </Text>
      <Group gap="xs">
        {state === 'returned' && (
          <Button
            variant="default"
            loading={takeBack.isPending}
            onClick={() => {
              setAsking('back');
            }}
          >
            Take back
          </Button>
        )}
        {(state !== 'returned' || isChangedSince) && (
          <Button
            variant="light"
            disabled={!isReady}
            loading={give.isPending}
            onClick={() => {
              setAsking('return');
            }}
          >
            {state === 'returned' ? 'Return the change' : 'Return to the author'}
          </Button>
        )}
      </Group>
      <Confirm
        opened={asking === 'return'}
        title="Return these marks?"
        verb="Return"
        onClose={close}
        onConfirm={() => {
          close();
          // The queue may be a moment older than the marks on the screen.
          give.mutate([{ ...review, revision }]);
        }}
      >
        The author is told, and sees marks, comments, remarks that were held back, points and the calculation.
        The note for the staff stays with the staff.
      </Confirm>
      <Confirm
        opened={asking === 'back'}
        title="Take these marks back?"
        verb="Take back"
        onClose={close}
        onConfirm={() => {
          close();
          takeBack.mutate([review.reviewId]);
        }}
      >
        The author sees them no more, but may have read them already. The marks stay here.
      </Confirm>
    </Group>
  );
};
