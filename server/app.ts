// Puts the application together: every domain's feature on one HTTP and one socket server.
import type { Server } from 'node:http';
import compression from 'compression';
import express from 'express';
import { coursesEvents } from '#shared/courses/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { openDomains } from '#server/domains.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { type Demo } from '#server/demo/open.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createTravellingClock, type Clock } from '#server/kernel/clock.ts';
import { watchConnections } from '#server/kernel/connections.ts';
import { watchDatabase } from '#server/kernel/db/away.ts';
import { ensureIndexes } from '#server/kernel/db/connect.ts';
import { watchDisk } from '#server/kernel/disk.ts';
import type { OidcSettings, SecondFactorDuty } from '#server/kernel/env.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { openFiles, type FilesPlace } from '#server/kernel/open-files.ts';
import { createHealth } from '#server/kernel/health.ts';
import { answerErrors, mountFeatures } from '#server/kernel/http.ts';
import { createLeases } from '#server/kernel/leases.ts';
import { countTogether, createWritesLimit } from '#server/kernel/limits.ts';
import { createLive } from '#server/kernel/live.ts';
import { createLiveCalls } from '#server/kernel/live-calls.ts';
import type { Log } from '#server/kernel/log.ts';
import { createPatientServer, type Patience } from '#server/kernel/slow-clients.ts';
import { createStoring } from '#server/kernel/storing.ts';
import { createMetrics, noMetrics } from '#server/kernel/metrics.ts';
import { describeApi } from '#server/kernel/openapi.ts';
import { servePage } from '#server/kernel/page.ts';
import { logRequests } from '#server/kernel/request-log.ts';
import { alone, openPeers, peerReadings, type Peers } from '#server/kernel/peers.ts';
import { deriveToken, readSecret } from '#server/kernel/secret.ts';
import { sameSiteWrites, securityHeaders } from '#server/kernel/security.ts';
import { startSweeping } from '#server/kernel/sweeping.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { version } from '#server/kernel/version.ts';
import { prepareData } from '#server/migrations/prepare.ts';
import { createVirusScan } from '#server/kernel/virus-scan.ts';
import { type PapersLimits } from '#server/papers/open.ts';

interface AppOptions extends FilesPlace {
  /** The built client; undefined serves the API alone. */
  readonly clientDir: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** True where people reach the server by https. */
  readonly secure: boolean;
  /** True where the operator gave a public address. */
  readonly isPublished: boolean;
  readonly trustedProxies: number;
  readonly sessionSecret: string | undefined;
  /** Where a ClamAV daemon is asked about files. */
  readonly clamd?: string | undefined;
  /** Where the processes of this community hear of each other; undefined: there is this one. */
  readonly redisUrl?: string | undefined;
  /** Opens `/metrics` to whoever has it; undefined: there is none. */
  readonly metricsToken?: string | undefined;
  /** Below this much free space nothing new is stored (bytes); uploads leave twice as much. */
  readonly minFreeBytes?: number;
  /** How long slow clients may take, only where it differs from the usual. */
  readonly patience?: Partial<Patience>;
  /** A provider with which people may sign in. */
  readonly oidc?: { readonly provider: OidcSettings; readonly publicUrl: string } | undefined;
  /** Who must have a second factor; usually nobody. */
  readonly secondFactorDuty?: SecondFactorDuty;
  /** Only where they differ from the usual. */
  readonly papersLimits?: PapersLimits;
}

export interface App {
  /** Not listening yet. */
  readonly server: Server;
  readonly accounts: AccountsPublic;
  readonly features: readonly Feature[];
  readonly sample: Demo['sample'];
  /** Says at `/readyz` that nobody should be sent here any more; everything else goes on. */
  retire(): void;
  /** Finishes what is under way and lets go of everything but the database connection. */
  close(): Promise<void>;
}

/** Builds the whole server on an open database. */
export const createApp = async (options: AppOptions): Promise<App> => {
  const { db, log, redisUrl } = options;
  const secret = await readSecret(db, options.sessionSecret);
  // Other communities may use the same Redis.
  const prefix = `paperround:${deriveToken(secret, 'peers', db.name).slice(0, 16)}:`;
  const peers = redisUrl === undefined ? alone : await openPeers({ url: redisUrl, prefix, log });
  return countTogether(peers, () => putTogether(options, secret, peers));
};

const putTogether = async (options: AppOptions, secret: string, peers: Peers): Promise<App> => {
  const { db, log } = options;
  const clock = createTravellingClock(options.clock);
  const bus = createBus(log);
  const { minFreeBytes = 256 * 1024 * 1024 } = options;
  const inspect =
    options.clamd === undefined
      ? undefined
      : createVirusScan(options.clamd, (problem) => {
          log.error({ problem }, 'the virus scanner could not be asked');
        });
  const files = await openFiles(options, 2 * minFreeBytes, inspect);
  const disk = await watchDisk({
    folder: options.databaseDir ?? options.cacheDir ?? options.filesDir,
    ...{ minFreeBytes, log },
  });
  const database = watchDatabase(db, log);
  await prepareData(db, log);
  const leases = createLeases(db, log);

  const domains = await openDomains({
    ...{ db, files, clock, bus, leases, log, secret, secure: options.secure },
    mayTouch: () => storing.mayTouch(),
    oidc: options.oidc,
    secondFactorDuty: options.secondFactorDuty ?? 'nobody',
    papersLimits: options.papersLimits,
  });
  const { sessions, features } = domains;
  const storing = createStoring({
    ...{ database, features },
    disk: options.databaseDir === undefined ? undefined : disk,
  });
  // Processes that start together make the indexes one after the other.
  await createTurns(leases, 'start', 10 * 60_000)('indexes', () => ensureIndexes(db));
  await leases.start();
  await domains.start();
  const stopSweeping = startSweeping({
    leases,
    log,
    name: 'files',
    everyMs: 24 * 3600_000,
    sweep: files.sweep,
  });

  const app = express();
  app.disable('x-powered-by');
  // Answers are not kept (`no-store`); files and the annotation protocol have tags of their own.
  app.disable('etag');
  app.set('trust proxy', options.trustedProxies);
  app.use(logRequests(log), securityHeaders(options.secure));
  const health = createHealth(db, disk.room);
  app.get('/healthz', health.live);
  app.get('/readyz', health.ready);
  const metrics =
    options.metricsToken === undefined
      ? null
      : createMetrics(options.metricsToken, [
          { name: 'paperround_sockets', help: 'Open live connections', read: () => live.count() },
          ...peerReadings(peers),
          {
            name: 'paperround_disk_free_bytes',
            help: 'Free space of the disk that is written to',
            read: () => disk.last().freeBytes,
          },
          {
            name: 'paperround_disk_full',
            help: '1 while new writes are refused because the disk is nearly full',
            read: () => Number(disk.last().room !== 'enough'),
          },
          {
            name: 'paperround_database_away',
            help: '1 while the database cannot be reached',
            read: () => Number(database.isAway()),
          },
        ]);
  app.get('/metrics', metrics?.serve ?? noMetrics);
  if (metrics) app.use(metrics.watch);
  // What is written is answered in few words.
  const compress = compression();
  app.use((request, response, next) => {
    if (request.method === 'GET') compress(request, response, next);
    else next();
  });
  const writes = createWritesLimit();
  const description = describeApi(features, version);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(description);
  });
  app.use('/api', sameSiteWrites, storing.door, ...sessions.middleware);
  for (const [address, router] of domains.routers) app.use(address, storing.door, router);
  app.use(mountFeatures(features, files, { sessions, writes, isPublished: options.isPublished }));
  if (options.clientDir !== undefined)
    app.use(
      servePage(options.clientDir, async (request, response, documentId) =>
        // The page comes all the same; what it asks for says then that the database is away.
        database.isAway()
          ? null
          : domains.knowDocument(await sessions.readActor(request, response), documentId),
      ),
    );
  app.use((_request, _response, next) => {
    next(refuse('not_found', 'no_such_address', 'There is nothing at this address.'));
  });
  app.use(answerErrors(log));

  const server = createPatientServer(app, options.patience);
  const endConnections = watchConnections(server);
  const live = createLive({
    server,
    bus,
    session: sessions.middleware,
    stillOn: sessions.stillOn,
    peers,
    guards: features.flatMap((feature) => feature.rooms ?? []),
    calls: createLiveCalls(features, { writes, storing, log }),
    log,
  });
  for (const event of [coursesEvents.memberDropped, coursesEvents.roleChanged])
    bus.on(event, (_courseId, { personId }) => {
      live.evict({ personId, except: null });
    });
  sessions.onEnded(live.evict);

  return {
    server,
    ...{ accounts: domains.accounts, features, sample: domains.sample },
    retire: health.retire,
    close: async () => {
      metrics?.close();
      leases.retire();
      disk.close();
      database.close();
      // At once: an upload that waits for its reading is told, instead of holding up the end.
      await endConnections(() => Promise.all([live.close(), domains.close()]));
      await stopSweeping();
      await leases.close();
      await files.close();
      peers.close();
    },
  };
};
