// What the parts of this domain are made of.
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { InTurn } from '#server/kernel/turns.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { PresentationsPublic } from '#server/presentations/public.ts';
import type { SignupStore } from './store.ts';

export interface SignupParts {
  readonly store: SignupStore;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly presentations: PresentationsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
  /** Seats of one course change hands one after the other, whichever process they are asked of. */
  readonly inTurn: InTurn;
}
