// What the class took away about threads of the document, where the page brings it along.
import { createContext, use } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

/** `at` names the meeting. */
export interface TakenAway {
  readonly id: Id;
  readonly text: string;
  readonly at: string;
}

const nothing: readonly TakenAway[] = [];

/** By thread. */
export const DiscussedContext = createContext<ReadonlyMap<Id, readonly TakenAway[]>>(new Map());

/** Takeaways about a thread, oldest first. */
export const useTakenAway = (threadId: Id): readonly TakenAway[] =>
  use(DiscussedContext).get(threadId) ?? nothing;
