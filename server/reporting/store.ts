// What groups report, as it is stored: one document per meeting for what is small, one per point for what many change at once.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { GroupState } from '#shared/reporting/rules.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface CallRecord {
  id: Id;
  roundId: Id;
  group: number;
  /** Who was to speak for the group; what makes the choice of the next one fair. */
  reporterId: Id | null;
  by: Id;
  at: Date;
}

/** A takeaway in the staff's own words; those that are points are marked there. */
export interface OwnTakeaway {
  id: Id;
  text: string;
  roundId: Id | null;
  threadId: Id | null;
  documentId: Id | null;
  by: Id;
  at: Date;
}

/** One per meeting, `_id` is the meeting's id; changed by atomic operators, each of which counts the revision up. */
export interface ReportingRecord {
  _id: Id;
  courseId: Id;
  revision: number;
  /** By the group's `notesId`. */
  states: Record<Id, { state: GroupState; at: Date }>;
  hands: { roundId: Id; personId: Id; raisedAt: Date }[];
  calls: CallRecord[];
  takeaways: OwnTakeaway[];
}

export interface PointRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  roundId: Id;
  notesId: Id;
  group: number;
  question: number;
  text: string;
  place: number;
  threadId: Id | null;
  documentId: Id | null;
  authorId: Id;
  addedAt: Date;
  votes: number;
  voters: Id[];
  takeaway: { by: Id; at: Date } | null;
  removedAt: Date | null;
  revision: number;
  changes: number;
}

/** A point without the list of who voted for it, which is long and nobody's to see. */
export type Point = Omit<PointRecord, 'voters'>;

/** What a group has pinned, `_id` is the group's notes; references only. */
export interface GroupPinsRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  pins: { id: Id; kind: 'thread' | 'passage'; by: Id; at: Date }[];
}

export interface ReportingStore {
  readonly reportings: Model<ReportingRecord>;
  readonly pins: Model<GroupPinsRecord>;
  readonly points: Model<PointRecord>;
}

/** Opens the collections `reportings`, `reportPoints` and `groupPins`. */
export const openReportingStore = (db: Connection): ReportingStore => ({
  reportings: openCollection<ReportingRecord>(
    db,
    'reportings',
    {
      courseId: needed(String),
      revision: needed(Number),
      states: { type: Object, default: {} },
      hands: { type: [Object], default: [] },
      calls: { type: [Object], default: [] },
      takeaways: { type: [Object], default: [] },
    },
    [{ keys: { courseId: 1 } }],
  ),
  pins: openCollection<GroupPinsRecord>(db, 'groupPins', {
    courseId: needed(String),
    meetingId: needed(String),
    pins: { type: [Object], default: [] },
  }),
  points: openCollection<PointRecord>(
    db,
    'reportPoints',
    {
      courseId: needed(String),
      meetingId: needed(String),
      roundId: needed(String),
      notesId: needed(String),
      group: needed(Number),
      question: needed(Number),
      text: needed(String),
      place: needed(Number),
      threadId: { type: String, default: null },
      documentId: { type: String, default: null },
      authorId: needed(String),
      addedAt: needed(Date),
      votes: needed(Number),
      voters: { type: [String], default: [] },
      takeaway: { type: Object, default: null },
      removedAt: { type: Date, default: null },
      revision: needed(Number),
      changes: needed(Number),
    },
    [{ keys: { meetingId: 1, roundId: 1 } }, { keys: { courseId: 1, threadId: 1 } }],
  ),
});
