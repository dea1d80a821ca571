// The second step of a sign-in, and one's own second factor.
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Log } from '#server/kernel/log.ts';
import type { Sessions } from '#server/kernel/session.ts';
import { checkPassword } from './passwords.ts';
import { createViewSelf } from './public.ts';
import type { Duty } from './second-factor-duty.ts';
import type { SecondFactors } from './second-factors.ts';
import type { AccountsStore } from './store.ts';

interface Parts {
  readonly store: Pick<AccountsStore, 'people'>;
  readonly secondFactors: SecondFactors;
  readonly duty: Duty;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly log: Log;
}

const notOn = () => refuse('conflict', 'second_factor_off', 'You have no second factor.');

/** Answers for {@link secondFactorRoutes}. */
export const createSecondFactorFeature = ({ store, secondFactors, duty, sessions, log }: Parts): Feature => {
  // As for passwords: the narrow limit is for one account from one address, so that a stranger does not lock its owner out. Who
  // comes here knows the password; a hundred tries an hour at three codes of a million each are a chance of 1 in 3,000.
  const byPair = createLimit(10, 15 * 60, 'wrong codes for this account');
  const byAccount = createLimit(100, 60 * 60, 'wrong codes for this account');

  const viewSelf = createViewSelf(duty);
  const personOf = async (personId: Id) => {
    const person = await store.people.findById(personId).lean();
    if (!person) throw refuse('signed_out', 'signed_out', 'You are signed out. Sign in and try again.');
    return person;
  };

  /** Takes a code within the limits; only wrong ones count. */
  const within = async <T>(personId: Id, address: string, act: () => Promise<T>): Promise<T> => {
    const pair = `${address} ${personId}`;
    await byPair.take(pair);
    await byAccount.take(personId);
    const result = await act();
    await Promise.all([byPair.forget(pair), byAccount.forget(personId)]);
    return result;
  };

  return feature(secondFactorRoutes, {
    finishSignIn: async ({ body: { code }, address, session }) => {
      const personId = session.held();
      if (personId === null)
        throw refuse('gone', 'sign_in_over', 'This took longer than ten minutes. Begin to sign in again.');
      await within(personId, address, () => secondFactors.take(personId, code));
      const person = await personOf(personId);
      if (person.isDisabled)
        throw refuse(
          'forbidden',
          'account_disabled',
          'This account is closed. Ask the staff of your course.',
        );
      await session.signIn(personId);
      return viewSelf(person);
    },

    readSecondFactor: async ({ actor }) => {
      const person = await personOf(actor.personId);
      const left = await secondFactors.recoveryCodesLeft(person._id);
      return {
        isOn: left !== null,
        isNeeded: await duty.mustHave(person),
        hasPassword: person.passwordHash !== null,
        recoveryCodesLeft: left ?? 0,
      };
    },

    beginSecondFactor: async ({ actor, address, body: { password = '' } }) => {
      const person = await personOf(actor.personId);
      if (person.passwordHash !== null)
        await within(person._id, address, async () => {
          if (!(await checkPassword(person.passwordHash, password)))
            throw refuse('invalid', 'wrong_password', 'The password is not right.', {
              where: [{ path: 'body.password', message: 'is not right' }],
            });
        });
      return secondFactors.begin(person._id, person.email);
    },

    confirmSecondFactor: async ({ actor, address, body: { code }, session }) => {
      const recoveryCodes = await within(actor.personId, address, () =>
        secondFactors.confirm(actor.personId, code),
      );
      // They began without it.
      await sessions.endAll(actor.personId, session.id);
      return { recoveryCodes };
    },

    renewRecoveryCodes: async ({ actor, address, body: { code } }) => {
      if (!(await secondFactors.isOn(actor.personId))) throw notOn();
      await within(actor.personId, address, () => secondFactors.take(actor.personId, code));
      return { recoveryCodes: await secondFactors.renew(actor.personId) };
    },

    removeSecondFactor: async ({ actor, address, body: { code } }) => {
      if (!(await secondFactors.isOn(actor.personId))) throw notOn();
      if (await duty.mustHave(await personOf(actor.personId)))
        throw refuse(
          'forbidden',
          'second_factor_needed',
          'Accounts like yours must have a second factor here. Another app can be set up after an administrator has reset yours.',
        );
      await within(actor.personId, address, () => secondFactors.take(actor.personId, code));
      await secondFactors.remove(actor.personId);
      return undefined;
    },

    resetSecondFactor: async ({ actor, body: { email } }) => {
      if (!actor.isAdmin)
        throw refuse('forbidden', 'administrators_only', 'Only an administrator of this server may do this.');
      const person = await store.people.findOne({ email }).lean();
      if (!person || !(await secondFactors.isOn(person._id)))
        throw refuse('not_found', 'second_factor_off', 'Nobody with this address has a second factor.');
      await secondFactors.remove(person._id);
      await sessions.endAll(person._id);
      log.warn({ personId: person._id, by: actor.personId }, 'a second factor was reset');
      return undefined;
    },
  });
};
