// A class for the tests of rounds: a course with a meeting, its students, and the staff's acts in one word each.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { DeskView, LiveView, RoundView } from '#shared/rounds/views.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';

/** Opens a course with `count` students who need no code unless `settings` say so, and one meeting. */
export const openClassroom = async (app: TestApp, count: number, settings: Partial<Settings> = {}) => {
  const students = await app.people(count);
  const observer = await app.person();
  const course = await app.course({
    students,
    observers: [observer],
    settings: { checkInNeedsCode: false, ...settings },
  });
  const { instructor } = course;
  const meetingId = newId();
  await instructor.call(papersRoutes.createMeeting, {
    params: { courseId: course.id },
    body: {
      id: meetingId,
      topic: 'Consensus',
      place: '',
      startsAt: '2026-09-07T14:00:00.000Z',
      durationMinutes: 80,
    },
  });
  const params = { meetingId };
  const inRound = (roundId: Id) => ({ meetingId, roundId });
  const checkIn = (person: PersonClient, code?: string) =>
    person.call(roundsRoutes.checkIn, { params, body: code === undefined ? {} : { code } });
  return {
    course,
    instructor,
    students,
    observer,
    meetingId,
    checkIn,
    checkInAll: () => Promise.all(students.map((student) => checkIn(student))),
    read: (person: PersonClient = instructor) => person.call(roundsRoutes.readLive, { params }),
    draw: (id = newId()) => instructor.call(roundsRoutes.drawRound, { params, body: { id } }),
    start: (roundId: Id, phase: 'group' | 'class' | 'done') =>
      instructor.call(roundsRoutes.startPhase, { params: inRound(roundId), body: { phase } }),
    extend: (roundId: Id, minutes: number) =>
      instructor.call(roundsRoutes.extendPhase, { params: inRound(roundId), body: { minutes } }),
    pause: (roundId: Id) => instructor.call(roundsRoutes.pausePhase, { params: inRound(roundId) }),
    resume: (roundId: Id) => instructor.call(roundsRoutes.resumePhase, { params: inRound(roundId) }),
    move: (roundId: Id, personId: Id, toGroup: number) =>
      instructor.call(roundsRoutes.moveMember, {
        params: inRound(roundId),
        body: { personId, toGroup },
      }),
    swap: (roundId: Id, personId: Id, otherId: Id) =>
      instructor.call(roundsRoutes.swapMembers, { params: inRound(roundId), body: { personId, otherId } }),
    undo: (roundId: Id, moves: { personId: Id; from: number; to: number }[]) =>
      instructor.call(roundsRoutes.undoMoves, { params: inRound(roundId), body: { moves } }),
    lock: (roundId: Id, group: number) =>
      instructor.call(roundsRoutes.lockGroup, { params: { ...inRound(roundId), group } }),
    unlock: (roundId: Id, group: number) =>
      instructor.call(roundsRoutes.unlockGroup, { params: { ...inRound(roundId), group } }),
    desk: () => instructor.call(roundsRoutes.readDesk, { params }),
  };
};

/** The check-in code that the projector shows now. */
export const codeOf = async ({ desk }: { desk: () => Promise<DeskView> }): Promise<string> =>
  (await desk()).joinCodes[0]?.code ?? '';

/** The round of a class, which must have one. */
export const roundOf = ({ round }: LiveView): RoundView => {
  if (!round) throw new Error('no round was drawn');
  return round;
};

/** The group of a person, which there must be. */
export const groupOf = (live: LiveView, { personId }: { personId: Id }) => {
  const group = roundOf(live).groups.find(({ members }) => members.includes(personId));
  if (!group) throw new Error('this person is in no group');
  return group;
};

/** The code and the reason of a refusal; fails when nothing was refused. */
export const refusalOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing was refused',
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      return `${error.body.code} ${error.body.reason}`;
    },
  );
