// Puts the accounts domain together: collections, links, tokens, its door for others, and the check of a password.
import type { Connection } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { SecondFactorDuty } from '#server/kernel/env.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { createLinks, type Links } from './links.ts';
import { checkPassword } from './passwords.ts';
import { createDuty, type Duty } from './second-factor-duty.ts';
import { openSecondFactorStore } from './second-factor-store.ts';
import { createSecondFactors, type SecondFactors } from './second-factors.ts';
import { createSealed } from './sealed.ts';
import { createAdmit, type Admit } from './sign-in.ts';
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
  readonly secondFactors: SecondFactors;
  readonly duty: Duty;
  /** What follows when somebody has shown who they are. */
  readonly admit: Admit;
  /** Access for programs. */
  readonly programs: Feature;
  /** What everybody around a person knows and nobody's password should be; asked of whoever said {@link AccountsDomain.askForWords}. */
  wordsOf(personId: Id): Promise<readonly string[]>;
  askForWords(answer: (personId: Id) => Promise<readonly string[]>): void;
  /** For passport's local strategy: the person whose address and password these are, or null. */
  checkCredentials(email: string, password: string): Promise<Actor | null>;
}

/** What signing in goes by. */
export interface SignInTerms {
  /** The installation's own. */
  readonly secret: string;
  /** Who must have a second factor. */
  readonly duty: SecondFactorDuty;
  /** Whether somebody teaches in any course now. */
  isStaff(personId: Id): Promise<boolean>;
}

/** For tools, where nobody signs in. */
const nobodySignsIn: SignInTerms = {
  secret: 'nothing is sealed with this',
  duty: 'nobody',
  isStaff: () => Promise.resolve(false),
};

/** Opens the domain on a database. */
export const openAccountsDomain = (
  db: Connection,
  clock: Clock,
  { secret, ...given }: SignInTerms = nobodySignsIn,
): AccountsDomain => {
  const store = openAccountsStore(db);
  const links = createLinks(store, clock);
  const tokens = createTokens(openTokensStore(db), clock);
  let words = (_personId: Id): Promise<readonly string[]> => Promise.resolve([]);
  const sealed = createSealed(secret, 'second factor');
  const secondFactors = createSecondFactors(openSecondFactorStore(db), sealed, clock);
  const duty = createDuty({ ...given, secondFactors });
  return {
    wordsOf: (personId) => words(personId),
    askForWords: (answer) => {
      words = answer;
    },
    store,
    links,
    tokens,
    ...{ secondFactors, duty, admit: createAdmit(secondFactors) },
    accounts: openAccounts(store, links, tokens, duty, clock),
    programs: createProgramsFeature(tokens),
    checkCredentials: async (email, password) => {
      const address = email.trim().toLowerCase();
      const person = await store.people
        .findOne({ $or: [{ email: address }, { formerEmails: address }] })
        .lean();
      const fits = await checkPassword(person?.passwordHash, password);
      return person && fits && !person.isDisabled ? { personId: person._id, isAdmin: person.isAdmin } : null;
    },
  };
};
