// Opens every domain only to look on, for a program beside the servers: it takes no lease, begins nothing, and writes nothing.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { OpenReading } from '#server/admin/public.ts';
import { openDomains } from '#server/domains.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createCaller } from '#server/kernel/caller.ts';
import { createTravellingClock, systemClock } from '#server/kernel/clock.ts';
import { openReadingOnly } from '#server/kernel/db/reading-only.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { countNothing } from '#server/kernel/limits.ts';
import { createLog } from '#server/kernel/log.ts';
import { openFiles } from '#server/kernel/open-files.ts';
import { findSecret } from '#server/kernel/secret.ts';

const refused = () => Promise.reject(new Error('Whoever only looks on takes no lease.'));

/** The leases of a process that does nothing others could wait for. */
const noLeases: Leases = {
  owner: 'nobody',
  take: refused,
  during: refused,
  has: () => false,
  isAnyHeld: () => Promise.resolve(false),
  isAlone: () => Promise.resolve(false),
  onAbandoned: () => undefined,
  start: refused,
  retire: () => undefined,
  close: () => Promise.resolve(),
};

export const openReading: OpenReading = async ({ connection, environment }, clock = systemClock) => {
  const log = createLog('silent');
  const secret = await findSecret(connection, environment.sessionSecret);
  const db = openReadingOnly(connection);
  // The folder of copies that a server keeps is its own.
  const cacheDir =
    environment.filesIn === 'database'
      ? await mkdtemp(path.join(os.tmpdir(), 'paperround-reading-'))
      : undefined;
  const files = await openFiles({ db, filesDir: path.resolve(environment.dataDir, 'files'), cacheDir }, 0);
  const domains = await countNothing(() =>
    openDomains({
      ...{ db, files, log, clock: createTravellingClock(clock), bus: createBus(log), leases: noLeases },
      ...{ secret, secure: false, mayTouch: () => false, oidc: undefined },
      ...{ secondFactorDuty: 'nobody', papersLimits: undefined },
    }),
  );
  const origin = environment.publicUrl ?? `http://localhost:${String(environment.port)}`;
  return {
    ...createCaller(domains.features, files, origin),
    files,
    origin,
    close: async () => {
      await domains.close();
      await files.close();
      if (cacheDir !== undefined) await rm(cacheDir, { recursive: true, force: true });
    },
  };
};
