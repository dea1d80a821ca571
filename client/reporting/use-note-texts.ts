// The texts of open notes as they are now.
import { useCallback, useSyncExternalStore } from 'react';
import type { NotesSession } from '#client/rounds/notes-session.ts';

const separator = '\u0000';

/** One text per question. */
export const useNoteTexts = ({ document }: Pick<NotesSession, 'document'>, questions: number): string[] => {
  const subscribe = useCallback(
    (changed: () => void) => {
      document.on('update', changed);
      return () => {
        document.off('update', changed);
      };
    },
    [document],
  );
  // One string, so that what did not change is the same.
  const all = useSyncExternalStore(subscribe, () =>
    Array.from({ length: questions }, (_, index) => document.getText(`q${String(index)}`).toJSON()).join(
      separator,
    ),
  );
  return all.split(separator);
};
