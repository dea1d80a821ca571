// The staff's desk beside the rounds themselves: messages to the whole class, and one student's term.
import { deskRoutes } from '#shared/rounds/desk-contract.ts';
import { noSuch } from '#server/courses/public.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { endMessage, putMessage } from './messages.ts';
import type { RoundsParts } from './parts.ts';
import { staffAt } from './staff-at.ts';
import { readTerm } from './terms.ts';

/** Answers for {@link deskRoutes}. */
export const createDeskFeature = (
  parts: Pick<RoundsParts, 'store' | 'lives' | 'notes' | 'papers' | 'courses' | 'accounts' | 'clock'>,
): Feature => {
  const { lives, papers, courses, clock } = parts;
  return feature(deskRoutes, {
    sendMessage: async ({ actor, params: { meetingId }, body }) =>
      lives.change(await staffAt(papers, actor, meetingId), (live) => {
        putMessage(live, body, actor.personId, clock.now());
      }),

    endMessage: async ({ actor, params: { meetingId, messageId } }) =>
      lives.change(await staffAt(papers, actor, meetingId), (live) => {
        endMessage(live, messageId, clock.now());
      }),

    readPersonTerm: async ({ actor, params: { meetingId, personId } }) => {
      const { courseId } = await staffAt(papers, actor, meetingId);
      if (!(await courses.findMember({ personId, isAdmin: false }, courseId))) throw noSuch('member');
      return readTerm(parts, courseId, personId);
    },
  });
};
