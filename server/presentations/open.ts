// Puts the presentations domain together on a database.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import { startSweeping } from '#server/kernel/sweeping.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { findConverter } from './convert/office.ts';
import { createCoverageFeature } from './covering.ts';
import { createDeskFeature } from './desk.ts';
import { createPresentationsFeature } from './feature.ts';
import { openPresentations, type PresentationsPublic } from './public.ts';
import { createSetPublication } from './publishing.ts';
import { createReading } from './reading.ts';
import { createReceiving } from './receiving.ts';
import { createTellTalk, watchDeadlines } from './rights.ts';
import { openPresentationsStore } from './store.ts';
import { createTakingIn } from './taking-in.ts';
import { createTalks } from './talks.ts';
import { openUploadsStore } from './uploads-store.ts';

interface Parts {
  readonly db: Connection;
  readonly files: FileStore;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly log: Log;
}

export interface PresentationsDomain {
  readonly presentations: PresentationsPublic;
  readonly features: readonly Feature[];
  /** Takes up what the last run left undone, and sweeps what was given up. After the indexes are made. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

const sweepEveryMs = 3600_000;

/** The features, and what other domains may ask. Looks once whether this machine can convert presentations. */
export const openPresentationsDomain = async (parts: Parts): Promise<PresentationsDomain> => {
  const talks = createTalks(openPresentationsStore(parts.db));
  const uploads = openUploadsStore(parts.db);
  const converter = await findConverter(parts.log);
  const tell = createTellTalk(parts);
  const receiving = createReceiving({ ...parts, uploads });
  const shared = {
    ...{ ...parts, talks, tell, uploads, receiving, converter, converts: converter !== null },
    takingIn: createTakingIn({ ...parts, talks, tell, uploads, receiving, converter }),
    reading: createReading({ ...parts, talks }),
    setPublication: createSetPublication({ ...parts, talks, tell }),
  };
  watchDeadlines(shared);
  let stopSweeping = () => Promise.resolve();
  return {
    presentations: openPresentations(shared),
    features: [createPresentationsFeature(shared), createDeskFeature(shared), createCoverageFeature(shared)],
    resume: async () => {
      await shared.takingIn.resume();
      const { sweep } = receiving;
      stopSweeping = startSweeping({ ...parts, name: 'slides', everyMs: sweepEveryMs, sweep });
    },
    close: async () => {
      await stopSweeping();
      await shared.takingIn.close();
    },
  };
};
