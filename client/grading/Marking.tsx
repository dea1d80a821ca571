// The marks of the open review: its criteria with their keys, saved replies, and what is done once it is marked.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import type { GradingQueue, QueuedReview, ReviewMarks } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { insertText } from '#client/annotations/insert-text.ts';
import { Query } from '#client/kit/Query.tsx';
import { toggleStep } from './CriterionMarks.tsx';
import { marksQuery } from './data.ts';
import { GraderLine } from './GraderLine.tsx';
import type { QueueActs } from './queue-keys.ts';
import { ReturnOne } from './ReturnButtons.tsx';
import { Rubric } from './Rubric.tsx';
import { SavedReplies } from './SavedReplies.tsx';
import { useMarking } from './use-marking.ts';

/** What the keys of the page do here. */
export interface MarkingHandle extends Pick<QueueActs, 'setStep' | 'moveCriterion' | 'comment' | 'overall'> {
  /** At the caret of the comment that was written in last, else of the criterion's. */
  replies(): void;
  /** Puts words at the caret; false where no comment is open. */
  insert(words: string): boolean;
}

interface Props {
  readonly meetingId: Id;
  readonly courseId: Id;
  readonly personId: Id;
  readonly review: QueuedReview;
  readonly queue: GradingQueue;
  readonly graderName: (id: Id) => string;
  readonly handle: Ref<MarkingHandle>;
}

const Open = (props: Props & { marks: ReviewMarks }) => {
  const { marks, queue, review, meetingId, courseId, personId, graderName, handle } = props;
  const { criteria } = queue;
  const state = useMarking(personId, meetingId, marks);
  const [current, setCurrent] = useState(0);
  const [asked, setAsked] = useState<{
    field: HTMLTextAreaElement | null;
    start: number;
    end: number;
  } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const lastField = useRef<HTMLTextAreaElement>(null);

  const criterionAt = (index: number) =>
    root.current?.querySelectorAll<HTMLElement>('[data-criterion]').item(index) ?? null;
  const commentAt = (index: number) => criterionAt(index)?.querySelector('textarea') ?? null;
  const field = () => (lastField.current?.isConnected ? lastField.current : commentAt(current));
  const replies = () => {
    const at = field();
    setAsked({ field: at, start: at?.selectionStart ?? 0, end: at?.selectionEnd ?? 0 });
  };
  const insert = (words: string) => {
    const at = field();
    if (!at) return false;
    insertText(at, at.selectionStart, at.selectionEnd, words);
    return true;
  };
  useImperativeHandle(handle, () => ({
    setStep: (step) => {
      const criterion = criteria[current];
      if (criterion && step <= criterion.steps.length)
        state.change({ marks: toggleStep(state.marking, criterion.key, step) });
    },
    moveCriterion: (by) => {
      const index = Math.min(criteria.length - 1, Math.max(0, current + by));
      setCurrent(index);
      criterionAt(index)?.scrollIntoView({ block: 'nearest' });
    },
    comment: () => commentAt(current)?.focus(),
    overall: () => root.current?.querySelector<HTMLElement>('textarea[name=overall]')?.focus(),
    replies,
    insert,
  }));

  return (
    <div ref={root} className="grading-open">
      <GraderLine {...{ review, personId, meetingId, graderName }} onReplies={replies} />
      <Rubric
        {...{ marks, state, criteria, current }}
        onCurrent={setCurrent}
        onField={(one) => {
          lastField.current = one;
        }}
        onReplies={replies}
      >
        <ReturnOne {...{ meetingId, review, marks, criteria }} isSaved={state.progress === 'saved'} />
      </Rubric>
      <SavedReplies
        opened={asked !== null}
        personId={personId}
        courseId={courseId}
        selected={asked?.field?.value.slice(asked.start, asked.end) ?? ''}
        onChoose={
          asked?.field
            ? (text) => {
                const { field: into, start, end } = asked;
                setAsked(null);
                // Once the dialog has let go of the focus.
                setTimeout(() => {
                  if (into) insertText(into, start, end, text);
                });
              }
            : null
        }
        onClose={() => {
          setAsked(null);
          asked?.field?.focus();
        }}
      />
    </div>
  );
};

export const Marking = (props: Props) => {
  const { reviewId } = props.review;
  const query = useQuery(marksQuery(reviewId));
  const { isStale, refetch } = query;
  // Others may have marked it while it was not open.
  useEffect(() => {
    if (isStale) void refetch();
  }, [isStale, refetch]);
  return <Query query={query}>{(marks) => <Open key={reviewId} {...props} marks={marks} />}</Query>;
};
