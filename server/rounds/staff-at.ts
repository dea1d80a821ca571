// The one question before everything that only the staff may do in a class.
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { mayRunRounds } from '#shared/rounds/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';

/** The meeting, for its staff; refused for everybody else. */
export const staffAt = async (
  papers: PapersPublic,
  actor: Actor | null,
  meetingId: Id,
): Promise<MeetingForMember> => {
  const meeting = await papers.meetingFor(actor, meetingId);
  ensure(mayRunRounds(meeting.member));
  return meeting;
};
