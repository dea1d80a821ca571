// The provider with which one may sign in, and what went wrong there in a sentence.
import { identitiesRoutes, oidcPath } from '#shared/accounts/identities.ts';
import { reading } from '#client/kernel/query.ts';

export const signInWaysQuery = reading(identitiesRoutes.readSignInWays, {});
export const identitiesQuery = reading(identitiesRoutes.listIdentities, {});

/** Where a sign-in with the provider begins; it goes on at `to`. */
export const beginAt = (to: string, link = false): string =>
  `${oidcPath}?${new URLSearchParams({ to, ...(link && { link: '1' }) }).toString()}`;

const problemsWith = (provider: string): Readonly<Record<string, string>> => ({
  failed: `Signing in with ${provider} did not work. Try again in a moment, or sign in another way.`,
  declined: `You were not signed in at ${provider}. Try again, or sign in another way.`,
  unverified: `Your account at ${provider} has no e-mail address that was checked. Have it checked there, or sign in another way.`,
  closed: 'This account is closed. Ask the staff of your course.',
  taken: `That account at ${provider} signs in somebody else here already.`,
  signed_out: 'You were signed out meanwhile. Sign in and begin again.',
});

/** The sentence for what the address says after `#problem=`; undefined: nothing. */
export const problemIn = (fragment: string, provider = 'the other site'): string | undefined => {
  const [, problem] = /^#?problem=(\w+)$/.exec(fragment) ?? [];
  const problems = problemsWith(provider);
  return problem === undefined ? undefined : (problems[problem] ?? problems['failed']);
};
