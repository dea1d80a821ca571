// Puts the accounts domain together: collections, links, tokens, its door for others, and the check of a password.
import type { Connection } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { createLinks, type Links } from './links.ts';
import { checkPassword } from './passwords.ts';
import { createProgramsFeature } from './programs.ts';
import { openAccounts, type AccountsPublic } from './public.ts';
import { openAccountsStore, type AccountsStore } from './store.ts';
import { openTokensStore } from './tokens-store.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface AccountsDomain {
  readonly store: AccountsStore;
  readonly links: Links;
  readonly tokens: Tokens;
  readonly accounts: AccountsPublic;
  /** Access for programs. */
  readonly programs: Feature;
  /** What everybody around a person knows and nobody's password should be; asked of whoever said {@link AccountsDomain.askForWords}. */
  wordsOf(personId: Id): Promise<readonly string[]>;
  askForWords(answer: (personId: Id) => Promise<readonly string[]>): void;
  /** For passport's local strategy: the person whose address and password these are, or null. */
  checkCredentials(email: string, password: string): Promise<Actor | null>;
}

/** Opens the domain on a database. */
export const openAccountsDomain = (db: Connection, clock: Clock): AccountsDomain => {
  const store = openAccountsStore(db);
  const links = createLinks(store, clock);
  const tokens = createTokens(openTokensStore(db), clock);
  let words = (_personId: Id): Promise<readonly string[]> => Promise.resolve([]);
  return {
    wordsOf: (personId) => words(personId),
    askForWords: (answer) => {
      words = answer;
    },
    store,
    links,
    tokens,
    accounts: openAccounts(store, links, tokens, clock),
    programs: createProgramsFeature(tokens),
    checkCredentials: async (email, password) => {
      const person = await store.people.findOne({ email: email.trim().toLowerCase() }).lean();
      const fits = await checkPassword(person?.passwordHash, password);
      return person && fits && !person.isDisabled ? { personId: person._id, isAdmin: person.isAdmin } : null;
    },
  };
};
