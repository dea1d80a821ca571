// Reading and writing a group's notes, and the record of what all groups wrote.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
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
  lives,
  places,
  notes,
  projector,
  papers,
  courses,
  accounts,
  bus,
  clock,
}: RoundsParts): Writing => {
  const together = createTogether(1000);

  const placeFor = async (actor: Actor | null, notesId: Id) => {
    const place = await places.find(notesId);
    const member = place && (await courses.findMember(actor, place.courseId));
    if (!member) throw noSuch('group');
    return { member, place };
  };

  notes.onSaved(({ place: { notesId, meetingId }, update, characters, savedAt }) => {
    bus.publish(roundsEvents.notesChanged, notesId, { update: Buffer.from(update).toString('base64') });
    together(notesId, () => {
      bus.publish(roundsEvents.groupWrote, meetingId, { notesId, characters, at: savedAt.getTime() });
    });
    if (places.now(notesId)?.phase === 'class') projector.tellReports(meetingId);
  });

  return {
    handlers: {
      readNotes: async ({ actor, params: { notesId } }) => {
        const { member, place } = await placeFor(actor, notesId);
        ensure(mayReadNotes(member, place.members, place.phase));
        const state = await notes.read(place);
        return {
          state: Buffer.from(state).toString('base64'),
          mayWrite: mayWriteNotes(member, place.members, place.phase) === true,
        };
      },

      changeNotes: async ({ actor, params: { notesId }, body: { update } }) => {
        const place = await places.find(notesId);
        if (!place) throw noSuch('group');
        const { savedAt } = await notes.save({
          place,
          update: Buffer.from(update, 'base64'),
          typedAt: clock.now(),
          admit: async () => {
            const [member] = await Promise.all([
              courses.findMember(actor, place.courseId),
              places.refresh(place.meetingId),
            ]);
            return () => {
              if (!member) throw noSuch('group');
              const now = places.now(notesId);
              if (!now)
                throw refuse('unavailable', 'class_busy', 'The class is changing. It is tried again.');
              ensure(mayWriteNotes(member, now.members, now.phase));
            };
          },
        });
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
          placeFor(actor, notesId).then(({ member, place }) => {
            ensure(mayReadNotes(member, place.members, place.phase));
          }),
        ),
    },
  };
};
