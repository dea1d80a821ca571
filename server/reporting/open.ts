// Puts the reporting domain together on a database.
import type { Connection } from 'mongoose';
import type { Feature } from '#server/kernel/feature.ts';
import { createReportingFeature } from './feature.ts';
import type { ReportingParts } from './parts.ts';
import { createProposalsFeature } from './proposals.ts';
import { openReporting, type ReportingPublic } from './public.ts';
import { openRecords } from './records.ts';
import { openReportingStore } from './store.ts';
import { openTelling } from './telling.ts';

type Parts = Omit<ReportingParts, 'store' | 'records' | 'telling'> &
  Pick<Parameters<typeof createProposalsFeature>[0], 'accounts' | 'noted'> & { readonly db: Connection };

/** The features with everything behind it, and what other domains may ask. */
export const openReportingDomain = ({
  db,
  ...given
}: Parts): { features: Feature[]; reporting: ReportingPublic } => {
  const store = openReportingStore(db);
  const records = openRecords(store);
  const telling = openTelling({ ...given, records });
  return {
    features: [
      createReportingFeature({ ...given, store, records, telling }),
      createProposalsFeature({ ...given, store }),
    ],
    reporting: openReporting(store, records),
  };
};
