// What the handlers of grading are given.
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { RemarksPublic } from '#server/remarks/public.ts';
import type { ReviewsPublic } from '#server/reviews/public.ts';
import type { GradingStore } from './store.ts';

export interface GradingParts {
  readonly store: GradingStore;
  readonly reviews: ReviewsPublic;
  readonly remarks: RemarksPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  /** What reviews of a meeting are marked by. */
  readonly criteriaIn: (meeting: {
    readonly meetingId: Id;
    readonly courseId: Id;
  }) => Promise<readonly Criterion[]>;
}
