// Opens all domains, each on those below it, and puts their features into one list.
import type { Connection } from 'mongoose';
import type { RequestHandler } from 'express';
import type { Bus } from '#server/kernel/bus.ts';
import type { TravellingClock } from '#server/kernel/clock.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { oidcPath } from '#shared/accounts/identities.ts';
import {
  createAccountsFeature,
  createOwnSessionsFeature,
  createSecondFactorFeature,
  openMerges,
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
import { createCaller } from '#server/kernel/caller.ts';
import type { SecondFactorDuty } from '#server/kernel/env.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { Log } from '#server/kernel/log.ts';
import { createSessions, type Sessions } from '#server/kernel/session.ts';
import { createMeetingRecordFeature } from '#server/meeting-record/feature.ts';
import { createPapersFeature } from '#server/papers/feature.ts';
import { openPapersDomain, type PapersDomain, type PapersLimits } from '#server/papers/open.ts';
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

/** What domains are made of. */
interface Parts {
  readonly db: Connection;
  readonly files: FileStore;
  readonly clock: TravellingClock;
  readonly bus: Bus;
  readonly leases: Leases;
  readonly log: Log;
  readonly secret: string;
  /** True where people reach the server by https. */
  readonly secure: boolean;
  /** Whether the use of a session can be written down now. */
  readonly mayTouch: () => boolean;
  readonly oidc: Parameters<typeof openOidc>[0]['settings'];
  /** Who must have a second factor. */
  readonly secondFactorDuty: SecondFactorDuty;
  readonly papersLimits: PapersLimits | undefined;
}

export interface Domains {
  readonly accounts: AccountsPublic;
  readonly sessions: Sessions;
  readonly features: readonly Feature[];
  readonly sample: Demo['sample'];
  /** What is served beside the API, by its address. */
  readonly routers: readonly (readonly [address: string, router: RequestHandler])[];
  /** What a page about a document says in its head, for whoever may know it. */
  readonly knowDocument: PapersDomain['knowDocument'];
  /** Takes up what a stop or a crash left unfinished; the indexes are there by then. */
  start(): Promise<void>;
  /** Finishes what is under way. */
  close(): Promise<void>;
}

/** Opens every domain on the same parts, each on those below it. */
export const openDomains = async ({
  db,
  files,
  clock,
  bus,
  leases,
  log,
  secret,
  mayTouch,
  ...given
}: Parts): Promise<Domains> => {
  const coursesStore = openCoursesStore(db);
  const accountsDomain = openAccountsDomain(db, clock, {
    secret,
    duty: given.secondFactorDuty,
    isStaff: (personId) => teaches(coursesStore, personId),
  });
  const { accounts } = accountsDomain;
  const sessions = createSessions({
    db,
    secret,
    secure: given.secure,
    now: clock.now,
    mayTouch,
    loadActor: accounts.loadActor,
    checkCredentials: accountsDomain.checkCredentials,
  });

  const oidc = openOidc({
    ...{ ...accountsDomain, db, clock, log, secret, sessions },
    settings: given.oidc,
  });
  const courses = openCourses(coursesStore, bus, clock);
  accountsDomain.askForWords(courses.wordsOf);
  const merges = openMerges({
    ...{ ...accountsDomain, db, sessions, leases, clock, log },
    placesOf: courses.placesOf,
    onMerged: courses.tellChanged,
  });

  const papersDomain = openPapersDomain({
    db,
    files,
    courses,
    bus,
    clock,
    leases,
    log,
    limits: given.papersLimits,
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
    merges.feature,
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
  return {
    ...{ accounts, sessions, features, sample: demo.sample },
    routers: [
      ['/annotations', exchange.protocol],
      ['/calendar', signup.calendar],
      ...(oidc.router ? [[oidcPath, oidc.router] as const] : []),
    ],
    knowDocument: papersDomain.knowDocument,
    start: async () => {
      await merges.resume();
      annotationsDomain.prepare();
      await papersDomain.resume();
      await presentationsDomain.resume();
      await signup.resume();
      annotationsDomain.start();
    },
    close: async () => {
      await Promise.all([
        ...[annotationsDomain.close(), exchange.close()],
        ...[papersDomain.close(), presentationsDomain.close()],
      ]);
    },
  };
};
