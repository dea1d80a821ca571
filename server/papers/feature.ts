// Answers for meetings, papers and documents.
import { papersRoutes } from '#shared/papers/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { documentHandlers } from './documents.ts';
import { meetingHandlers } from './meetings.ts';
import type { PapersDomain } from './open.ts';
import { paperHandlers } from './papers.ts';

/** Answers for {@link papersRoutes}. */
export const createPapersFeature = (domain: PapersDomain): Feature =>
  feature(papersRoutes, {
    ...meetingHandlers(domain),
    ...paperHandlers(domain),
    ...documentHandlers(domain),
  });
