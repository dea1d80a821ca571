// What the groups report, as everybody may read it, and everything that is done about it.
import type { Id } from '#shared/kernel/primitives.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { byPlace } from '#shared/reporting/news.ts';
import { isOpenToClass } from '#shared/reporting/rules.ts';
import { mayReadNotes } from '#shared/rounds/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import { createBatch } from '#server/kernel/db/batch.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { ClassFacts } from '#server/rounds/public.ts';
import { classHandlers } from './class.ts';
import { lookAt, type ReportingParts } from './parts.ts';
import { pointHandlers } from './points.ts';
import { takeawayHandlers } from './takeaways.ts';
import { viewCalls, viewHands, viewPoint, viewStates } from './views.ts';

/** Answers for {@link reportingRoutes}. */
export const createReportingFeature = (parts: ReportingParts): Feature => {
  const { store, records, telling, rounds } = parts;

  /** The present round with those of its groups whose notes `isShown` names. */
  const read = async (meetingId: Id, live: ClassFacts, isShown: (members: readonly Id[]) => boolean) => {
    const round = live.presentRound;
    const record = await records.read(meetingId);
    const groups = (round?.groups ?? []).filter(({ members }) => isShown(members));
    const notesIds = groups.map(({ notesId }) => notesId);
    // Points of a group that is gone since it was merged with others stay with the round.
    const isAll = round !== undefined && isShown([]);
    const points = round
      ? await records.pointsWhere({
          ...{ meetingId, roundId: round.id },
          ...(!isAll && { notesId: { $in: notesIds } }),
        })
      : [];
    return {
      ...{ meetingId, revision: record.revision, roundId: round?.id ?? null },
      states: viewStates(record, notesIds),
      hands: viewHands(record, live),
      called: viewCalls(record, live),
      takeaways: await telling.takeawaysIn(meetingId, record),
      points: points.map(viewPoint).sort(byPlace),
    };
  };

  /** What everybody may read, put together once for all who ask at the same time. */
  const openViews = createBatch(async (meetingIds) => {
    const views = meetingIds.map(async (meetingId) => {
      const live = await rounds.classOf(meetingId);
      const round = live.presentRound;
      const isOpen = round !== undefined && isOpenToClass(round.phase);
      return [meetingId, await read(meetingId, live, () => isOpen)] as const;
    });
    return new Map(await Promise.all(views));
  });
  const readOpen = async (meetingId: Id) => {
    const view = await openViews(meetingId);
    if (!view) throw new Error('A view was asked for and not made.');
    return view;
  };

  return feature(reportingRoutes, {
    ...classHandlers(parts),
    ...pointHandlers(parts),
    ...takeawayHandlers(parts),

    readReporting: async ({ actor, params: { meetingId } }) => {
      const { member, live } = await lookAt(parts, actor, meetingId);
      const round = live.presentRound;
      const view =
        round && isOpenToClass(round.phase)
          ? await readOpen(meetingId)
          : await read(
              meetingId,
              live,
              (members) => round !== undefined && mayReadNotes(member, members, round.phase) === true,
            );
      const mine = new Set(
        round
          ? await store.points.distinct('_id', { meetingId, roundId: round.id, voters: actor.personId })
          : [],
      );
      return { ...view, points: view.points.map((point) => ({ ...point, isMine: mine.has(point.id) })) };
    },

    readProjectorReporting: async ({ params: { meetingId }, query: { token } }) => {
      if (!(await rounds.mayProject(meetingId, token))) throw noSuch('projector page');
      return readOpen(meetingId);
    },
  });
};
