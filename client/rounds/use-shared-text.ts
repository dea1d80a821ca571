// Binds one text of the notes to a text field: typing goes in as small changes, the others' leaves the caret in place.
import { useCallback, useLayoutEffect, useRef, useSyncExternalStore, type ChangeEvent } from 'react';
import type * as Y from 'yjs';
import type { NotesSession } from './notes-session.ts';
import { changeBetween, moveCaret } from './text-change.ts';

/** Props for a `textarea`. */
export const useSharedText = (session: NotesSession, name: string) => {
  const text = session.document.getText(name);
  const field = useRef<HTMLTextAreaElement>(null);
  // Where the selection belongs after the next rendering; until then the field still shows the older text.
  const selection = useRef<[number, number] | null>(null);

  const subscribe = useCallback(
    (changed: () => void) => {
      const hear = (event: Y.YTextEvent, transaction: Y.Transaction) => {
        const element = field.current;
        if (transaction.origin !== session.typing && element) {
          const [start, end] = selection.current ?? [element.selectionStart, element.selectionEnd];
          selection.current = [moveCaret(start, event.delta), moveCaret(end, event.delta)];
        }
        changed();
      };
      text.observe(hear);
      return () => {
        text.unobserve(hear);
      };
    },
    [session, text],
  );
  const value = useSyncExternalStore(subscribe, () => text.toJSON());

  useLayoutEffect(() => {
    const [wanted, element] = [selection.current, field.current];
    selection.current = null;
    // Setting the selection of a field without focus would scroll or focus it in some browsers.
    if (wanted && element && element === element.ownerDocument.activeElement)
      element.setSelectionRange(...wanted);
  }, [value]);

  return {
    ref: field,
    value,
    onChange: ({ currentTarget }: ChangeEvent<HTMLTextAreaElement>) => {
      const { at, deleted, inserted } = changeBetween(
        text.toJSON(),
        currentTarget.value,
        currentTarget.selectionEnd,
      );
      session.document.transact(() => {
        if (deleted > 0) text.delete(at, deleted);
        if (inserted !== '') text.insert(at, inserted);
      }, session.typing);
    },
    onCompositionStart: () => {
      session.hold(true);
    },
    onCompositionEnd: () => {
      session.hold(false);
    },
    onBlur: () => {
      session.hold(false);
    },
  };
};
