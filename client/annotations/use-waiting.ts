// Which replies wait behind a counted line in the threads that are open: what nobody has looked at is not read.
import { useCallback, useRef } from 'react';
import type { ReplyView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Waiting } from './reading-state.ts';

/** `waits` is for the cards, `waiting` says what they said last; nothing is drawn anew by it. */
export const useWaiting = () => {
  const known = useRef(new Map<Id, readonly ReplyView[]>());
  const waits = useCallback((threadId: Id, replies: readonly ReplyView[]) => {
    if (replies.length === 0) known.current.delete(threadId);
    else known.current.set(threadId, replies);
  }, []);
  const waiting = useCallback((): Waiting => known.current, []);
  return { waits, waiting };
};
