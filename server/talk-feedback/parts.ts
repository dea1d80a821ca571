// What the handlers of feedback on talks are given.
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { PresentationsPublic } from '#server/presentations/public.ts';
import type { TalkFeedbackStore } from './store.ts';

export interface TalkFeedbackParts {
  readonly store: TalkFeedbackStore;
  readonly presentations: PresentationsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}
