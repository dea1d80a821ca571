// A group's notes: one question at a time, or all of them.
import { Button, Group, Stack } from '@mantine/core';
import { NotesField } from './NotesField.tsx';
import { SavedSentence } from './SavedSentence.tsx';
import type { NotesSession, NotesStatus } from './notes-session.ts';
import { useKept } from './use-kept.ts';
import { useNotes } from './use-notes.ts';

interface PagesProps {
  readonly questions: readonly string[];
  readonly mayWrite: boolean;
  /** All questions at once from the start. */
  readonly isWhole?: boolean;
}

/** To be keyed by `notesId`. */
export const Notes = ({ notesId, ...shown }: PagesProps & { readonly notesId: string }) => (
  <NotesPages {...useNotes(notesId)} {...shown} place={notesId} />
);

interface OpenNotes {
  readonly session: NotesSession;
  readonly status: NotesStatus;
  /** Names what is shown for when the page is loaded again. */
  readonly place: string;
}

/** The same on notes that are open already, for a screen that does more with them. */
export const NotesPages = ({
  session,
  status,
  place,
  questions,
  mayWrite,
  isWhole = false,
}: PagesProps & OpenNotes) => {
  const [shown, setShown] = useKept<number | 'all'>(
    `${place}:question`,
    isWhole ? 'all' : 0,
    (value): value is number | 'all' =>
      !isWhole && (value === 'all' || (typeof value === 'number' && value in questions)),
  );
  const choose = (choice: number | 'all', word: string, label: string) => (
    <Button
      key={word}
      className="question-choice"
      variant={shown === choice ? 'filled' : 'default'}
      aria-pressed={shown === choice}
      aria-label={label}
      onClick={() => {
        setShown(choice);
      }}
    >
      {word}
    </Button>
  );
  return (
    <Stack gap="md">
      <Group gap="xs" role="group" aria-label="Questions">
        {questions.map((question, index) =>
          choose(index, String(index + 1), `${String(index + 1)}: ${question}`),
        )}
        {choose('all', 'All', 'All questions')}
      </Group>
      {questions.map(
        (question, index) =>
          (shown === 'all' || shown === index) && (
            <NotesField key={index} {...{ session, index, question, mayWrite }} />
          ),
      )}
      {mayWrite || status.state.kind !== 'saved' ? <SavedSentence status={status} /> : null}
      {typeof shown === 'number' && shown < questions.length - 1 && (
        <Button
          variant="default"
          size="md"
          onClick={() => {
            setShown(shown + 1);
          }}
        >
          Next question
        </Button>
      )}
    </Stack>
  );
};
