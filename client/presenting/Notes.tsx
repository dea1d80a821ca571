// The note on the slide that is up, in letters that can be read from a desk.
import { Button, Text, Textarea } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { noteCharactersAtMost } from '#shared/presenting/contract.ts';
import { useNotes } from './use-notes.ts';

const words = {
  saved: 'Saved. Only presenters and staff see notes.',
  typing: 'Saving',
  away: 'Not saved yet: the server cannot be reached. It is tried again.',
};

interface Props {
  readonly of: { readonly meetingId: Id; readonly paperId: Id };
  readonly slide: number;
}

export const Notes = ({ of, slide }: Props) => {
  const { isThere, textOf, theirs, state, type, settle, flush } = useNotes(of);
  const other = theirs(slide);
  return (
    <div className="show-notes">
      <Textarea
        aria-label={`Notes on slide ${String(slide + 1)}`}
        placeholder={isThere ? `What to say on slide ${String(slide + 1)}` : ''}
        disabled={!isThere}
        maxLength={noteCharactersAtMost}
        value={textOf(slide)}
        onChange={(event) => {
          type(slide, event.currentTarget.value);
        }}
        onBlur={() => void flush()}
      />
      {other !== null && (
        <div className="show-notes-other" role="alert">
          <Text size="sm">This note was also changed elsewhere. There it said:</Text>
          <Text size="sm" className="show-notes-text">
            {other === '' ? '(empty)' : other}
          </Text>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              type(slide, [textOf(slide), other].filter(Boolean).join('\n'));
              settle();
            }}
          >
            Add it to mine
          </Button>
          <Button size="xs" variant="subtle" onClick={settle}>
            Keep mine only
          </Button>
        </div>
      )}
      <Text size="xs" c="dimmed" role="status">
        {words[state]}
      </Text>
    </div>
  );
};
