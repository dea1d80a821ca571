// Groups compose what they report: points with their words, their order and the class's votes.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reportingLimits, type reportingRoutes } from '#shared/reporting/contract.ts';
import { mayComposePoint, mayRemovePoint, mayVote } from '#shared/reporting/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { documentOf, groupIn, lookAt, pointIn, type ReportingParts } from './parts.ts';
import type { Point, PointRecord } from './store.ts';
import { viewPoint } from './views.ts';

type Verb = 'addPoint' | 'changePoint' | 'removePoint' | 'votePoint' | 'unvotePoint';

/** The part of the reporting feature that is about points. */
export const pointHandlers = (parts: ReportingParts): Pick<Handlers<typeof reportingRoutes>, Verb> => {
  const { store, records, telling, annotations, clock, leases } = parts;
  const inTurn = createTurns(leases, 'points');

  const say = (meeting: { meetingId: Id; courseId: Id }, point: Point, part: 'points' | 'voted') => {
    const touched = {
      [part]: [point._id],
      ...(part === 'points' && point.takeaway && { takeaways: true as const }),
    };
    telling.tell(meeting, touched);
    return telling.newsOf(meeting, touched, { points: [point] });
  };

  const vote =
    (isGiven: boolean): Handlers<typeof reportingRoutes>['votePoint'] =>
    async ({ actor, params: { meetingId, pointId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, point } = await pointIn(parts, look, pointId);
      // Only the present round's groups report; one whose class phase was long ago is done.
      ensure(mayVote(look.member, look.live.present, round.phase));
      if (point.removedAt) throw noSuch('point');
      const { personId } = actor;
      const changed = await records.changePoint(
        pointId,
        isGiven
          ? { $push: { voters: personId }, $inc: { votes: 1 } }
          : { $pull: { voters: personId }, $inc: { votes: -1 } },
        { removedAt: null, voters: isGiven ? { $ne: personId } : personId },
      );
      return say(look.meeting, changed ?? point, 'voted');
    };

  return {
    votePoint: vote(true),
    unvotePoint: vote(false),

    addPoint: async ({ actor, params: { meetingId }, body }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, group } = groupIn(look, body.notesId);
      ensure(mayComposePoint(look.member, group.members, round.phase));
      if (body.question >= round.questions.length)
        throw refuse('invalid', 'no_such_question', 'This round has no such question.');
      const about = await documentOf(annotations, actor, body.threadId);
      // One after the other per group, so that no two are the last that has room.
      const point = await inTurn(body.notesId, async () => {
        const known = await records.point(meetingId, body.id);
        if (known) return bringBack(known, body.notesId);
        const others = await records.pointsWhere({ meetingId, roundId: round.id, notesId: body.notesId });
        if (others.length >= reportingLimits.pointsPerGroup) throw tooMany();
        const last = Math.max(0, ...others.map(({ place }) => place));
        const record: PointRecord = {
          ...{ _id: body.id, courseId: look.meeting.courseId, meetingId, roundId: round.id },
          ...{ notesId: body.notesId, group: group.number, question: body.question },
          ...{ text: body.text.trim(), place: body.place ?? last + 1, ...about },
          ...{ authorId: actor.personId, addedAt: clock.now() },
          ...{ votes: 0, voters: [], takeaway: null, removedAt: null, revision: 1, changes: 1 },
        };
        await store.points.create(record).catch((error: unknown) => {
          // The id is taken somewhere else: as good as none here.
          throw isDuplicate(error) ? noSuch('point') : error;
        });
        return record;
      });
      return say(look.meeting, point, 'points');
    },

    changePoint: async ({ actor, params: { meetingId, pointId }, body }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, group } = await pointIn(parts, look, pointId);
      ensure(mayComposePoint(look.member, group.members, round.phase));
      const changed =
        'text' in body
          ? await records.changePoint(
              pointId,
              { $set: { text: body.text.trim() }, $inc: { revision: 1 } },
              { removedAt: null, revision: body.revision },
            )
          : await records.changePoint(pointId, { $set: { place: body.place } }, { removedAt: null });
      if (changed) return say(look.meeting, changed, 'points');
      const now = await records.point(meetingId, pointId);
      if (!now || now.removedAt) throw noSuch('point');
      // A repeat whose answer was lost.
      if ('text' in body && now.text === body.text.trim()) return say(look.meeting, now, 'points');
      throw refuse(
        'conflict',
        'changed_meanwhile',
        'Somebody of your group has changed this point meanwhile. What you typed is still here.',
        { current: viewPoint(now) },
      );
    },

    removePoint: async ({ actor, params: { meetingId, pointId } }) => {
      const look = await lookAt(parts, actor, meetingId);
      const { round, group, point } = await pointIn(parts, look, pointId);
      ensure(mayRemovePoint(look.member, group.members, round.phase));
      const removed = await records.changePoint(
        pointId,
        { $set: { removedAt: clock.now() } },
        { removedAt: null },
      );
      return say(look.meeting, removed ?? point, 'points');
    },
  };

  /** A repeat changes nothing; a point that was removed is back with its votes. */
  async function bringBack(known: Point, notesId: Id): Promise<Point> {
    if (known.notesId !== notesId) throw noSuch('point');
    if (!known.removedAt) return known;
    return (
      (await records.changePoint(known._id, { $set: { removedAt: null } }, { removedAt: { $ne: null } })) ??
      known
    );
  }
};

const tooMany = () =>
  refuse(
    'unprocessable',
    'too_many_points',
    `A group reports ${String(reportingLimits.pointsPerGroup)} points at most. Remove one first.`,
  );
