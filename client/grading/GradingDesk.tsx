// The reading queue of a meeting: the list, the review that is read with its papers one click away, and its marks.
import { Button, Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { GradingQueue } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { KeysHelp } from '#client/annotations/KeysHelp.tsx';
import { useDraftsFromElsewhere } from '#client/drafts/use-draft.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { ReviewPapers } from '#client/reviews/ReviewPapers.tsx';
import { Marking, type MarkingHandle } from './Marking.tsx';
import { keyLines, onQueueKey } from './queue-keys.ts';
import { QueueBar } from './QueueBar.tsx';
import { QueueList } from './QueueList.tsx';
import { SavedReplies } from './SavedReplies.tsx';
import { markingsPlace } from './send-marking.ts';
import { useGraders } from './use-graders.ts';
import { useQueue } from './use-queue.ts';
import { useUnsent } from './use-unsent.ts';
import '#client/reviews/desk.css';
import './grading.css';

interface Props {
  readonly meeting: MeetingView;
  readonly courseId: Id;
  readonly personId: Id;
  readonly queue: GradingQueue;
  readonly openId: Id | undefined;
  readonly onOpen: (reviewId: Id) => void;
  /** The review as it is read; `isNamed` false: without its author. */
  readonly sheet: (reviewId: Id, isNamed: boolean) => ReactNode;
}

type Pane = 'review' | 'papers' | 'marks';

export const GradingDesk = (props: Props) => {
  const { meeting, courseId, personId, queue, openId, onOpen, sheet } = props;
  const meetingId = meeting.id;
  const walk = useQueue(queue, meetingId, personId, openId);
  const { shown, open, hidesNames } = walk;
  const on = useGraders(meetingId, personId, open?.reviewId);
  const unsent = useUnsent(personId, meetingId, open?.reviewId);
  useDraftsFromElsewhere(personId, markingsPlace(meetingId));
  const [pane, setPane] = useState<Pane>('review');
  const [hasPapers, setHasPapers] = useState(false);
  const [documentId, setDocumentId] = useState<Id>();
  const [dialog, setDialog] = useState<'keys' | 'replies' | null>(null);
  const marking = useRef<MarkingHandle>(null);
  const reading = useRef<HTMLDivElement>(null);
  const marked = useRef<HTMLDivElement>(null);
  const before = useRef<Id>(undefined);

  const show = (next: Pane) => {
    setPane(next);
    if (next === 'papers') setHasPapers(true);
  };
  const move = (by: 1 | -1) => {
    const id = walk.next(by);
    if (id !== undefined) onOpen(id);
  };
  const graderName = (id: Id) => queue.graders.find((one) => one.id === id)?.name ?? 'Former staff';
  const nameOf = (id: Id): string => {
    const at = queue.reviews.findIndex(({ reviewId }) => reviewId === id);
    if (!hidesNames) return queue.reviews[at]?.author.name ?? 'A review';
    return `Reviewer ${id.slice(0, 4).toUpperCase()}`;
  };

  const onKey = (event: KeyboardEvent) =>
    onQueueKey(event, {
      setStep: (step) => marking.current?.setStep(step),
      moveCriterion: (by) => marking.current?.moveCriterion(by),
      moveReview: move,
      comment: () => marking.current?.comment(),
      overall: () => marking.current?.overall(),
      replies: () => marking.current?.replies(),
      papers: () => {
        show(pane === 'papers' ? 'review' : 'papers');
      },
      scroll: (by) => reading.current?.scrollBy({ top: by * reading.current.clientHeight * 0.85 }),
      showKeys: () => {
        setDialog('keys');
      },
    });
  const latest = useRef(onKey);
  const latestOpen = useRef(onOpen);
  useEffect(() => {
    latest.current = onKey;
    latestOpen.current = onOpen;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => {
      document.removeEventListener('keydown', listen);
    };
  }, []);
  const openedId = open?.reviewId;
  useEffect(() => {
    for (const part of [reading.current, marked.current]) if (part) part.scrollTop = 0;
    // On a phone the page itself was scrolled.
    if (before.current !== undefined && before.current !== openedId)
      reading.current?.parentElement?.scrollIntoView({ block: 'start' });
    before.current = openedId;
  }, [openedId]);
  // The one that is read stays open, whatever happens to the order.
  const isChosen = openId !== undefined && openId === openedId;
  useEffect(() => {
    if (!isChosen && openedId !== undefined) latestOpen.current(openedId);
  }, [isChosen, openedId]);

  const close = () => {
    setDialog(null);
  };
  return (
    <>
      <QueueBar
        {...{ meetingId, queue, walk, nameOf }}
        unsent={unsent.length}
        onKeys={() => {
          setDialog('keys');
        }}
        onReplies={() => {
          setDialog('replies');
        }}
      />
      {open ? (
        <div className="grading-desk" data-pane={pane}>
          <nav className="grading-list" aria-label="Queue">
            <QueueList
              reviews={shown}
              openId={open.reviewId}
              {...{ nameOf, graderName, onOpen }}
              readersOf={(id) => (on.get(id) ?? []).map(graderName)}
            />
          </nav>
          <div className="grading-where">
            <SegmentedControl
              aria-label="What is shown"
              data={[
                { value: 'review', label: 'Review' },
                { value: 'papers', label: 'Papers' },
                { value: 'marks', label: 'Marks' },
              ]}
              value={pane}
              onChange={(value) => {
                show(value as Pane);
              }}
            />
            <Group gap="xs" wrap="nowrap" className="grading-steps-bar">
              <Button
                variant="default"
                px="sm"
                aria-label="Previous review"
                disabled={walk.next(-1) === undefined}
                onClick={() => {
                  move(-1);
                }}
              >
                <IconChevronLeft size={18} />
              </Button>
              <NativeSelect
                aria-label="Review"
                className="grading-jump"
                value={open.reviewId}
                data={shown.map(({ reviewId, state }) => ({
                  value: reviewId,
                  label: `${nameOf(reviewId)}, ${state === 'unmarked' ? 'not marked' : state}`,
                }))}
                onChange={({ currentTarget: { value } }) => {
                  onOpen(value);
                }}
              />
              <Button
                variant="default"
                px="sm"
                aria-label="Next review"
                disabled={walk.next(1) === undefined}
                onClick={() => {
                  move(1);
                }}
              >
                <IconChevronRight size={18} />
              </Button>
            </Group>
          </div>
          <div className="grading-reading" ref={reading} tabIndex={0} role="region" aria-label="Review">
            {(on.get(open.reviewId) ?? []).length > 0 && (
              <p className="grading-here" role="status">
                {(on.get(open.reviewId) ?? []).map(graderName).join(', ')} here now
              </p>
            )}
            {sheet(open.reviewId, !hidesNames)}
          </div>
          <div className="grading-papers">
            {hasPapers && (
              <ReviewPapers
                meeting={meeting}
                documentId={documentId}
                onDocument={setDocumentId}
                onCite={(citation) => {
                  if (marking.current?.insert(citation)) setPane('marks');
                }}
              />
            )}
          </div>
          <div className="grading-marks" ref={marked} tabIndex={0} role="region" aria-label="Marks">
            <Marking
              key={open.reviewId}
              review={open}
              handle={marking}
              {...{ meetingId, courseId, personId, queue, graderName }}
            />
          </div>
        </div>
      ) : (
        <EmptyState title={walk.isMine ? 'Nothing of this is yours' : 'Nothing to mark yet'}>
          {walk.isMine
            ? 'Take a review, or share them out. Without “Mine” all are shown.'
            : 'What is submitted appears here at once.'}
        </EmptyState>
      )}
      <KeysHelp lines={keyLines} opened={dialog === 'keys'} onClose={close} />
      <SavedReplies
        opened={dialog === 'replies'}
        personId={personId}
        courseId={courseId}
        selected=""
        onChoose={null}
        onClose={close}
      />
    </>
  );
};
