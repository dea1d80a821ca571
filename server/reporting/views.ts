// Stored reports as they are told: what belongs to the present round, in the order in which it is shown.
import type {
  CallView,
  GroupStateView,
  HandView,
  PointView,
  TakeawayView,
} from '#shared/reporting/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ClassFacts } from '#server/rounds/public.ts';
import type { Standing } from './records.ts';
import type { Point } from './store.ts';

/** A point without its author: it is the group's. */
export const viewPoint = (point: Point): PointView => ({
  ...{ id: point._id, roundId: point.roundId, notesId: point.notesId, group: point.group },
  ...{ question: point.question, text: point.text, place: point.place },
  ...{ threadId: point.threadId, documentId: point.documentId },
  ...{ votes: point.votes, revision: point.revision, changes: point.changes },
  takeawayAt: point.takeaway?.at.toISOString() ?? null,
});

/** Of those who have been here since they raised it, while the present round's groups report. */
export const viewHands = ({ hands }: Pick<Standing, 'hands'>, live: ClassFacts): HandView[] => {
  const round = live.presentRound;
  if (round?.phase !== 'class') return [];
  return hands
    .filter(({ roundId, personId, raisedAt }) => {
      const since = live.presentSince.get(personId);
      return roundId === round.id && since !== undefined && raisedAt >= since;
    })
    .map(({ personId, raisedAt }) => ({ personId, raisedAt: raisedAt.getTime() }));
};

export const viewCalls = ({ calls }: Pick<Standing, 'calls'>, live: ClassFacts): CallView[] =>
  calls
    .filter(({ roundId }) => roundId === live.presentRound?.id)
    .map(({ id, roundId, group, reporterId, at }) => ({ id, roundId, group, reporterId, at: at.getTime() }));

/** What these groups of the present round have said of themselves. */
export const viewStates = ({ states }: Pick<Standing, 'states'>, notesIds: readonly Id[]): GroupStateView[] =>
  notesIds.flatMap((notesId) => {
    const said = states[notesId];
    return said ? [{ notesId, state: said.state, at: said.at.getTime() }] : [];
  });

/** The staff's own words and the points that were marked, oldest first. */
export const viewTakeaways = (
  { takeaways }: Pick<Standing, 'takeaways'>,
  marked: readonly Point[],
): TakeawayView[] =>
  [
    ...takeaways.map(({ id, text, roundId, threadId, documentId, at }) => ({
      ...{ id, text, pointId: null, roundId, threadId, documentId },
      at: at.toISOString(),
    })),
    ...marked.flatMap(({ _id, text, roundId, threadId, documentId, takeaway }) =>
      takeaway
        ? [{ id: _id, text, pointId: _id, roundId, threadId, documentId, at: takeaway.at.toISOString() }]
        : [],
    ),
  ].sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id));
