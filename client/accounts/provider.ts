// The provider with which one may sign in, and what went wrong there in a sentence.
import { identitiesRoutes, oidcPath } from '#shared/accounts/identities.ts';
import { reading } from '#client/kernel/query.ts';

export const signInWaysQuery = reading(identitiesRoutes.readSignInWays, {});
export const identitiesQuery = reading(identitiesRoutes.listIdentities, {});

/** Where a sign-in with the provider begins; it goes on at `to`. */
export const beginAt = (to: string, link = false): string =>
  `${oidcPath}?${new URLSearchParams({ to, ...(link && { link: '1' }) }).toString()}`;

const problems: Readonly<Record<string, string>> = {
  failed: 'Signing in there did not work. Try again in a moment, or sign in another way.',
  declined: 'You were not signed in there. Try again, or sign in another way.',
  unverified:
    'That account has no e-mail address that was checked there. Have it checked, or sign in another way.',
  closed: 'This account is closed. Ask the staff of your course.',
  taken: 'That account is joined to somebody else’s account here already.',
  signed_out: 'You were signed out meanwhile. Sign in and begin again.',
};

/** The sentence for what the address says after `#problem=`; undefined: nothing. */
export const problemIn = (fragment: string): string | undefined => {
  const [, problem] = /^#?problem=(\w+)$/.exec(fragment) ?? [];
  return problem === undefined ? undefined : (problems[problem] ?? problems['failed']);
};
