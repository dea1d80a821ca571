// Sign-ups, preferences, published plans, swaps and calendar links as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Arrangement, Pin } from '#shared/signup/contract.ts';
import type { SwapState } from '#shared/signup/swaps.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** The sign-up of a course; at most one, so it carries the course's id. */
export interface SignupRecord extends Omit<Arrangement, 'dueAt'> {
  _id: Id;
  dueAt: Date;
  /** Students who have until another instant. */
  extensions: { personId: Id; until: Date }[];
  pins: Pin[];
  publishedAt: Date | null;
  revision: number;
}

/** What one student wishes. `completeAt`: when the list was first long enough. */
export interface PreferencesRecord {
  _id: string;
  courseId: Id;
  personId: Id;
  ranked: Id[];
  blocked: Id[];
  partnerId: Id | null;
  completeAt: Date | null;
  savedAt: Date;
  revision: number;
}

/** A published assignment: what stands is made to follow it, again after a crash, until it is `done`. */
export interface PlanRecord {
  _id: Id;
  courseId: Id;
  state: 'writing' | 'done';
  seats: { meetingId: Id; paperId: Id; presenterIds: Id[] }[];
  /** Whose seats change, to be told. */
  changed: Id[];
  changes: number;
  objective: string;
  keeping: string;
  seed: string;
  by: Id;
  at: Date;
}

/** A swap; while `accepted` or `undoing` the talks are made to follow it, again after a crash. */
export interface SwapRecord {
  _id: Id;
  courseId: Id;
  fromId: Id;
  toId: Id | null;
  paperId: Id;
  forPaperId: Id | null;
  state: Exclude<SwapState, 'lapsed'>;
  log: { at: Date; byId: Id; what: string }[];
  offeredAt: Date;
}

/** The link of a person's calendar; the person's id is its own. */
export interface CalendarLinkRecord {
  _id: Id;
  /** SHA-256 of the secret in the link, base64url. */
  secretHash: string;
  createdAt: Date;
}

export interface SignupStore {
  readonly signups: Model<SignupRecord>;
  readonly preferences: Model<PreferencesRecord>;
  readonly plans: Model<PlanRecord>;
  readonly swaps: Model<SwapRecord>;
  readonly calendarLinks: Model<CalendarLinkRecord>;
}

/** A student's preferences in a course: at most one document. */
export const preferencesKey = (courseId: Id, personId: Id): string => `${courseId}:${personId}`;

const optional = { type: String, default: null } as const;
const list = { type: [Object], default: [] } as const;

/** Opens the domain's collections. */
export const openSignupStore = (db: Connection): SignupStore => ({
  signups: openCollection<SignupRecord>(db, 'signups', {
    ...{ dueAt: needed(Date), seats: needed(Number), swaps: needed(String) },
    ...{ slots: list, extensions: list, pins: list },
    publishedAt: { type: Date, default: null },
    revision: needed(Number),
  }),
  preferences: openCollection<PreferencesRecord>(
    db,
    'signupPreferences',
    {
      ...{ courseId: needed(String), personId: needed(String) },
      ...{ ranked: [String], blocked: [String], partnerId: optional },
      ...{ completeAt: { type: Date, default: null }, savedAt: needed(Date), revision: needed(Number) },
    },
    [{ keys: { courseId: 1 } }],
  ),
  plans: openCollection<PlanRecord>(
    db,
    'signupPlans',
    {
      ...{ courseId: needed(String), state: needed(String), seats: list, changed: [String] },
      ...{ changes: needed(Number), objective: needed(String), keeping: needed(String) },
      ...{ seed: needed(String), by: needed(String), at: needed(Date) },
    },
    [{ keys: { courseId: 1, at: -1 } }, { keys: { state: 1 } }],
  ),
  swaps: openCollection<SwapRecord>(
    db,
    'swaps',
    {
      ...{ courseId: needed(String), fromId: needed(String), toId: optional },
      ...{ paperId: needed(String), forPaperId: optional, state: needed(String), log: list },
      offeredAt: needed(Date),
    },
    [{ keys: { courseId: 1, offeredAt: -1 } }, { keys: { state: 1 } }],
  ),
  calendarLinks: openCollection<CalendarLinkRecord>(
    db,
    'calendarLinks',
    { secretHash: needed(String), createdAt: needed(Date) },
    [{ keys: { secretHash: 1 }, options: { unique: true } }],
  ),
});
