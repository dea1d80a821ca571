// The live class of a meeting and the notes of its groups, as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Countdown } from '#shared/rounds/clock.ts';
import type { Method } from '#shared/rounds/methods.ts';
import type { OpenPhase, OrderItem, Stage } from '#shared/rounds/order.ts';
import type { GroupRoles } from '#shared/rounds/roles.ts';
import type { Repeat } from '#shared/rounds/repeats.ts';
import type { Phase } from '#shared/rounds/rules.ts';
import type { UnmetWish } from '#shared/rounds/wishes.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A group; `number` is its identity within the round and gives its name. */
export interface GroupRecord {
  number: number;
  notesId: Id;
  members: Id[];
  roles: GroupRoles;
  /** Who stays at this table of a café. */
  host?: Id;
  /** The part that an expert group of a jigsaw reads, counted from 0. */
  part?: number;
}

export interface RoundRecord {
  id: Id;
  number: number;
  phase: Phase;
  countdown: Countdown | null;
  questions: string[];
  groups: GroupRecord[];
  /** Pairs who had met in a round before, when the groups were drawn. */
  repeats: number;
  /** The same pairs with how often and why; rounds of former versions have none. */
  repeated?: Repeat[];
  /** Who left during this round, and their group, to which they come back; absent: nobody. */
  gone?: { personId: Id; group: number }[];
  /** The parts of a jigsaw, for both of its rounds. */
  parts?: string[];
  /** The pairs whose wish was not met; absent: none. */
  unmet?: UnmetWish[];
  /** Numbers of the groups that comings and goings leave alone as long as they can; absent: none. */
  locked?: number[];
  drawnAt: Date;
  /** No group of this round has had this number yet. */
  nextGroup: number;
  /** Its place in the running order; rounds of former versions have none and stand for themselves. */
  itemId?: Id;
  /** Absent: new groups. */
  method?: Method;
  /** The papers it is about; absent or empty: the whole meeting's. */
  paperIds?: Id[];
  /** What was left of phases that were left; absent: nothing was. */
  kept?: Stage['kept'];
  /** In which phase it was over; absent: it is not, or in a former version. */
  endedIn?: OpenPhase | null;
}

/** The running order. Stages of rounds are the rounds' own; here are those of presentations and breaks. */
export interface OrderRecord {
  items: OrderItem[];
  atId: Id | null;
  stages: (Stage & { itemId: Id })[];
  skipped: Id[];
  /** Counts every act of the staff on it. */
  turn: number;
  /** Counts every change of its items; 0: nobody has arranged it. */
  planRevision: number;
  /** The last act, so that a repeat is known and whoever came second is told; null: there was none. */
  last: { id: Id; by: Id; did: string } | null;
}

/** How somebody was checked in: by the projector's code, by themselves where none is asked for, or by the staff's hand. */
export type CameBy = 'code' | 'self' | 'staff';

/** One stay in class; `leftAt` is null while it lasts. Stays of former versions do not say how they began. */
export interface StayRecord {
  cameAt: Date;
  leftAt: Date | null;
  by?: CameBy;
}

/** Who came, and when they came last; `earlier` are the stays before. */
export interface PresenceRecord extends StayRecord {
  personId: Id;
  earlier?: StayRecord[];
}

/** What the staff said to the whole class, and until when it stands on the screens. */
export interface MessageRecord {
  id: Id;
  text: string;
  by: Id;
  at: Date;
  until: Date;
}

/** Everything that changes together in one class: one document per meeting, `_id` is the meeting's id. */
export interface LiveRecord {
  _id: Id;
  courseId: Id;
  revision: number;
  /** Counts up when the projector's link is renewed; the check-in codes are then others too. */
  projectorVersion: number;
  presence: PresenceRecord[];
  rounds: RoundRecord[];
  /** Absent where nothing was planned and no round was drawn, and in classes of former versions. */
  order?: OrderRecord;
  /** Oldest first; absent: none. */
  messages?: MessageRecord[];
}

/**
 * A group's notes: the Yjs state, its texts in plain, and what was typed since both were put together; there is one text for each
 * question. Notes of former versions have no `updates`.
 */
export interface NotesRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  roundId: Id;
  group: number;
  state: Buffer;
  texts: string[];
  updates?: Buffer[];
  /** How often they were put together; absent: never, or in a former version. */
  generation?: number;
  savedAt: Date;
}

/** What reports are made of. */
export type NotesTexts = Pick<NotesRecord, '_id' | 'texts' | 'savedAt'>;

export interface RoundsStore {
  readonly lives: Model<LiveRecord>;
  readonly notes: Model<NotesRecord>;
}

/** Opens the collections `lives` and `notes`. */
export const openRoundsStore = (db: Connection): RoundsStore => ({
  lives: openCollection<LiveRecord>(
    db,
    'lives',
    {
      courseId: needed(String),
      revision: needed(Number),
      projectorVersion: needed(Number),
      presence: { type: [Object], default: [] },
      rounds: { type: [Object], default: [] },
      order: Object,
      messages: { type: [Object], default: undefined },
    },
    // Every batch of typing asks which group its notes belong to.
    [{ keys: { courseId: 1 } }, { keys: { 'rounds.groups.notesId': 1 } }],
  ),
  notes: openCollection<NotesRecord>(
    db,
    'notes',
    {
      courseId: needed(String),
      meetingId: needed(String),
      roundId: needed(String),
      group: needed(Number),
      state: needed(Buffer),
      texts: { type: [String], default: [] },
      updates: [Buffer],
      generation: Number,
      savedAt: needed(Date),
    },
    [{ keys: { roundId: 1 } }, { keys: { meetingId: 1 } }],
  ),
});
