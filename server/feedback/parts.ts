// What the handlers of feedback are given.
import type { Marked } from '#shared/feedback/content.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ReviewsPublic } from '#server/reviews/public.ts';
import type { FeedbackStore } from './store.ts';

export interface FeedbackParts {
  readonly store: FeedbackStore;
  readonly reviews: ReviewsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secret: string;
  /** Presentations are above this domain; the app says who presents in a meeting. */
  readonly presentersOf: (meetingId: Id) => Promise<readonly Id[]>;
  /**
   * Grading is above this domain; the app says how the staff marked some reviews of a course, by the review's id and with the
   * criteria they marked by. Reviews without such marks are left out.
   */
  readonly staffMarksOf: (courseId: Id, reviewIds: readonly Id[]) => Promise<ReadonlyMap<Id, Marked>>;
}
