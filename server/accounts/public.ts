// What other domains may ask about people.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Person, Self } from '#shared/accounts/contract.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Links } from './links.ts';
import { ensureUncommon, hashPassword } from './passwords.ts';
import type { Duty } from './second-factor-duty.ts';
import type { AccountsStore, PersonRecord } from './store.ts';
import type { Tokens } from './tokens.ts';

/** A person as staff see them: with the address, and whether the account was claimed. */
export interface KnownPerson extends Person {
  readonly email: string;
  readonly hasPassword: boolean;
}

export interface AccountsPublic {
  /** The actor behind a session, or null when disabled or unknown. */
  loadActor(personId: Id): Promise<Actor | null>;
  /** The person for whom a program with this secret acts; null when the token is over or unknown. */
  actorWithToken(secret: string): Promise<Actor | null>;
  /** Whether there is an administrator. */
  isSetUp(): Promise<boolean>;
  /** How many people have an account, claimed or not. */
  countPeople(): Promise<number>;
  namesOf(personIds: readonly Id[]): Promise<Map<Id, string>>;
  findPeople(personIds: readonly Id[]): Promise<KnownPerson[]>;
  /** Whose addresses these are or were, each under the address that was asked for. */
  findByEmails(emails: readonly string[]): Promise<KnownPerson[]>;
  /** Creates an account that waits to be claimed. */
  createPerson(person: { email: string; name: string }): Promise<KnownPerson>;
  /** Creates an account with a password, none of `words`; refused when the address is taken. */
  registerPerson(
    person: { email: string; name: string; password: string },
    words?: readonly string[],
  ): Promise<Self>;
  /** The token of a new one-time link. */
  createLink(purpose: 'claim' | 'sign_in' | 'administrator', personId: Id | null): Promise<string>;
}

const known = (person: PersonRecord): KnownPerson => ({
  id: person._id,
  name: person.name,
  email: person.email,
  hasPassword: person.passwordHash !== null,
});

/** A person as they see themselves. */
export const createViewSelf =
  ({ lacks }: Pick<Duty, 'lacks'>) =>
  async (person: PersonRecord): Promise<Self> => ({
    id: person._id,
    name: person.name,
    email: person.email,
    isAdmin: person.isAdmin,
    timeZone: person.timeZone,
    ...((await lacks(person)) && { lacksSecondFactor: true }),
  });

/** The refusal for a second account with one address. */
export const addressTaken = () =>
  refuse(
    'conflict',
    'address_taken',
    'This address has an account already. Sign in, or use the invitation link you were sent.',
  );

/** The only door to this domain. */
export const openAccounts = (
  store: AccountsStore,
  links: Links,
  tokens: Pick<Tokens, 'personWith'>,
  duty: Pick<Duty, 'lacks'>,
  clock: Clock,
): AccountsPublic => {
  const { people } = store;
  const viewSelf = createViewSelf(duty);
  const insert = async (person: { email: string; name: string; passwordHash: string | null }) => {
    const record: PersonRecord = {
      ...person,
      _id: newId(),
      isAdmin: false,
      isDisabled: false,
      timeZone: null,
      createdAt: clock.now(),
    };
    await people.create(record);
    return record;
  };
  const standingOf = createBatch(async (ids) =>
    byId(await people.find({ _id: { $in: ids } }, { isAdmin: 1, isDisabled: 1 }).lean()),
  );
  const loadActor: AccountsPublic['loadActor'] = async (personId) => {
    const person = await standingOf(personId);
    if (!person || person.isDisabled) return null;
    const lacks = await duty.lacks(person);
    return { personId, isAdmin: person.isAdmin, ...(lacks && { lacksSecondFactor: lacks }) };
  };
  return {
    loadActor,
    actorWithToken: async (secret) => {
      const personId = await tokens.personWith(secret);
      const actor = personId === null ? null : await loadActor(personId);
      return actor?.lacksSecondFactor ? null : actor;
    },
    isSetUp: async () => (await people.exists({ isAdmin: true })) !== null,
    countPeople: () => people.countDocuments(),
    namesOf: async (personIds) => {
      const found = await people.find({ _id: { $in: [...new Set(personIds)] } }, { name: 1 }).lean();
      return new Map(found.map((person) => [person._id, person.name]));
    },
    findPeople: async (personIds) => (await people.find({ _id: { $in: [...personIds] } }).lean()).map(known),
    findByEmails: async (emails) => {
      const asked = new Set(emails);
      const found = await people
        .find({ $or: [{ email: { $in: [...asked] } }, { formerEmails: { $in: [...asked] } }] })
        .lean();
      // Under each address that was asked for, so that whoever is looked for by a former one is found under it.
      return found.flatMap((person) =>
        [person.email, ...(person.formerEmails ?? [])]
          .filter((email) => asked.has(email))
          .map((email) => ({ ...known(person), email })),
      );
    },
    createPerson: async (person) => {
      const former = await people.findOne({ formerEmails: person.email }).lean();
      if (former) return known(former);
      try {
        return known(await insert({ ...person, passwordHash: null }));
      } catch (error) {
        // Somebody created the same address at the same moment: that is the person meant.
        const existing = isDuplicate(error) ? await people.findOne({ email: person.email }).lean() : null;
        if (!existing) throw error;
        return known(existing);
      }
    },
    registerPerson: async ({ email, name, password }, words = []) => {
      ensureUncommon(password, 'password', email, name, ...words);
      if (await people.exists({ formerEmails: email })) throw addressTaken();
      const passwordHash = await hashPassword(password);
      try {
        return await viewSelf(await insert({ email, name, passwordHash }));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw addressTaken();
      }
    },
    createLink: (purpose, personId) => links.create(purpose, personId),
  };
};
