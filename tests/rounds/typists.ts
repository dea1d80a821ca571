// Several who type in the notes of a group at once, each word a word that nobody else types.
import type { NoteTaker } from './note-taker.ts';

export interface Typists {
  /** Everybody types one more word. */
  typeOn(): void;
  /** Every word so far. */
  readonly typed: readonly string[];
}

export const createTypists = (takers: readonly NoteTaker[]): Typists => {
  const typed: string[] = [];
  return {
    typed,
    typeOn: () => {
      for (const [who, taker] of takers.entries()) {
        const word = `w${String(who)}x${String(typed.length)}`;
        taker.type(`${word} `);
        typed.push(word);
      }
    },
  };
};
