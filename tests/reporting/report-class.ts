// A class in which groups report, for the tests: a classroom with the acts of reporting in one word each.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { openClassroom, groupOf, roundOf } from '#tests/rounds/classroom.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';

/** Opens a class of `count` students in groups, in the group phase; `own` and `other` are people of different groups. */
export const openReportClass = async (app: TestApp, count = 6) => {
  const room = await openClassroom(app, count);
  await room.checkInAll();
  const { id: roundId } = roundOf(await room.draw());
  const live = await room.start(roundId, 'group');
  const { meetingId } = room;
  const [own] = room.students;
  const group = groupOf(live, own ?? room.observer);
  const mates = room.students.filter(({ personId }) => group.members.includes(personId));
  const others = room.students.filter(({ personId }) => !group.members.includes(personId));
  const [other] = others;
  if (!own || !other) throw new Error('two groups were asked for');
  const otherGroup = groupOf(live, other);
  const params = { meetingId };
  const atPoint = (pointId: Id) => ({ params: { meetingId, pointId } });
  return {
    ...room,
    ...{ roundId, live, group, otherGroup, own, other, mates, others },
    reporting: (who: PersonClient) => who.call(reportingRoutes.readReporting, { params }),
    say: (who: PersonClient, state: 'writing' | 'help' | 'done', notesId: Id = group.notesId) =>
      who.call(reportingRoutes.setGroupState, { params: { meetingId, notesId }, body: { state } }),
    point: (
      who: PersonClient,
      text: string,
      more: { id?: Id; notesId?: Id; question?: number; place?: number; threadId?: Id } = {},
    ) =>
      who.call(reportingRoutes.addPoint, {
        params,
        body: { id: newId(), notesId: group.notesId, question: 0, text, ...more },
      }),
    change: (who: PersonClient, pointId: Id, body: { text: string; revision: number } | { place: number }) =>
      who.call(reportingRoutes.changePoint, { ...atPoint(pointId), body }),
    remove: (who: PersonClient, pointId: Id) => who.call(reportingRoutes.removePoint, atPoint(pointId)),
    vote: (who: PersonClient, pointId: Id) => who.call(reportingRoutes.votePoint, atPoint(pointId)),
    unvote: (who: PersonClient, pointId: Id) => who.call(reportingRoutes.unvotePoint, atPoint(pointId)),
    raise: (who: PersonClient, personId: Id = who.personId) =>
      who.call(reportingRoutes.raiseHand, { params: { meetingId, personId } }),
    lower: (who: PersonClient, personId: Id = who.personId) =>
      who.call(reportingRoutes.lowerHand, { params: { meetingId, personId } }),
    mark: (who: PersonClient, pointId: Id) => who.call(reportingRoutes.markTakeaway, atPoint(pointId)),
    unmark: (who: PersonClient, pointId: Id) => who.call(reportingRoutes.unmarkTakeaway, atPoint(pointId)),
    takeaway: (who: PersonClient, text: string, id = newId()) =>
      who.call(reportingRoutes.addTakeaway, { params, body: { id, text } }),
    callNext: (who: PersonClient, after: Id | null, more: { id?: Id; group?: number } = {}) =>
      who.call(reportingRoutes.callGroup, {
        params: { meetingId, roundId },
        body: { id: newId(), after, ...more },
      }),
  };
};
