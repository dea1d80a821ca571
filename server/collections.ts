// Opens every collection without the domains that work on them, for whoever cares for the data as a whole.
import type { Connection } from 'mongoose';
import { openMergesStore } from '#server/accounts/merges/store.ts';
import { openIdentitiesStore } from '#server/accounts/oidc/identities-store.ts';
import { openAccountsDomain } from '#server/accounts/open.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { openImagesStore } from '#server/annotations/images/store.ts';
import { openAnnotationsStore } from '#server/annotations/store.ts';
import { openThreadWords } from '#server/annotations/thread-words.ts';
import { openVisitsStore } from '#server/annotations/visits-store.ts';
import { openCoursesStore } from '#server/courses/store.ts';
import { openDemoStore } from '#server/demo/store.ts';
import { openDraftsStore } from '#server/drafts/store.ts';
import { openOriginsStore } from '#server/exchange/protocol/origins-store.ts';
import { openFeedbackStore } from '#server/feedback/store.ts';
import { openGradingStore } from '#server/grading/store.ts';
import { openPapersStore } from '#server/papers/store.ts';
import { openPresentationsStore } from '#server/presentations/store.ts';
import { openUploadsStore } from '#server/presentations/uploads-store.ts';
import { openPresentingStore } from '#server/presenting/store.ts';
import { openRemarksStore } from '#server/remarks/store.ts';
import { openReportingStore } from '#server/reporting/store.ts';
import { openReviewsStore } from '#server/reviews/store.ts';
import { openRoundsStore } from '#server/rounds/store.ts';
import { openWishesStore } from '#server/rounds/wishes-store.ts';
import { openSignupStore } from '#server/signup/store.ts';
import { openTalkFeedbackStore } from '#server/talk-feedback/store.ts';
import { systemClock } from '#server/kernel/clock.ts';

const stores = [
  ...[openIdentitiesStore, openMergesStore, openDraftsStore, openCoursesStore, openPapersStore],
  ...[openAnnotationsStore, openImagesStore, openThreadWords, openVisitsStore, openOriginsStore],
  ...[openReviewsStore, openRemarksStore, openFeedbackStore, openGradingStore],
  ...[openPresentationsStore, openUploadsStore, openSignupStore, openPresentingStore, openTalkFeedbackStore],
  ...[openRoundsStore, openWishesStore, openReportingStore, openDemoStore],
];

/** Declares all models on `db`, which has none yet, and answers with the door to its people. Nothing is read or written. */
export const openAllCollections = (db: Connection): { accounts: AccountsPublic } => {
  for (const open of stores) open(db);
  return { accounts: openAccountsDomain(db, systemClock).accounts };
};
