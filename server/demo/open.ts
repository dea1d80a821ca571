// Puts the demo together on a database and the operations of all other domains.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Caller } from '#server/kernel/caller.ts';
import type { TravellingClock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { createDemoFeature } from './feature.ts';
import { openSample, type Sample } from './sample.ts';
import { openDemoStore } from './store.ts';

interface Parts {
  readonly db: Connection;
  readonly accounts: AccountsPublic;
  readonly caller: Caller;
  readonly clock: TravellingClock;
}

/** The feature, and the sample course for whoever starts the server with `--demo`. */
export const openDemo = (parts: Parts): { feature: Feature; sample: Sample } => {
  const sample = openSample({ ...parts, samples: openDemoStore(parts.db) });
  return { feature: createDemoFeature({ ...parts, sample }), sample };
};
