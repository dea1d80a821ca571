// What every part of the rounds feature is made of.
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { Lives } from './lives.ts';
import type { Notes } from './notes.ts';
import type { Places } from './places.ts';
import type { Planning } from './planning.ts';
import type { Projector } from './projector.ts';
import type { RoundsStore } from './store.ts';

export interface RoundsParts {
  readonly store: RoundsStore;
  readonly lives: Lives;
  readonly places: Places;
  readonly notes: Notes;
  readonly projector: Projector;
  readonly planning: Planning;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}
