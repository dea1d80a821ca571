// Checking in and out, by oneself with the projector's code and by the staff's hand.
import { coursesEvents } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { roundsRoutes } from '#shared/rounds/contract.ts';
import { mayCheckIn } from '#shared/rounds/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import { noPast, presentRound, takesPeople } from './class.ts';
import type { RoundsParts } from './parts.ts';
import { arrive, depart } from './seating.ts';
import { staffAt } from './staff-at.ts';
import type { CameBy } from './store.ts';

type Verb = 'checkIn' | 'checkOut' | 'checkInMember' | 'checkOutMember';

/** A class lasts a day at most; who was here the day before shows again that they are here. */
const dayMs = 16 * 60 * 60_000;

const refusedCode = (reason: 'expired_code' | 'wrong_code', what: string) =>
  refuse('invalid', reason, `${what}. It changes every two minutes: type the one that is shown now.`, {
    where: [{ path: 'body.code', message: 'is not the code on the projector now' }],
  });

/** The part of the rounds feature that says who is here. */
export const presenceHandlers = ({
  store,
  lives,
  projector,
  papers,
  courses,
  bus,
  clock,
}: RoundsParts): Pick<Handlers<typeof roundsRoutes>, Verb> => {
  const codeGuesses = createLimit(20, 5 * 60, 'codes tried');

  // Seating somebody by hand follows the same rule as checking in oneself.
  const studentOf = async (courseId: Id, personId: Id) => {
    const student = await courses.findMember({ personId, isAdmin: false }, courseId);
    if (!student) throw noSuch('member');
    ensure(mayCheckIn(student));
  };

  const seat = (meeting: MeetingForMember, personId: Id, by: CameBy) =>
    lives.change(meeting, async (live, readPast) => {
      const past = takesPeople(presentRound(live)) ? await readPast() : noPast;
      arrive(live, personId, by, meeting.settings, past, clock.now());
    });

  const unseat = (meeting: Pick<MeetingForMember, 'meetingId' | 'courseId' | 'settings'>, personId: Id) =>
    lives.change(meeting, async (live, readPast) => {
      const past = takesPeople(presentRound(live)) ? await readPast() : noPast;
      depart(live, personId, meeting.settings, past, clock.now());
    });

  // Whoever is taken out of the course has left its classes too.
  bus.on(coursesEvents.memberDropped, async (courseId, { personId }) => {
    const settings = await courses.settingsOf(courseId);
    const places = await store.lives
      .find({ courseId, presence: { $elemMatch: { personId, leftAt: null } } }, { _id: 1 })
      .lean();
    for (const { _id: meetingId } of places) await unseat({ meetingId, courseId, settings }, personId);
  });

  return {
    checkIn: async ({ actor, params: { meetingId }, body }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayCheckIn(meeting.member));
      const live = await lives.read(meeting);
      const now = clock.now();
      // Whoever proved it once today and comes back need not look at the projector again.
      const isKnown = live.presence.some(
        ({ personId, cameAt }) => personId === actor.personId && now.getTime() - cameAt.getTime() < dayMs,
      );
      if (!meeting.settings.checkInNeedsCode || isKnown) return seat(meeting, actor.personId, 'self');
      await codeGuesses.take(`${meetingId}:${actor.personId}`);
      const fit = projector.codesOf(live).check(body.code, now);
      if (fit === 'expired') throw refusedCode('expired_code', 'This code has expired');
      if (fit === 'wrong') throw refusedCode('wrong_code', 'This is not the code on the projector');
      return seat(meeting, actor.personId, 'code');
    },

    checkOut: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      return unseat(meeting, actor.personId);
    },

    checkInMember: async ({ actor, params: { meetingId, personId } }) => {
      const meeting = await staffAt(papers, actor, meetingId);
      await studentOf(meeting.courseId, personId);
      return seat(meeting, personId, 'staff');
    },

    checkOutMember: async ({ actor, params: { meetingId, personId } }) => {
      const meeting = await staffAt(papers, actor, meetingId);
      return unseat(meeting, personId);
    },
  };
};
