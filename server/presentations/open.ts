// Puts the presentations domain together on a database.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { createPresentationsFeature } from './feature.ts';
import { openPresentations, type PresentationsPublic } from './public.ts';
import { createSetPublication } from './publishing.ts';
import { createReading } from './reading.ts';
import { createTellTalk, watchDeadlines } from './rights.ts';
import { openPresentationsStore } from './store.ts';
import { createTalks } from './talks.ts';

interface Parts {
  readonly db: Connection;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** The feature, and what other domains may ask. */
export const openPresentationsDomain = (
  parts: Parts,
): { presentations: PresentationsPublic; feature: Feature } => {
  const talks = createTalks(openPresentationsStore(parts.db));
  const tell = createTellTalk(parts);
  const shared = {
    ...{ ...parts, talks, tell },
    reading: createReading({ ...parts, talks }),
    setPublication: createSetPublication({ ...parts, talks, tell }),
  };
  watchDeadlines(shared);
  return {
    presentations: openPresentations(shared),
    feature: createPresentationsFeature(shared),
  };
};
