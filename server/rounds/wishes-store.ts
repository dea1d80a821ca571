// What the staff of a course wish of its groups, as it is stored: one document per course.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { GroupWish } from '#shared/rounds/planning.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface GroupWishesRecord {
  /** The course's id. */
  _id: Id;
  wishes: GroupWish[];
  revision: number;
}

export type WishesStore = Model<GroupWishesRecord>;

/** Opens the collection `groupWishes`. */
export const openWishesStore = (db: Connection): WishesStore =>
  openCollection<GroupWishesRecord>(db, 'groupWishes', {
    wishes: { type: [Object], default: [] },
    revision: needed(Number),
  });
