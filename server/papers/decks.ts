// Who may read a deck is the talk's affair: its domain answers here, and as long as it does not, nobody reads any.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';

/** A deck that somebody asks for. */
export interface AskedDeck {
  readonly documentId: Id;
  readonly courseId: Id;
  readonly paperId: Id | null;
}

/** Those of the decks that one person may read who is `members` in their courses. */
export type ReadableDecks = (
  members: readonly Member[],
  decks: readonly AskedDeck[],
) => Promise<ReadonlySet<Id>>;

export interface Decks {
  readonly readable: ReadableDecks;
  /** Whom to ask from now on. */
  askTo(answer: ReadableDecks): void;
}

export const createDecks = (): Decks => {
  let ask: ReadableDecks = () => Promise.resolve(new Set());
  return {
    readable: (members, decks) => (decks.length === 0 ? Promise.resolve(new Set()) : ask(members, decks)),
    askTo: (answer) => {
      ask = answer;
    },
  };
};
