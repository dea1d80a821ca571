// The notes for one question: a text field that the whole group types in.
import { Textarea } from '@mantine/core';
import type { NotesSession } from './notes-session.ts';
import { useSharedText } from './use-shared-text.ts';

interface Props {
  readonly session: NotesSession;
  /** Counts from 0. */
  readonly index: number;
  readonly question: string;
  readonly mayWrite: boolean;
}

export const NotesField = ({ session, index, question, mayWrite }: Props) => (
  <Textarea
    {...useSharedText(session, `q${String(index)}`)}
    label={question}
    classNames={{ label: 'question', input: 'notes-input' }}
    autosize
    minRows={4}
    maxRows={18}
    readOnly={!mayWrite}
    placeholder={mayWrite ? 'What does your group say?' : 'Nothing was written.'}
  />
);
