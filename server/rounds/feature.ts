// The live class as everybody sees it, the staff's desk, the projector, and the doors of their rooms.
import type { Id } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { presentRound } from './class.ts';
import { controlHandlers } from './control.ts';
import { noSuchRoom, opensTo } from './no-such-room.ts';
import { orderHandlers } from './order-control.ts';
import type { RoundsParts } from './parts.ts';
import { presenceHandlers } from './presence.ts';
import { staffAt } from './staff-at.ts';
import { openWriting } from './writing.ts';

/** Answers for {@link roundsRoutes}. */
export const createRoundsFeature = (parts: RoundsParts): Feature => {
  const { lives, notes, projector, papers, accounts, clock } = parts;
  const writing = openWriting(parts);

  const desk = async (meetingId: Id, courseId: Id) => {
    const live = await lives.read({ meetingId, courseId });
    const round = presentRound(live);
    const left = live.presence.flatMap(({ personId, leftAt }) => (leftAt ? [{ personId, leftAt }] : []));
    const names = await accounts.namesOf(left.map(({ personId }) => personId));
    const written = round ? await notes.listOfRounds([round.id]) : [];
    return {
      joinCodes: projector.codesOf(live).from(clock.now()),
      projectorPath: projector.pathOf(live),
      pulses: written.map(({ _id, texts, savedAt }) => ({
        notesId: _id,
        characters: texts.join('').length,
        at: savedAt.getTime(),
      })),
      repeated: await lives.repeatedIn(live),
      unmet: await lives.unmetIn(live),
      left: left
        .sort((one, other) => other.leftAt.getTime() - one.leftAt.getTime())
        .map(({ personId, leftAt }) => ({
          ...{ personId, name: names.get(personId) ?? 'A former member' },
          at: leftAt.getTime(),
        })),
    };
  };

  return feature(
    roundsRoutes,
    {
      ...presenceHandlers(parts),
      ...controlHandlers(parts),
      ...orderHandlers(parts),
      ...writing.handlers,

      readLive: async ({ actor, params: { meetingId } }) => {
        const { courseId } = await papers.meetingFor(actor, meetingId);
        return lives.view(await lives.read({ meetingId, courseId }));
      },

      readDesk: async ({ actor, params: { meetingId } }) => {
        const { courseId } = await staffAt(papers, actor, meetingId);
        return desk(meetingId, courseId);
      },

      renewProjectorLink: async ({ actor, params: { meetingId } }) => {
        const meeting = await staffAt(papers, actor, meetingId);
        await lives.change(meeting, (live) => {
          live.projectorVersion += 1;
        });
        return desk(meetingId, meeting.courseId);
      },

      readProjector: ({ params: { meetingId }, query: { token } }) => projector.read(meetingId, token),
    },
    [
      {
        kind: 'meeting',
        presence: true,
        mayEnter: ({ actor }, meetingId) => opensTo(papers.meetingFor(actor, meetingId)),
      },
      { kind: 'desk', mayEnter: ({ actor }, meetingId) => opensTo(staffAt(papers, actor, meetingId)) },
      writing.room,
      {
        kind: 'projector',
        mayEnter: async ({ ticket }, meetingId) => (await projector.mayShow(meetingId, ticket)) || noSuchRoom,
      },
    ],
  );
};
