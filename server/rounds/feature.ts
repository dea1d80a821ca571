// The live class: check-in, rounds and their phases, notes, the record.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure, reason, type Verdict } from '#shared/kernel/rules.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import { mayCheckIn, mayReadNotes, mayRunRounds, mayWriteNotes } from '#shared/rounds/rules.ts';
import { coursesEvents } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature, type Visitor } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import {
  arrive,
  changeCountdown,
  depart,
  draw,
  extending,
  moveMember,
  noPast,
  pausing,
  presentRound,
  resuming,
  startPhase,
  takesPeople,
} from './class.ts';
import type { Lives } from './lives.ts';
import type { Notes } from './notes.ts';
import type { Projector } from './projector.ts';
import type { RoundsStore } from './store.ts';
import { viewReports } from './views.ts';

interface Parts {
  readonly store: RoundsStore;
  readonly lives: Lives;
  readonly notes: Notes;
  readonly projector: Projector;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

const noSuchRoom = reason('not_found', 'There is no such class, or it is not open to you.');

/** Answers for {@link roundsRoutes}. */
export const createRoundsFeature = ({
  store,
  lives,
  notes,
  projector,
  papers,
  courses,
  accounts,
  bus,
  clock,
}: Parts): Feature => {
  const codeGuesses = createLimit(20, 5 * 60, 'codes tried');

  const staffAt = async (actor: Actor, meetingId: Id): Promise<MeetingForMember> => {
    const meeting = await papers.meetingFor(actor, meetingId);
    ensure(mayRunRounds(meeting.member));
    return meeting;
  };

  // Seating somebody by hand follows the same rule as checking in oneself.
  const studentOf = async (courseId: Id, personId: Id) => {
    const student = await courses.findMember({ personId, isAdmin: false }, courseId);
    if (!student) throw noSuch('member');
    ensure(mayCheckIn(student));
  };

  const seat = (meeting: MeetingForMember, personId: Id) =>
    lives.change(meeting, async (live, readPast) => {
      const past = takesPeople(presentRound(live)) ? await readPast() : noPast;
      arrive(live, personId, meeting.settings, past, clock.now());
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

  const desk = async (meetingId: Id, courseId: Id) => {
    const live = await lives.read({ meetingId, courseId });
    return { code: live.code, projectorPath: projector.pathOf(live) };
  };

  const notesFor = async (actor: Actor | null, notesId: Id) => {
    const live = await store.lives.findOne({ 'rounds.groups.notesId': notesId }).lean();
    const round = live?.rounds.find((candidate) =>
      candidate.groups.some((group) => group.notesId === notesId),
    );
    const group = round?.groups.find((candidate) => candidate.notesId === notesId);
    if (!live || !round || !group) throw noSuch('group');
    const member = await courses.findMember(actor, live.courseId);
    if (!member) throw noSuch('group');
    return {
      member,
      round,
      group,
      place: {
        notesId,
        courseId: live.courseId,
        meetingId: live._id,
        roundId: round.id,
        group: group.number,
        questions: round.questions.length,
      },
    };
  };

  return feature(
    roundsRoutes,
    {
      readLive: async ({ actor, params: { meetingId } }) => {
        const { courseId } = await papers.meetingFor(actor, meetingId);
        return lives.view(await lives.read({ meetingId, courseId }));
      },

      readDesk: async ({ actor, params: { meetingId } }) => {
        const { courseId } = await staffAt(actor, meetingId);
        return desk(meetingId, courseId);
      },

      renewProjectorLink: async ({ actor, params: { meetingId } }) => {
        const meeting = await staffAt(actor, meetingId);
        await lives.change(meeting, (live) => {
          live.projectorVersion += 1;
        });
        return desk(meetingId, meeting.courseId);
      },

      checkIn: async ({ actor, params: { meetingId }, body }) => {
        const meeting = await papers.meetingFor(actor, meetingId);
        ensure(mayCheckIn(meeting.member));
        const { code, presence } = await lives.read(meeting);
        // Whoever proved it once today and comes back need not look at the projector again.
        const isKnown = presence.some((person) => person.personId === actor.personId);
        if (meeting.settings.checkInNeedsCode && !isKnown) {
          await codeGuesses.take(`${meetingId}:${actor.personId}`);
          if (body.code !== code)
            throw refuse('invalid', 'wrong_code', 'This is not the code on the projector.', {
              where: [{ path: 'body.code', message: 'is not the code on the projector' }],
            });
        }
        return seat(meeting, actor.personId);
      },

      checkOut: async ({ actor, params: { meetingId } }) => {
        const meeting = await papers.meetingFor(actor, meetingId);
        return unseat(meeting, actor.personId);
      },

      checkInMember: async ({ actor, params: { meetingId, personId } }) => {
        const meeting = await staffAt(actor, meetingId);
        await studentOf(meeting.courseId, personId);
        return seat(meeting, personId);
      },

      checkOutMember: async ({ actor, params: { meetingId, personId } }) => {
        const meeting = await staffAt(actor, meetingId);
        return unseat(meeting, personId);
      },

      drawRound: async ({ actor, params: { meetingId }, body: { id } }) => {
        const meeting = await staffAt(actor, meetingId);
        const seed = Math.floor(Math.random() * 2 ** 32);
        const students = await courses.membersOf(meeting.courseId, ['student']);
        const mayBeDrawn = new Set(students.map(({ personId }) => personId));
        return lives.change(meeting, async (live, readPast) => {
          draw(live, id, mayBeDrawn, meeting.settings, await readPast(), seed, clock.now());
        });
      },

      startPhase: async ({ actor, params: { meetingId, roundId }, body: { phase } }) => {
        const meeting = await staffAt(actor, meetingId);
        return lives.change(meeting, (live) => {
          startPhase(live, roundId, phase, meeting.settings, clock.now());
        });
      },

      extendPhase: async ({ actor, params: { meetingId, roundId }, body: { minutes } }) => {
        const now = clock.now();
        return lives.change(await staffAt(actor, meetingId), (live) => {
          changeCountdown(live, roundId, extending(minutes, now));
        });
      },

      pausePhase: async ({ actor, params: { meetingId, roundId } }) => {
        const now = clock.now();
        return lives.change(await staffAt(actor, meetingId), (live) => {
          changeCountdown(live, roundId, pausing(now));
        });
      },

      resumePhase: async ({ actor, params: { meetingId, roundId } }) => {
        const now = clock.now();
        return lives.change(await staffAt(actor, meetingId), (live) => {
          changeCountdown(live, roundId, resuming(now));
        });
      },

      moveMember: async ({ actor, params: { meetingId, roundId }, body: { personId, toGroup } }) =>
        lives.change(await staffAt(actor, meetingId), (live) => {
          moveMember(live, roundId, personId, toGroup);
        }),

      readNotes: async ({ actor, params: { notesId } }) => {
        const { member, round, group } = await notesFor(actor, notesId);
        ensure(mayReadNotes(member, group.members, round.phase));
        const state = await notes.read(notesId);
        return {
          state: Buffer.from(state).toString('base64'),
          mayWrite: mayWriteNotes(member, group.members, round.phase) === true,
        };
      },

      changeNotes: async ({ actor, params: { notesId }, body: { update } }) => {
        const { member, round, group, place } = await notesFor(actor, notesId);
        ensure(mayWriteNotes(member, group.members, round.phase));
        const savedAt = await notes.apply(place, Buffer.from(update, 'base64'));
        bus.publish(roundsEvents.notesChanged, notesId, { update });
        if (round.phase === 'class') projector.tellReports(place.meetingId);
        return { savedAt: savedAt.toISOString() };
      },

      listRounds: async ({ actor, params: { meetingId } }) => {
        const { member, courseId } = await papers.meetingFor(actor, meetingId);
        const live = await lives.read({ meetingId, courseId });
        const rounds = live.rounds.filter((round) => round.phase !== 'drawn');
        const written = await notes.listOfRounds(rounds.map((round) => round.id));
        const names = await accounts.namesOf(
          rounds.flatMap((round) => round.groups.flatMap((group) => group.members)),
        );
        return rounds.map((round) => ({
          roundId: round.id,
          number: round.number,
          phase: round.phase,
          drawnAt: round.drawnAt.toISOString(),
          questions: round.questions,
          reports: viewReports(
            {
              ...round,
              groups: round.groups.filter(
                (group) => mayReadNotes(member, group.members, round.phase) === true,
              ),
            },
            written,
            names,
          ),
        }));
      },

      readProjector: ({ params: { meetingId }, query: { token } }) => projector.read(meetingId, token),
    },
    [
      {
        kind: 'meeting',
        presence: true,
        mayEnter: ({ actor }: Visitor, meetingId: string): Promise<Verdict> =>
          papers.meetingFor(actor, meetingId).then(
            () => true,
            () => noSuchRoom,
          ),
      },
      {
        kind: 'notes',
        presence: true,
        mayEnter: ({ actor }, notesId) =>
          notesFor(actor, notesId).then(
            ({ member, round, group }) =>
              mayReadNotes(member, group.members, round.phase) === true || isStaff(member) || noSuchRoom,
            () => noSuchRoom,
          ),
      },
      {
        kind: 'projector',
        mayEnter: async ({ ticket }, meetingId) => (await projector.mayShow(meetingId, ticket)) || noSuchRoom,
      },
    ],
  );
};
