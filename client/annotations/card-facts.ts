// What a card needs to know besides its thread: the asker's own marks, what is unread, and the ways out of the card.
import { createContext, use } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export interface CardFacts {
  /** Posts. */
  readonly myUpvotes: ReadonlySet<Id>;
  readonly myFollows: ReadonlySet<Id>;
  /** Threads, each with the number of the last change that was made on this page. */
  readonly acts: ReadonlyMap<Id, number>;
  /** The asker's reading group for this document. */
  readonly groupId: Id | null;
  /** Whether others wrote in it since one read it. */
  isUnread(thread: ThreadView): boolean;
  /** What was written in a thread up to an instant was seen. */
  sawUpTo(threadId: Id, at: string): void;
  /** An open thread says which of its replies wait to be looked at; none when it is closed. */
  readonly waits?: (threadId: Id, replies: readonly ReplyView[]) => void;
  /** What a key asked of the open card; a new object for each press. */
  readonly asked?: { readonly threadId: Id; readonly act: 'edit' } | null | undefined;
  /** Lets the extent be changed on the page; undefined where there is no page. */
  readonly changeExtent?: ((thread: ThreadView) => void) | undefined;
  /** The post that a link led to. */
  readonly postId?: ReplyView['id'] | undefined;
}

const none: ReadonlySet<Id> = new Set();
const facts: CardFacts = {
  myUpvotes: none,
  myFollows: none,
  acts: new Map(),
  groupId: null,
  isUnread: () => false,
  sawUpTo: () => undefined,
};

export const CardContext = createContext(facts);

export const useCardFacts = (): CardFacts => use(CardContext);
