// Reading and writing a group's notes, and the record of what all groups wrote.
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { roundsEvents, type roundsRoutes } from '#shared/rounds/contract.ts';
import { mayReadNotes, mayWriteNotes } from '#shared/rounds/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers, RoomGuard } from '#server/kernel/feature.ts';
import { createTogether } from '#server/kernel/together.ts';
import { opensTo } from './no-such-room.ts';
import type { RoundsParts } from './parts.ts';
import { viewReports } from './views.ts';

type Verb = 'readNotes' | 'changeNotes' | 'listRounds';

interface Writing {
  readonly handlers: Pick<Handlers<typeof roundsRoutes>, Verb>;
  readonly room: RoomGuard;
}

/** The part of the rounds feature that is about notes, with the room of each group's notes. */
export const openWriting = ({
  store,
  lives,
  notes,
  projector,
  papers,
  courses,
  accounts,
  bus,
}: RoundsParts): Writing => {
  const together = createTogether(1000);

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

  return {
    handlers: {
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
        const { savedAt, characters } = await notes.apply(place, Buffer.from(update, 'base64'));
        bus.publish(roundsEvents.notesChanged, notesId, { update });
        together(notesId, () => {
          bus.publish(roundsEvents.groupWrote, place.meetingId, {
            notesId,
            characters,
            at: savedAt.getTime(),
          });
        });
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
    },
    room: {
      kind: 'notes',
      presence: true,
      mayEnter: ({ actor }, notesId) =>
        opensTo(
          notesFor(actor, notesId).then(({ member, round, group }) => {
            ensure(mayReadNotes(member, group.members, round.phase));
          }),
        ),
    },
  };
};
