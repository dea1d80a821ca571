// What the handlers of reviews are given.
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ReviewsStore } from './store.ts';

export interface ReviewsParts {
  readonly store: ReviewsStore;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}
