// Reads and changes the stored reports of a meeting, each change by one atomic operator.
import type { QueryFilter, UpdateQuery } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Point, PointRecord, ReportingRecord, ReportingStore } from './store.ts';

export interface Place {
  readonly meetingId: Id;
  readonly courseId: Id;
}

/** What stands in a meeting, whichever course it is of. */
export type Standing = Omit<ReportingRecord, 'courseId'>;

export interface Records {
  /** What is known of a meeting; nothing yet where nobody has done anything. */
  read(meetingId: Id): Promise<Standing>;
  /** Applies an update where `when` fits and counts the revision up; answers with the record as it is then in either case. */
  change(
    place: Place,
    update: UpdateQuery<ReportingRecord>,
    when?: QueryFilter<ReportingRecord>,
  ): Promise<{ record: Standing; isDone: boolean }>;
  /** A point of the meeting, removed ones included; null where there is none. */
  point(meetingId: Id, pointId: Id): Promise<Point | null>;
  /** Applies an update where `when` fits and counts `changes` up; null where it does not fit. */
  changePoint(
    pointId: Id,
    update: UpdateQuery<PointRecord>,
    when?: QueryFilter<PointRecord>,
  ): Promise<Point | null>;
  /** Removed ones too. */
  pointsById(pointIds: readonly Id[]): Promise<Point[]>;
  /** Those that stand, in no order. */
  pointsWhere(filter: QueryFilter<PointRecord>): Promise<Point[]>;
}

const withoutVoters = { voters: 0 } as const;

const fresh = (meetingId: Id): Standing => ({
  ...{ _id: meetingId, revision: 0 },
  ...{ states: {}, hands: [], calls: [], takeaways: [] },
});

/** Opens the records on their store. */
export const openRecords = ({ reportings, points }: ReportingStore): Records => {
  const read = async (meetingId: Id): Promise<Standing> =>
    (await reportings.findById(meetingId).lean<ReportingRecord>()) ?? fresh(meetingId);

  const change: Records['change'] = async (place, update, when = {}) => {
    const changed = await reportings
      .findOneAndUpdate(
        { _id: place.meetingId, ...when },
        { ...update, $inc: { ...update.$inc, revision: 1 } },
        { returnDocument: 'after' },
      )
      .lean<ReportingRecord>();
    if (changed) return { record: changed, isDone: true };
    const found = await reportings.findById(place.meetingId).lean<ReportingRecord>();
    if (found) return { record: found, isDone: false };
    await reportings
      .create({ ...fresh(place.meetingId), courseId: place.courseId })
      .catch((error: unknown) => {
        if (!isDuplicate(error)) throw error;
      });
    return change(place, update, when);
  };

  return {
    read,
    change,
    point: (meetingId, pointId) => points.findOne({ _id: pointId, meetingId }, withoutVoters).lean<Point>(),
    changePoint: (pointId, update, when = {}) =>
      points
        .findOneAndUpdate(
          { _id: pointId, ...when },
          { ...update, $inc: { ...update.$inc, changes: 1 } },
          { returnDocument: 'after', projection: withoutVoters },
        )
        .lean<Point>(),
    pointsById: (pointIds) => points.find({ _id: { $in: [...pointIds] } }, withoutVoters).lean<Point[]>(),
    pointsWhere: (filter) => points.find({ ...filter, removedAt: null }, withoutVoters).lean<Point[]>(),
  };
};
