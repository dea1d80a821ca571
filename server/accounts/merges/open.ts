// Joining two accounts of one person, through the API: a link made in the one that ends, confirmed in the one that stays.
import type { Connection } from 'mongoose';
import { mergesRoutes } from '#shared/accounts/merges.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Log } from '#server/kernel/log.ts';
import type { Sessions } from '#server/kernel/session.ts';
import { linkGone, type Links } from '#server/accounts/links.ts';
import { checkPassword } from '#server/accounts/passwords.ts';
import { createViewSelf } from '#server/accounts/public.ts';
import type { Duty } from '#server/accounts/second-factor-duty.ts';
import type { SecondFactors } from '#server/accounts/second-factors.ts';
import type { AccountsStore } from '#server/accounts/store.ts';
import type { Tokens } from '#server/accounts/tokens.ts';
import { createCarryOut } from './carry-out.ts';
import { openMergesStore } from './store.ts';

/** A course that somebody is in, or was. */
interface Place {
  readonly id: Id;
  readonly title: string;
}

interface Parts {
  readonly db: Connection;
  readonly store: AccountsStore;
  readonly links: Links;
  readonly tokens: Pick<Tokens, 'revokeAll'>;
  readonly secondFactors: SecondFactors;
  readonly duty: Pick<Duty, 'lacks'>;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  placesOf(personId: Id): Promise<readonly Place[]>;
  /** It is done: their courses have changed. */
  onMerged(personId: Id): Promise<void>;
}

export interface Merges {
  readonly feature: Feature;
  resume(): Promise<void>;
}

const wrongPassword = () =>
  refuse('invalid', 'wrong_password', 'The password is not right.', {
    where: [{ path: 'body.password', message: 'is not right' }],
  });
const codeMissing = () =>
  refuse('invalid', 'code_missing', 'Type the code that your authenticator app shows for this account.', {
    where: [{ path: 'body.code', message: 'is missing' }],
  });
const isBusy = () =>
  refuse('conflict', 'merge_under_way', 'One of the two accounts is being joined to another at this moment.');

export const openMerges = (parts: Parts): Merges => {
  const { store, links, secondFactors, clock, placesOf } = parts;
  const merges = openMergesStore(parts.db);
  const viewSelf = createViewSelf(parts.duty);
  const { carryOut, resume } = createCarryOut({ ...parts, merges });
  const byPair = createLimit(10, 15 * 60, 'wrong passwords or codes for this account');
  const byAccount = createLimit(100, 60 * 60, 'wrong passwords or codes for this account');
  const byLink = createLimit(60, 15 * 60, 'wrong links opened from your network');

  const personOf = async (personId: Id) => {
    const person = await store.people.findById(personId).lean();
    if (!person || person.isDisabled) throw linkGone();
    return person;
  };
  const ensureNotLast = async (personId: Id) => {
    const others = { isAdmin: true, isDisabled: false, _id: { $ne: personId } };
    if (!(await store.people.exists(others)))
      throw refuse(
        'conflict',
        'only_administrator',
        'This account is the only administrator of the server. Make the other one an administrator first.',
      );
  };

  /** Whom a link would bring, and what stands in the way; only links that do not exist or are over count. */
  const look = async (toId: Id, address: string, token: string) => {
    await byLink.take(address);
    const { purpose, personId } = await links.look(token);
    if (purpose !== 'merge' || personId === null) throw linkGone();
    await byLink.giveBack(address);
    const from = await personOf(personId);
    if (from._id === toId)
      throw refuse(
        'conflict',
        'same_account',
        'This link was made in the account that you are signed in with. Open it where you are signed in with your other account.',
      );
    const [brought, own] = await Promise.all([placesOf(from._id), placesOf(toId)]);
    const isShared = ({ id }: Place) => own.some((place) => place.id === id);
    return {
      from,
      courses: brought.filter((place) => !isShared(place)),
      shared: brought.filter(isShared),
    };
  };

  const own = feature(mergesRoutes, {
    beginMerge: async ({ actor, address, body: { password = '', code } }) => {
      const person = await personOf(actor.personId);
      if (person.isAdmin) await ensureNotLast(person._id);
      const pair = `${address} ${person._id}`;
      await byPair.take(pair);
      await byAccount.take(person._id);
      if (person.passwordHash !== null && !(await checkPassword(person.passwordHash, password)))
        throw wrongPassword();
      if (await secondFactors.isOn(person._id)) {
        if (code === undefined) throw codeMissing();
        await secondFactors.take(person._id, code);
      }
      await Promise.all([byPair.forget(pair), byAccount.forget(person._id)]);
      const token = await links.create('merge', person._id);
      return { token, until: (await links.look(token)).expiresAt.toISOString() };
    },

    lookAtMerge: async ({ actor, address, body: { token } }) => {
      const { from, courses, shared } = await look(actor.personId, address, token);
      const titles = (places: readonly Place[]) => places.map(({ title }) => title);
      return { name: from.name, email: from.email, courses: titles(courses), shared: titles(shared) };
    },

    confirmMerge: async ({ actor, address, body: { token } }) => {
      const { from, shared } = await look(actor.personId, address, token);
      if (from.isAdmin) await ensureNotLast(from._id);
      if (shared.length > 0)
        throw refuse(
          'conflict',
          'shared_course',
          'Both accounts are, or were, in the same course. What both did there cannot be made one: they stay two accounts.',
        );
      await links.redeem(token);
      try {
        await merges.create({ _id: from._id, toId: actor.personId, startedAt: clock.now() });
      } catch (error) {
        throw isDuplicate(error) ? isBusy() : error;
      }
      // Of two that would end each other at once neither does; nor does one end that is to take another in.
      const inTheWay = { $or: [{ _id: actor.personId }, { toId: from._id }] };
      if (await merges.exists(inTheWay)) {
        await merges.deleteOne({ _id: from._id });
        throw isBusy();
      }
      await carryOut(from._id);
      return viewSelf(await personOf(actor.personId));
    },
  });
  return { feature: own, resume };
};
