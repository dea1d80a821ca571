// The quiet bar of the writing page: where the text is, its words, when it is due, and the one button.
import { Button, Tooltip, UnstyledButton } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { countAllWords } from '#shared/reviews/answers.ts';
import { sayLeft } from '#shared/reviews/deadline.ts';
import { maySubmitReview } from '#shared/reviews/rules.ts';
import { Ago, Moment } from '#client/kit/Moment.tsx';
import { useServerNow } from '#client/kit/server-now.ts';
import { termsOf } from './data.ts';
import { SaveState } from './SaveState.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';
import type { Writing } from './writing-state.ts';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly member: Member;
  readonly writing: Writing;
}

export const WriteBar = ({ meeting, course, member, writing }: Props) => {
  const state = useSyncExternalStore(writing.subscribe, writing.state);
  const now = useServerNow();
  const [dialog, setDialog] = useState<'submit' | 'versions' | null>(null);
  const close = () => {
    setDialog(null);
  };
  const { submission } = state.saved;
  const isNew = !submission || state.saved.isChanged || state.progress !== 'saved';
  const terms = termsOf(meeting, course, state.saved);
  const verdict = maySubmitReview(
    member,
    { questions: state.saved.questions, answers: state.answers },
    terms,
    now,
  );
  const words = countAllWords(state.saved.questions, state.answers);
  const why =
    state.progress === 'clash'
      ? 'Choose between the two texts first.'
      : state.progress === 'too_long'
        ? 'Shorten the part that is too long first.'
        : verdict === true
          ? null
          : verdict.message;
  return (
    <div className="write-bar">
      <div className="write-facts">
        <span className="write-facts-line">
          <SaveState state={state} />
          <span className="figures quiet">
            {words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}
          </span>
        </span>
        <span className="quiet">
          {submission ? (
            <>
              <UnstyledButton
                className="write-link"
                onClick={() => {
                  setDialog('versions');
                }}
              >
                Submitted <Ago at={submission.at} />
                {submission.late && ', late'}, version {submission.version}
              </UnstyledButton>
              {isNew ? '; you have changed it since' : ''}
            </>
          ) : (
            <>
              Due <Moment at={state.saved.dueAt} zone={course.timeZone} />
              {`; ${sayLeft(terms.dueAt, now)}`}
              {state.saved.isExtended && ' (extended for you)'}
            </>
          )}
        </span>
      </div>
      {isNew && (
        <Tooltip label={why} disabled={why === null} multiline maw={280}>
          <Button
            aria-disabled={why !== null}
            onClick={() => {
              if (why === null) setDialog('submit');
            }}
          >
            {submission ? 'Submit again' : 'Submit'}
          </Button>
        </Tooltip>
      )}
      <SubmitDialog
        meeting={meeting}
        course={course}
        writing={writing}
        opened={dialog === 'submit'}
        onClose={close}
      />
      <VersionsDialog
        meeting={meeting}
        timeZone={course.timeZone}
        writing={writing}
        opened={dialog === 'versions'}
        onClose={close}
      />
    </div>
  );
};
