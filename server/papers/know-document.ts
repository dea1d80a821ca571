// What the page of a document says about it from the start, so that the PDF is on its way before any script runs.
import { pathOf } from '#shared/kernel/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { wholeFileUpTo } from '#shared/papers/whole-file.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { KnownDocument } from '#server/kernel/page.ts';
import type { PapersPublic } from './public.ts';

export type KnowDocument = (actor: Actor | null, documentId: Id) => Promise<KnownDocument | null>;

/** Asks the one rule for documents; whoever may not read this one gets the page as a stranger does. */
export const createKnowDocument =
  (papers: Pick<PapersPublic, 'documentFor'>): KnowDocument =>
  async (actor, documentId) => {
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
