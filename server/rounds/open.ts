// Puts the rounds domain together on a database.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { createDeskFeature } from './desk-feature.ts';
import { createRoundsFeature } from './feature.ts';
import { openKeeper } from './keeper.ts';
import { openLives } from './lives.ts';
import { openNotes } from './notes.ts';
import { openPastClasses } from './past-classes.ts';
import { openPlaces } from './places.ts';
import { openPlanning, type PlanningParts } from './planning.ts';
import { openProjector } from './projector.ts';
import { openRoundsPublic, type RoundsPublic } from './public.ts';
import { openRoundsStore } from './store.ts';
import { openWishesStore } from './wishes-store.ts';
import { createWishingFeature } from './wishing.ts';

interface Parts extends PlanningParts {
  readonly db: Connection;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
  readonly secret: string;
}

/** The features with everything behind them, and what other domains may ask. */
export const openRounds = (parts: Parts): { features: Feature[]; rounds: RoundsPublic } => {
  const store = openRoundsStore(parts.db);
  const places = openPlaces(store);
  const keeper = openKeeper(parts.leases);
  const wishes = openWishesStore(parts.db);
  const planning = openPlanning(parts, wishes);
  const lives = openLives({ ...parts, store, places, wishes, keeper });
  const notes = openNotes(store, keeper);
  const projector = openProjector({ ...parts, store, lives, notes });
  return {
    features: [
      createRoundsFeature({ ...parts, store, lives, places, notes, projector, planning }),
      createDeskFeature({ ...parts, store, lives, notes }),
      createWishingFeature(wishes, parts.courses),
    ],
    rounds: openRoundsPublic({
      ...{ store, projector, papers: parts.papers },
      past: openPastClasses(store, notes),
    }),
  };
};
