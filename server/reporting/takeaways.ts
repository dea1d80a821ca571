// What the class takes away: the staff mark points of the groups, or write it in their own words.
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reportingLimits, type reportingRoutes } from '#shared/reporting/contract.ts';
import { mayAddTakeaway, mayMarkTakeaway } from '#shared/reporting/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { documentOf, lookAt, pointIn, type ReportingParts } from './parts.ts';

type Routes = typeof reportingRoutes;
type Verb = 'markTakeaway' | 'unmarkTakeaway' | 'addTakeaway' | 'removeTakeaway';

/** The part of the reporting feature that is about takeaways. */
export const takeawayHandlers = (parts: ReportingParts): Pick<Handlers<Routes>, Verb> => {
  const { records, telling, annotations, clock } = parts;

  const mark =
    (isMarked: boolean): Handlers<Routes>['markTakeaway'] =>
    async ({ actor, params: { meetingId, pointId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, point } = await pointIn(parts, look, pointId);
      ensure(mayMarkTakeaway(look.member, round.phase));
      if (point.removedAt) throw noSuch('point');
      const changed = await records.changePoint(
        pointId,
        { $set: { takeaway: isMarked ? { by: actor.personId, at: clock.now() } : null } },
        { removedAt: null, takeaway: isMarked ? null : { $ne: null } },
      );
      const touched = { points: [pointId], takeaways: true as const };
      const known = { points: [changed ?? point] };
      if (!changed) return telling.newsOf(look.meeting, touched, known);
      // Only so that a newer list of takeaways can be told from an older one.
      const { record } = await records.change(look.meeting, {});
      telling.tell(look.meeting, touched);
      return telling.newsOf(look.meeting, touched, { ...known, record });
    };

  return {
    markTakeaway: mark(true),
    unmarkTakeaway: mark(false),

    addTakeaway: async ({ actor, params: { meetingId }, body: { id, text, threadId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      ensure(mayAddTakeaway(look.member));
      const about = await documentOf(annotations, actor, threadId);
      const { record, isDone } = await records.change(
        look.meeting,
        {
          $push: {
            takeaways: {
              ...{ id, text: text.trim(), roundId: look.live.presentRound?.id ?? null, ...about },
              ...{ by: actor.personId, at: clock.now() },
            },
          },
        },
        {
          'takeaways.id': { $ne: id },
          [`takeaways.${String(reportingLimits.takeawaysPerMeeting - 1)}`]: { $exists: false },
        },
      );
      if (!isDone && !record.takeaways.some((known) => known.id === id))
        throw refuse(
          'unprocessable',
          'too_many_takeaways',
          `A meeting has ${String(reportingLimits.takeawaysPerMeeting)} takeaways in your own words at most.`,
        );
      telling.tell(look.meeting, { takeaways: true });
      return telling.newsOf(look.meeting, { takeaways: true }, { record });
    },

    removeTakeaway: async ({ actor, params: { meetingId, takeawayId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      ensure(mayAddTakeaway(look.member));
      const { record } = await records.change(
        look.meeting,
        { $pull: { takeaways: { id: takeawayId } } },
        { 'takeaways.id': takeawayId },
      );
      telling.tell(look.meeting, { takeaways: true });
      return telling.newsOf(look.meeting, { takeaways: true }, { record });
    },
  };
};
