// A quiet line about a draft: where what was typed is safe, or why it is safe only here.
import { Text } from '@mantine/core';
import type { DraftState } from './use-draft.ts';

const wordsOf = ({ progress, problem, isKept }: DraftState<unknown>): string => {
  const here = isKept
    ? 'Kept on this device'
    : 'On this page only: this browser keeps nothing, do not close it';
  switch (progress) {
    case 'none':
    case 'clash':
      return '';
    case 'saved':
      return 'Draft saved';
    case 'idle':
    case 'sending':
      return here;
    case 'away':
      return `Offline. ${here}${isKept ? ', sent when the server is back' : ''}`;
    case 'too_long':
      return `Too long for the server. ${here}`;
    case 'refused':
      return `${problem ?? 'The server did not take the draft.'} ${here}.`;
  }
};

export const DraftWords = ({ state }: { state: DraftState<unknown> }) => {
  const isCalm = state.progress !== 'away' && state.progress !== 'refused' && state.progress !== 'too_long';
  return (
    <Text
      size="xs"
      c={isCalm && state.isKept ? 'var(--text-quiet)' : 'var(--warn)'}
      // What goes as it should is not read aloud at every pause.
      aria-live={isCalm ? 'off' : 'polite'}
    >
      {wordsOf(state)}
    </Text>
  );
};
