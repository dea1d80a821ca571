// Puts the application together: every domain's feature on one HTTP and one socket server.
import type { Server } from 'node:http';
import compression from 'compression';
import express from 'express';
import { oidcPath } from '#shared/accounts/identities.ts';
import { coursesEvents } from '#shared/courses/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import {
  createAccountsFeature,
  createOwnSessionsFeature,
  createSecondFactorFeature,
  openOidc,
} from '#server/accounts/feature.ts';
import { openAccountsDomain } from '#server/accounts/open.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { createAnnotationsFeature } from '#server/annotations/feature.ts';
import { openAnnotationsDomain } from '#server/annotations/open.ts';
import { openAnnotations } from '#server/annotations/public.ts';
import { openExchange } from '#server/exchange/open.ts';
import { createCoursesFeature } from '#server/courses/feature.ts';
import { openCourses, teaches } from '#server/courses/public.ts';
import { openCoursesStore } from '#server/courses/store.ts';
import { openDemo, type Demo } from '#server/demo/open.ts';
import { createDraftsFeature } from '#server/drafts/feature.ts';
import { openDraftsStore } from '#server/drafts/store.ts';
import { createFeedbackFeature } from '#server/feedback/feature.ts';
import { openFeedback } from '#server/feedback/public.ts';
import { openFeedbackStore } from '#server/feedback/store.ts';
import { createGradingFeature } from '#server/grading/feature.ts';
import { openGrading } from '#server/grading/public.ts';
import { openGradingStore } from '#server/grading/store.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createCaller } from '#server/kernel/caller.ts';
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
import { createSessions } from '#server/kernel/session.ts';
import { startSweeping } from '#server/kernel/sweeping.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { version } from '#server/kernel/version.ts';
import { prepareData } from '#server/migrations/prepare.ts';
import { createVirusScan } from '#server/kernel/virus-scan.ts';
import { createMeetingRecordFeature } from '#server/meeting-record/feature.ts';
import { createPapersFeature } from '#server/papers/feature.ts';
import { openPapersDomain, type PapersLimits } from '#server/papers/open.ts';
import { openPresentationsDomain } from '#server/presentations/open.ts';
import { openPresenting } from '#server/presenting/open.ts';
import { createRemarksFeature } from '#server/remarks/feature.ts';
import { openNoted, openRemarks } from '#server/remarks/public.ts';
import { openRemarksStore } from '#server/remarks/store.ts';
import { createReviewsFeature } from '#server/reviews/feature.ts';
import { openReportingDomain } from '#server/reporting/open.ts';
import { openReviews } from '#server/reviews/public.ts';
import { openReviewsStore } from '#server/reviews/store.ts';
import { openRounds } from '#server/rounds/open.ts';
import { createSearchFeature } from '#server/search/feature.ts';
import { createTalkFeedbackFeature } from '#server/talk-feedback/feature.ts';
import { openTalkFeedbackStore } from '#server/talk-feedback/store.ts';
import { openSignupDomain } from '#server/signup/open.ts';

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

  const coursesStore = openCoursesStore(db);
  const accountsDomain = openAccountsDomain(db, clock, {
    secret,
    duty: options.secondFactorDuty ?? 'nobody',
    isStaff: (personId) => teaches(coursesStore, personId),
  });
  const { accounts } = accountsDomain;
  const sessions = createSessions({
    db,
    secret,
    secure: options.secure,
    now: clock.now,
    mayTouch: () => storing.mayTouch(),
    loadActor: accounts.loadActor,
    checkCredentials: accountsDomain.checkCredentials,
  });

  const oidc = openOidc({
    ...{ ...accountsDomain, db, clock, log, secret, sessions },
    settings: options.oidc,
  });
  const courses = openCourses(coursesStore, bus, clock);
  accountsDomain.askForWords(courses.wordsOf);

  const papersDomain = openPapersDomain({
    db,
    files,
    courses,
    bus,
    clock,
    leases,
    log,
    limits: options.papersLimits,
  });

  const annotationsDomain = openAnnotationsDomain({
    ...{ db, accounts, courses, bus, clock, log, secret, files, leases },
    papers: papersDomain.papers,
  });

  const annotationsFeature = createAnnotationsFeature(annotationsDomain);
  const annotations = openAnnotations(annotationsDomain, annotationsFeature);
  const exchange = openExchange({
    ...{ db, accounts, annotations, courses, files, clock },
    papers: papersDomain.papers,
  });

  const reviewsStore = openReviewsStore(db);
  const reviews = openReviews({ store: reviewsStore, papers: papersDomain.papers, courses, clock });
  const feedbackStore = openFeedbackStore(db);
  const gradingStore = openGradingStore(db);
  const remarksStore = openRemarksStore(db);
  const presentationsDomain = await openPresentationsDomain({
    ...{ db, files, courses, accounts, bus, clock, leases, log },
    papers: papersDomain.papers,
  });
  const signup = openSignupDomain({
    ...{ db, courses, accounts, bus, clock, leases },
    papers: papersDomain.papers,
    presentations: presentationsDomain.presentations,
  });
  const { rounds, features: roundsFeatures } = openRounds({
    ...{ db, courses, accounts, annotations, reviews, bus, clock, secret, leases },
    papers: papersDomain.papers,
    presentations: presentationsDomain.presentations,
  });
  const reporting = openReportingDomain({
    ...{ db, rounds, annotations, accounts, bus, clock, leases },
    noted: openNoted({ store: remarksStore, reviews, accounts, courses, bus, secret }),
    papers: papersDomain.papers,
  });
  const features: Feature[] = [
    createAccountsFeature({ ...accountsDomain, sessions }),
    oidc.feature,
    createSecondFactorFeature({ ...accountsDomain, sessions, log }),
    accountsDomain.programs,
    createOwnSessionsFeature(sessions),
    createDraftsFeature({ drafts: openDraftsStore(db), bus, clock, leases }),
    createCoursesFeature({ store: coursesStore, courses, accounts, bus, clock, leases }),
    createPapersFeature(papersDomain),
    annotationsFeature,
    ...annotationsDomain.more,
    exchange.feature,
    createReviewsFeature({
      store: reviewsStore,
      papers: papersDomain.papers,
      courses,
      accounts,
      bus,
      clock,
    }),
    createRemarksFeature({ store: remarksStore, reviews, accounts, courses, bus, clock, secret }),
    createFeedbackFeature({
      ...{ store: feedbackStore, courses, accounts, bus, clock, secret },
      papers: papersDomain.papers,
      reviews,
      presentersOf: presentationsDomain.presentations.presentersOf,
      staffMarksOf: openGrading(gradingStore).staffMarksOf,
    }),
    createGradingFeature({
      ...{ store: gradingStore, reviews, courses, accounts, bus, clock },
      papers: papersDomain.papers,
      remarks: openRemarks({ store: remarksStore, courses, bus, clock }),
      criteriaIn: openFeedback(feedbackStore).criteriaIn,
    }),
    ...presentationsDomain.features,
    createTalkFeedbackFeature({
      ...{ store: openTalkFeedbackStore(db), courses, accounts, bus, clock },
      papers: papersDomain.papers,
      presentations: presentationsDomain.presentations,
    }),
    ...signup.features,
    ...openPresenting({
      ...{ db, courses, accounts, annotations, bus, clock },
      papers: papersDomain.papers,
      presentations: presentationsDomain.presentations,
      mayProject: rounds.mayProject,
    }),
    ...roundsFeatures,
    ...reporting.features,
    createMeetingRecordFeature({
      ...{ accounts, courses, annotations, rounds },
      papers: papersDomain.papers,
      reporting: reporting.reporting,
    }),
    createSearchFeature({
      ...{ courses, annotations },
      papers: papersDomain.papers,
      reporting: reporting.reporting,
    }),
  ];
  const demo = openDemo({ db, accounts, clock, caller: createCaller(features, files) });
  features.push(demo.feature);
  const storing = createStoring({
    ...{ database, features },
    disk: options.databaseDir === undefined ? undefined : disk,
  });
  // Processes that start together make the indexes one after the other.
  await createTurns(leases, 'start', 10 * 60_000)('indexes', () => ensureIndexes(db));
  await leases.start();
  annotationsDomain.prepare();
  await papersDomain.resume();
  await presentationsDomain.resume();
  await signup.resume();
  annotationsDomain.start();
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
  app.use('/annotations', storing.door, exchange.protocol);
  app.use('/calendar', storing.door, signup.calendar);
  if (oidc.router) app.use(oidcPath, storing.door, oidc.router);
  app.use(mountFeatures(features, files, { sessions, writes, isPublished: options.isPublished }));
  if (options.clientDir !== undefined)
    app.use(
      servePage(options.clientDir, async (request, response, documentId) =>
        // The page comes all the same; what it asks for says then that the database is away.
        database.isAway()
          ? null
          : papersDomain.knowDocument(await sessions.readActor(request, response), documentId),
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
    accounts,
    features,
    sample: demo.sample,
    retire: health.retire,
    close: async () => {
      metrics?.close();
      leases.retire();
      disk.close();
      database.close();
      // At once: an upload that waits for its reading is told, instead of holding up the end.
      await endConnections(() =>
        Promise.all([
          ...[live.close(), annotationsDomain.close()],
          ...[exchange.close(), papersDomain.close(), presentationsDomain.close()],
        ]),
      );
      await stopSweeping();
      await leases.close();
      await files.close();
      peers.close();
    },
  };
};
