// Threads on documents: everything that is done with them, put together.
import { annotationLimits, annotationsRoutes } from '#shared/annotations/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { countThreads } from './count-threads.ts';
import { createFormerTexts, historyHandlers } from './former-texts.ts';
import { createListing } from './listing.ts';
import { markHandlers } from './marks.ts';
import { moveHandlers } from './moves.ts';
import type { AnnotationsDomain } from './open.ts';
import { postHandlers } from './posts.ts';
import { readersRoom } from './readers.ts';
import { replyHandlers } from './replies.ts';
import { reportHandlers } from './reports.ts';
import { clearRoomsOnNewRights, threadRooms } from './rooms.ts';

/** Answers for {@link annotationsRoutes}. */
export const createAnnotationsFeature = (domain: AnnotationsDomain): Feature => {
  const { store, papers, lookAt, readingGroups } = domain;
  const posts = createLimit(annotationLimits.postsPerMinute, 60, 'posts in a short time');
  const parts = { ...domain, posts, formerTexts: createFormerTexts(store) };
  const list = createListing(domain);
  clearRoomsOnNewRights(domain.bus, readingGroups);

  return feature(
    annotationsRoutes,
    {
      ...postHandlers(parts),
      ...replyHandlers(parts),
      ...markHandlers(parts),
      ...moveHandlers(parts),
      ...reportHandlers(parts),
      ...historyHandlers(store, domain.threads),

      listThreads: async ({ actor, params: { documentId }, query: { since } }) =>
        list(await lookAt(actor, documentId), since),

      countThreads: async ({ actor, params: { meetingId } }) => {
        const { paperIds } = await papers.meetingFor(actor, meetingId);
        // A paper's document carries the paper's own id; there is none as long as no PDF was uploaded.
        const zero = { threads: 0, openQuestions: 0, mine: 0 };
        return Promise.all(
          paperIds.map(async (documentId) => {
            const look = await lookAt(actor, documentId).catch(() => null);
            return look ? countThreads(store, look) : { documentId, ...zero };
          }),
        );
      },
    },
    [...threadRooms(lookAt, readingGroups), readersRoom(domain)],
  );
};
