// What the page of a document says about it from the start, so that the PDF is on its way before any script runs.
import { pathOf } from '#shared/kernel/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { wholeFileUpTo } from '#shared/papers/whole-file.ts';
import type { Know } from '#server/kernel/page.ts';
import type { Sessions } from '#server/kernel/session.ts';
import type { PapersPublic } from './public.ts';

/** Asks the one rule for documents; whoever may not read this one gets the page as a stranger does. */
export const createKnow =
  (papers: Pick<PapersPublic, 'documentFor'>, sessions: Pick<Sessions, 'readActor'>): Know =>
  async (request, response, documentId) => {
    const actor = await sessions.readActor(request, response);
    if (!actor) return null;
    try {
      const { document } = await papers.documentFor(actor, documentId);
      const { courseId, fileHash: hash, state, bytes } = document;
      const isWhole = state === 'ready' && bytes <= wholeFileUpTo;
      const file = isWhole ? pathOf(papersRoutes.readDocumentFile, { documentId, hash }) : null;
      return { personId: actor.personId, courseId, file };
    } catch {
      // Not theirs, or the database is away: the client asks again and says so.
      return null;
    }
  };
