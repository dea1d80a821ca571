// Puts the rounds domain together on a database.
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { createRoundsFeature } from './feature.ts';
import { openLives } from './lives.ts';
import { openNotes } from './notes.ts';
import { openPlaces } from './places.ts';
import { openProjector } from './projector.ts';
import { openRoundsPublic, type RoundsPublic } from './public.ts';
import { openRoundsStore } from './store.ts';

interface Parts {
  readonly db: Connection;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly secret: string;
}

/** The feature with everything behind it, and what other domains may ask. */
export const openRounds = (parts: Parts): { feature: Feature; rounds: RoundsPublic } => {
  const store = openRoundsStore(parts.db);
  const places = openPlaces(store);
  const lives = openLives(store, places, parts.accounts, parts.papers, parts.bus, parts.clock);
  const notes = openNotes(store);
  const projector = openProjector({ ...parts, store, lives, notes });
  return {
    feature: createRoundsFeature({ ...parts, store, lives, places, notes, projector }),
    rounds: openRoundsPublic({ store, papers: parts.papers, projector }),
  };
};
