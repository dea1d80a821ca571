// What other domains may ask about reports: what stays of a meeting. No rights are checked: the caller asks its own rule.
import type { Id } from '#shared/kernel/primitives.ts';
import type { PointView, TakeawayView } from '#shared/reporting/contract.ts';
import { byPlace } from '#shared/reporting/news.ts';
import type { Records } from './records.ts';
import type { CallRecord, ReportingStore } from './store.ts';
import { viewPoint, viewTakeaways } from './views.ts';

/** What was reported in a meeting, all rounds together. */
export interface Reported {
  readonly meetingId: Id;
  readonly points: readonly PointView[];
  readonly calls: readonly Readonly<Pick<CallRecord, 'id' | 'roundId' | 'group' | 'reporterId' | 'at'>>[];
  readonly takeaways: readonly TakeawayView[];
}

export interface ReportingPublic {
  /** Points that stand, who was called in which order, and takeaways; empty where there was nothing. */
  reportedIn(meetingId: Id): Promise<Reported>;
  /** All takeaways of these courses, in no order. */
  takeawaysIn(
    courseIds: readonly Id[],
  ): Promise<(TakeawayView & { readonly meetingId: Id; readonly courseId: Id })[]>;
  /** The takeaways of a course that are about annotations of these documents, oldest first. */
  takeawaysAbout(
    courseId: Id,
    documentIds: readonly Id[],
  ): Promise<(TakeawayView & { readonly meetingId: Id })[]>;
}

/** The only door to this domain. */
export const openReporting = ({ reportings }: ReportingStore, records: Records): ReportingPublic => ({
  reportedIn: async (meetingId) => {
    const record = await records.read(meetingId);
    const standing = await records.pointsWhere({ meetingId });
    return {
      meetingId,
      points: standing.map(viewPoint).sort(byPlace),
      calls: record.calls.map(({ id, roundId, group, reporterId, at }) => ({
        ...{ id, roundId, group, reporterId, at },
      })),
      takeaways: viewTakeaways(
        record,
        standing.filter(({ takeaway }) => takeaway !== null),
      ),
    };
  },
  takeawaysIn: async (courseIds) => {
    const courseId = { $in: [...courseIds] };
    const [marked, own] = await Promise.all([
      records.pointsWhere({ courseId, takeaway: { $ne: null } }),
      reportings.find({ courseId, 'takeaways.0': { $exists: true } }, { courseId: 1, takeaways: 1 }).lean(),
    ]);
    return [
      ...marked.flatMap(({ meetingId, courseId: its, ...point }) =>
        viewTakeaways({ takeaways: [] }, [{ ...point, meetingId, courseId: its }]).map((takeaway) => ({
          ...takeaway,
          ...{ meetingId, courseId: its },
        })),
      ),
      ...own.flatMap(({ _id, courseId: its, takeaways }) =>
        viewTakeaways({ takeaways }, []).map((takeaway) => ({
          ...takeaway,
          ...{ meetingId: _id, courseId: its },
        })),
      ),
    ];
  },
  takeawaysAbout: async (courseId, documentIds) => {
    const wanted = new Set(documentIds);
    const about = { courseId, documentId: { $in: [...documentIds] }, takeaway: { $ne: null } };
    const meetings = new Map<Id, Parameters<typeof viewTakeaways>[1][number][]>();
    for (const point of await records.pointsWhere(about))
      meetings.set(point.meetingId, [...(meetings.get(point.meetingId) ?? []), point]);
    const own = await reportings
      .find({ courseId, 'takeaways.documentId': { $in: [...documentIds] } }, { takeaways: 1 })
      .lean();
    const ownOf = new Map(own.map(({ _id, takeaways }) => [_id, takeaways]));
    return [...new Set([...meetings.keys(), ...ownOf.keys()])]
      .flatMap((meetingId) =>
        viewTakeaways(
          {
            takeaways: (ownOf.get(meetingId) ?? []).filter(
              ({ documentId }) => documentId !== null && wanted.has(documentId),
            ),
          },
          meetings.get(meetingId) ?? [],
        ).map((takeaway) => ({ ...takeaway, meetingId })),
      )
      .sort((one, other) => one.at.localeCompare(other.at));
  },
});
