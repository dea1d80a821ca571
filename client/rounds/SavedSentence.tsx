// What became of what was typed, in a sentence.
import { Text } from '@mantine/core';
import { fromNow } from '#shared/kernel/moments.ts';
import { useNow } from '#client/kit/Moment.tsx';
import type { NotesStatus } from './notes-session.ts';

const sentence = ({ state, savedAt }: NotesStatus, now: number): string => {
  if (state.kind === 'refused') return state.message;
  if (state.kind === 'offline') return 'Offline: kept on this device, sent when the connection is back.';
  if (state.kind === 'sending') return 'Saving…';
  if (state.kind === 'opening') return 'Opening the notes…';
  if (savedAt === undefined) return 'Everybody in the group can type here.';
  return now - savedAt < 5000 ? 'Saved.' : `Saved ${fromNow(new Date(savedAt), new Date(now))}.`;
};

export const SavedSentence = ({ status }: { status: NotesStatus }) => {
  const now = Math.max(useNow().getTime(), status.savedAt ?? 0);
  const isWrong = status.state.kind === 'refused' || status.state.kind === 'offline';
  return (
    <Text size="sm" role="status" className="saved-sentence figures" data-wrong={isWrong || undefined}>
      {sentence(status, now)}
    </Text>
  );
};
