// Puts the annotations domain together on an open database.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { Log } from '#server/kernel/log.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { createCourseReportsFeature } from './course-reports.ts';
import { createFindPassageFeature } from './find-passage.ts';
import { createImages } from './images/images.ts';
import { createPseudonyms, type PseudonymOf } from './pseudonyms.ts';
import { createReanchoring, type Reanchoring } from './reanchor/reanchoring.ts';
import { createReadingGroups, type ReadingGroups } from './reading-groups.ts';
import { openAnnotationsStore, type AnnotationsStore } from './store.ts';
import { createSearchThreads, type SearchThreads } from './search-threads.ts';
import { completeWords, openThreadWords, withWords } from './thread-words.ts';
import { createThreads, type Threads } from './threads.ts';
import { createThreadLineFeature } from './thread-line.ts';
import { createVisitsFeature } from './visits.ts';
import { createInsightFeature } from './insight.ts';
import { createLookAt, type LookAt } from './viewers.ts';

interface Parts {
  readonly db: Connection;
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly files: FileStore;
  readonly bus: Bus;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  readonly secret: string;
}

/** What the parts of the domain share. */
export interface AnnotationsDomain extends Omit<Parts, 'db' | 'secret' | 'log'> {
  readonly store: AnnotationsStore;
  readonly readingGroups: ReadingGroups;
  readonly pseudonymOf: PseudonymOf;
  readonly lookAt: LookAt;
  readonly threads: Threads;
  /** What stands beside the threads themselves: what was read, where a class is confused, pictures, lines for links. */
  readonly more: readonly Feature[];
  readonly searchThreads: SearchThreads;
  /** Begins to bring what threads are found by up to date. */
  prepare(): void;
  readonly moveAlong: Reanchoring['moveAlong'];
  /** Begins what goes on in the background, and takes up what a stop left undone. */
  start(): void;
  /** Ends what goes on in the background. */
  close(): Promise<void>;
}

export const openAnnotationsDomain = ({ db, secret, log, ...parts }: Parts): AnnotationsDomain => {
  const store = openAnnotationsStore(db);
  const readingGroups = createReadingGroups(store, parts.courses);
  const pseudonymOf = createPseudonyms(secret);
  const lookAt = createLookAt({ ...parts, store, readingGroups });
  const words = openThreadWords(db);
  const threads = withWords(createThreads({ ...parts, store, lookAt, pseudonymOf }), words);
  const shared = { ...parts, store, readingGroups, pseudonymOf, lookAt, threads };
  const images = createImages({ ...shared, db });
  const reanchoring = createReanchoring({ ...shared, log });
  return {
    ...shared,
    moveAlong: reanchoring.moveAlong,
    more: [
      createVisitsFeature(shared, db),
      createInsightFeature(shared),
      createThreadLineFeature(shared),
      createCourseReportsFeature(shared),
      createFindPassageFeature(shared),
      images.feature,
    ],
    searchThreads: createSearchThreads({ ...parts, store, words, threads }),
    prepare: () => {
      // People are let in meanwhile; what a stop leaves undone is done at the next start.
      completeWords(words, store).catch(() => undefined);
    },
    start: () => {
      images.start();
      reanchoring.start();
    },
    close: async () => {
      await Promise.all([images.close(), reanchoring.close()]);
    },
  };
};
