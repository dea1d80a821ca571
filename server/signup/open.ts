// Puts the sign-up domain together: sign-up, assignment, the term's view, swaps, and the calendar.
import type { Router } from 'express';
import type { Connection } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { swapsRoutes } from '#shared/signup/swaps.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { arrangingHandlers } from './arranging.ts';
import { gatherFeed } from './calendar-feed.ts';
import { createCalendarLinks } from './calendar-links.ts';
import { createCalendarRouter } from './calendar-router.ts';
import { watchLeaving } from './leaving.ts';
import type { SignupParts } from './parts.ts';
import { createPublishing } from './publishing.ts';
import { rankingHandlers } from './ranking.ts';
import { openSignupStore } from './store.ts';
import { createSwapping } from './swapping.ts';
import { termHandlers } from './term.ts';

export interface SignupDomain {
  readonly features: readonly Feature[];
  /** For calendar programs; belongs at `/calendar`. */
  readonly calendar: Router;
  /** Takes up what the last run left unfinished. Once, after the indexes are made and before requests come. */
  resume(): Promise<void>;
}

export const openSignupDomain = ({
  db,
  ...given
}: Omit<SignupParts, 'store' | 'inTurn'> & { readonly db: Connection }): SignupDomain => {
  const parts: SignupParts = {
    ...given,
    store: openSignupStore(db),
    inTurn: createTurns(given.leases, 'signup'),
  };
  const publishing = createPublishing(parts);
  const swapping = createSwapping(parts);
  const leaving = watchLeaving(parts, swapping.endOffersOf);
  const links = createCalendarLinks(parts);
  // In their turn: another process may be in the middle of it.
  const finishIn = (courseId: Id) =>
    parts.inTurn(courseId, async () => {
      await publishing.finishIn(courseId);
      await swapping.finishIn(courseId);
    });
  parts.leases.onAbandoned('signup', finishIn);
  return {
    features: [
      feature(signupRoutes, {
        ...arrangingHandlers(parts),
        ...rankingHandlers(parts),
        ...publishing.handlers,
        ...termHandlers(parts),
      }),
      feature(swapsRoutes, swapping.handlers),
      links.feature,
    ],
    calendar: createCalendarRouter({
      links,
      accounts: parts.accounts,
      gather: (actor, origin) => gatherFeed(parts, actor, origin),
    }),
    resume: async () => {
      const left = [...(await publishing.unfinished()), ...(await swapping.unfinished())];
      for (const courseId of new Set(left)) await finishIn(courseId);
      await leaving.sweep();
    },
  };
};
