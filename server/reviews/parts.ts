// What the handlers of reviews are given, and what the rules need to know about a meeting.
import type { Model } from 'mongoose';
import type { ReviewTerms } from '#shared/reviews/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import type { ReviewRecord } from './store.ts';

export interface ReviewsParts {
  readonly reviews: Model<ReviewRecord>;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** The facts about a meeting that decide about its reviews. */
export const termsOf = (
  { deadlines, settings, paperIds }: MeetingForMember,
  hasSubmitted = false,
): ReviewTerms => ({
  hasSubmitted,
  dueAt: deadlines.reviewsDueAt,
  lateReviews: settings.lateReviews,
  classmatesReadReviews: settings.classmatesReadReviews,
  papers: paperIds.length,
});
