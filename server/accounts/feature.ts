// Signing in and out, secret links, the first administrator, one's own account.
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { feature, type Feature, type Visitor } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Sessions } from '#server/kernel/session.ts';
import { linkGone, type Links } from './links.ts';
import { checkPassword, ensureUncommon, hashPassword } from './passwords.ts';
import { addressTaken, createViewSelf, type AccountsPublic } from './public.ts';
import type { Duty } from './second-factor-duty.ts';
import type { Admit } from './sign-in.ts';
import type { AccountsStore } from './store.ts';
import type { Tokens } from './tokens.ts';

export { openMerges } from './merges/open.ts';
export { openOidc } from './oidc/open.ts';
export { createOwnSessionsFeature } from './own-sessions.ts';
export { createSecondFactorFeature } from './second-factor-feature.ts';

interface Parts {
  readonly store: AccountsStore;
  readonly links: Links;
  readonly tokens: Tokens;
  readonly accounts: AccountsPublic;
  readonly sessions: Sessions;
  /** Words around a person that are no passwords. */
  readonly wordsOf: (personId: string) => Promise<readonly string[]>;
  readonly admit: Admit;
  readonly duty: Duty;
}

/** Answers for {@link accountsRoutes}. */
export const createAccountsFeature = ({
  store,
  links,
  tokens,
  accounts,
  sessions,
  wordsOf,
  admit,
  duty,
}: Parts): Feature => {
  const viewSelf = createViewSelf(duty);

  /** Ends what may be in a stranger's hands when the password changes: other sessions, and programs. */
  const endAll = async (personId: string, exceptSessionId?: string) => {
    await sessions.endAll(personId, exceptSessionId);
    await tokens.revokeAll(personId);
  };

  // By account and by address, so that neither guessing one password nor trying one on everybody gets far. The narrow limit
  // is for one account from one address: a stranger who uses it up does not lock its owner out. The wide one is that of
  // OWASP ASVS 4.0.3, 2.2.1: at most a hundred failures an hour on one account.
  const byPair = createLimit(10, 15 * 60, 'attempts to sign in to this account');
  const byAccount = createLimit(100, 60 * 60, 'attempts to sign in to this account');
  const byAddress = createLimit(100, 15 * 60, 'attempts to sign in from your network');
  const byLink = createLimit(60, 15 * 60, 'wrong links opened from your network');

  /** Looks a link up; only those that do not exist or are over count. */
  const lookFrom = async (address: string, token: string) => {
    await byLink.take(address);
    const link = await links.look(token);
    await byLink.giveBack(address);
    return link;
  };

  const selfOf = async (personId: string) => {
    const person = await store.people.findById(personId).lean();
    if (!person) throw refuse('signed_out', 'signed_out', 'You are signed out. Sign in and try again.');
    return person;
  };

  const ownRoom = {
    kind: 'person',
    mayEnter: ({ actor }: Visitor, personId: string): Promise<Verdict> =>
      Promise.resolve(actor?.personId === personId || reason('not_found', 'This is somebody else’s.')),
  };

  return feature(
    accountsRoutes,
    {
      readSession: async ({ actor }) => ({
        self: actor ? await viewSelf(await selfOf(actor.personId)) : null,
        isSetUp: await accounts.isSetUp(),
      }),

      signIn: async ({ body, address, session }) => {
        const pair = `${address} ${body.email}`;
        await byAddress.take(address);
        await byPair.take(pair);
        await byAccount.take(body.email);
        const actor = await session.checkPassword();
        if (!actor)
          throw refuse(
            'invalid',
            'wrong_credentials',
            'The address or the password is not right. If you never chose a password, use your invitation link.',
          );
        await Promise.all([byPair.forget(pair), byAccount.forget(body.email), byAddress.giveBack(address)]);
        await admit(actor.personId, session);
        return viewSelf(await selfOf(actor.personId));
      },

      signOut: async ({ session }) => {
        await session.signOut();
        return undefined;
      },

      createAdministrator: async ({ body, address, session }) => {
        const link = await lookFrom(address, body.token);
        if (link.purpose !== 'administrator')
          throw refuse('gone', 'link_gone', 'This is not the link for the first administrator.');
        // What would be refused must not use up the link: there is only one.
        ensureUncommon(body.password, 'password', body.email, body.name);
        if ((await accounts.findByEmails([body.email])).length > 0) throw addressTaken();
        await links.redeem(body.token);
        const self = await accounts.registerPerson(body);
        await store.people.updateOne({ _id: self.id }, { $set: { isAdmin: true } });
        await session.signIn(self.id);
        return viewSelf(await selfOf(self.id));
      },

      lookAtLink: async ({ body, address }) => {
        const link = await lookFrom(address, body.token);
        const person = link.personId === null ? null : await store.people.findById(link.personId).lean();
        if (!person || (link.purpose !== 'claim' && link.purpose !== 'sign_in'))
          throw refuse('gone', 'link_gone', 'This link is not valid here.');
        return { purpose: link.purpose, name: person.name, email: person.email };
      },

      useLink: async ({ body, address, session }) => {
        const link = await lookFrom(address, body.token);
        // The link that joins two accounts is no way in.
        if (link.personId === null || link.purpose === 'merge')
          throw refuse('gone', 'link_gone', 'This link is not valid here.');
        const person = await selfOf(link.personId);
        if (person.isDisabled)
          throw refuse(
            'forbidden',
            'account_disabled',
            'This account is closed. Ask the staff of your course.',
          );
        if (link.purpose === 'claim' && person.passwordHash !== null) throw linkGone();
        if (link.purpose === 'claim' && body.password !== undefined) {
          const words = await wordsOf(person._id);
          ensureUncommon(body.password, 'password', person.email, person.name, ...words);
          const passwordHash = await hashPassword(body.password);
          await links.redeem(body.token);
          // Never over a password that somebody chose meanwhile through another link.
          const { matchedCount } = await store.people.updateOne(
            { _id: person._id, passwordHash: null },
            { $set: { passwordHash } },
          );
          if (matchedCount === 0) throw linkGone();
          await endAll(person._id);
        } else {
          await links.redeem(body.token);
        }
        await admit(person._id, session);
        return viewSelf(person);
      },

      changeSelf: async ({ actor, body }) => {
        const person = await store.people
          .findByIdAndUpdate(actor.personId, { $set: body }, { returnDocument: 'after' })
          .lean();
        return viewSelf(person ?? (await selfOf(actor.personId)));
      },

      changePassword: async ({ actor, body, session }) => {
        await byPair.take(actor.personId);
        const person = await selfOf(actor.personId);
        // Whoever came by links only has none to show.
        if (person.passwordHash !== null && !(await checkPassword(person.passwordHash, body.current)))
          throw refuse('invalid', 'wrong_password', 'The current password is not right.', {
            where: [{ path: 'body.current', message: 'is not right' }],
          });
        await byPair.forget(actor.personId);
        ensureUncommon(body.next, 'next', person.email, person.name, ...(await wordsOf(person._id)));
        await store.people.updateOne(
          { _id: person._id },
          { $set: { passwordHash: await hashPassword(body.next) } },
        );
        if (body.endOtherSessions) await endAll(person._id, session.id);
        return undefined;
      },
    },
    [ownRoom],
  );
};
