// Which person an account at the provider is: known, new, or to be confirmed by whoever has its address here.
import { createHash } from 'node:crypto';
import type { Model } from 'mongoose';
import { z } from 'zod';
import type { Identity } from '#shared/accounts/identities.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Sealed } from '#server/accounts/sealed.ts';
import type { AccountsStore } from '#server/accounts/store.ts';
import type { IdentityRecord } from './identities-store.ts';
import type { Profile } from './provider.ts';

/** What follows a sign-in at the provider. `confirm`: the address has an account, whose owner has to say that it is theirs. */
export type Outcome =
  | { readonly kind: 'person'; readonly personId: Id }
  | { readonly kind: 'confirm'; readonly confirmation: string }
  | { readonly kind: 'refused'; readonly problem: 'unverified' | 'closed' | 'taken' };

export interface Identities {
  /** `linkTo`: the signed-in person who wants it joined to their account; null: somebody who signs in. */
  resolve(profile: Profile, linkTo: Id | null): Promise<Outcome>;
  list(personId: Id): Promise<Identity[]>;
  /** Joins what was sealed by {@link Identities.resolve} to the account that it is about. */
  confirm(personId: Id, confirmation: string): Promise<void>;
  remove(personId: Id, id: string): Promise<void>;
}

const confirmationMs = 30 * 60 * 1000;
const confirmationSchema = z.object({
  ...{ issuer: z.string(), subject: z.string(), email: z.string() },
  ...{ personId: idSchema, until: z.number() },
});

const idOf = ({ issuer, subject }: Pick<Profile, 'issuer' | 'subject'>) =>
  createHash('sha256').update(`${issuer}\n${subject}`).digest('hex');

interface Parts {
  readonly store: Pick<AccountsStore, 'people'>;
  readonly identities: Model<IdentityRecord>;
  readonly accounts: Pick<AccountsPublic, 'createPerson' | 'findByEmails'>;
  readonly sealed: Sealed;
  readonly clock: Clock;
}

export const createIdentities = ({ store, identities, accounts, sealed, clock }: Parts): Identities => {
  /** Of two at the same moment one joins it. @returns whose it is now */
  const join = async (profile: Omit<Profile, 'name'>, personId: Id): Promise<Id> => {
    const { issuer, subject, email } = profile;
    const record = {
      _id: idOf(profile),
      issuer,
      subject,
      personId,
      email: email ?? '',
      linkedAt: clock.now(),
    };
    try {
      await identities.create(record);
      return personId;
    } catch (error) {
      const before = isDuplicate(error) ? await identities.findById(record._id).lean() : null;
      if (!before) throw error;
      return before.personId;
    }
  };

  const resolve: Identities['resolve'] = async (profile, linkTo) => {
    const known = await identities.findById(idOf(profile)).lean();
    if (linkTo !== null) {
      const owner = known?.personId ?? (await join(profile, linkTo));
      return owner === linkTo ? { kind: 'person', personId: linkTo } : { kind: 'refused', problem: 'taken' };
    }
    if (known) {
      const person = await store.people.findById(known.personId, { isDisabled: 1 }).lean();
      return person && !person.isDisabled
        ? { kind: 'person', personId: known.personId }
        : { kind: 'refused', problem: 'closed' };
    }
    const { email, name, issuer, subject } = profile;
    if (email === null) return { kind: 'refused', problem: 'unverified' };
    const [existing] = await accounts.findByEmails([email]);
    if (existing) {
      // Whoever can make addresses at the provider must not get other people's accounts: their owner confirms it.
      const until = clock.now().getTime() + confirmationMs;
      const about = { issuer, subject, email, personId: existing.id, until };
      return { kind: 'confirm', confirmation: sealed.seal(JSON.stringify(about), 'confirmation') };
    }
    const person = await accounts.createPerson({ email, name });
    return { kind: 'person', personId: await join(profile, person.id) };
  };

  return {
    resolve,
    list: async (personId) =>
      (await identities.find({ personId }).sort({ linkedAt: 1 }).lean()).map(({ _id, email, linkedAt }) => ({
        ...{ id: _id, email, linkedAt: linkedAt.toISOString() },
      })),
    confirm: async (personId, confirmation) => {
      const plain = sealed.open(confirmation, 'confirmation');
      const parsed = plain === null ? undefined : confirmationSchema.safeParse(JSON.parse(plain));
      if (!parsed?.success || parsed.data.until < clock.now().getTime())
        throw refuse(
          'gone',
          'confirmation_over',
          'This took longer than half an hour. Begin the sign-in again.',
        );
      const { personId: meant, ...profile } = parsed.data;
      if (meant !== personId)
        throw refuse(
          'forbidden',
          'other_account',
          `You are signed in with another account than that of ${profile.email}. Sign in with that one to join them.`,
        );
      if ((await join(profile, personId)) !== personId)
        throw refuse('conflict', 'identity_taken', 'This sign-in belongs to another account already.');
    },
    remove: async (personId, id) => {
      const person = await store.people.findById(personId, { passwordHash: 1 }).lean();
      const own = await identities.find({ personId }, { _id: 1 }).lean();
      if (!own.some(({ _id }) => _id === id))
        throw refuse('not_found', 'no_such_identity', 'This sign-in is not joined to your account.');
      if (person?.passwordHash == null && own.length === 1)
        throw refuse('conflict', 'last_way_in', 'This is your only way in. Choose a password first.');
      await identities.deleteOne({ _id: id, personId });
    },
  };
};
