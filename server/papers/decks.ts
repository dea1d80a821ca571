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

/** Whether somebody who may read a deck may also have a file that it had before, or its picture. */
export type MayReadFormer = (member: Member, deck: AskedDeck, fileHash: string) => Promise<boolean>;

export interface DeckRules {
  readonly readable: ReadableDecks;
  readonly mayReadFormer: MayReadFormer;
}

export interface Decks extends DeckRules {
  /** Whom to ask from now on. */
  askTo(answer: DeckRules): void;
}

export const createDecks = (): Decks => {
  let ask: DeckRules = {
    readable: () => Promise.resolve(new Set()),
    mayReadFormer: () => Promise.resolve(false),
  };
  return {
    readable: (members, decks) =>
      decks.length === 0 ? Promise.resolve(new Set()) : ask.readable(members, decks),
    mayReadFormer: (...asked) => ask.mayReadFormer(...asked),
    askTo: (answer) => {
      ask = answer;
    },
  };
};
