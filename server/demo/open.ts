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

export interface Demo {
  readonly feature: Feature;
  /** For whoever starts the server with `--demo`. */
  readonly sample: Sample;
}

/** Opens the demo; nothing is made before somebody asks. */
export const openDemo = (parts: Parts): Demo => {
  const sample = openSample({ ...parts, samples: openDemoStore(parts.db) });
  return { feature: createDemoFeature({ ...parts, sample }), sample };
};
