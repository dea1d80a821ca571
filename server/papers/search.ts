// What can be searched in the papers domain, for members of the courses they name.
import type { DocumentView } from '#shared/papers/contract.ts';
import { mayReadDocument } from '#shared/papers/rules.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Query } from '#server/kernel/text/query.ts';
import type { Decks } from './decks.ts';
import { createSearchNames, type MeetingHit, type PaperHit } from './search-names.ts';
import { createSearchPages, type PageHit } from './search-pages.ts';
import type { PapersStore } from './store.ts';

/** A document its reader may open; `hash` null as long as nothing of it could be read. */
export interface ReadableDocument {
  readonly documentId: Id;
  readonly courseId: Id;
  readonly kind: DocumentView['kind'];
  readonly title: string;
  /** Of the paper; none for a deck. */
  readonly authors: readonly string[];
  readonly paperId: Id | null;
  readonly meetingId: Id | null;
  readonly hash: string | null;
}

export interface PapersSearch {
  /** All documents that `members` (one person in one or more courses) may read. */
  documentsOf(members: readonly Member[]): Promise<ReadableDocument[]>;
  /** Pages of the documents' newest files that have all of the query, best first. */
  pages(documents: readonly ReadableDocument[], query: Query): Promise<{ hits: PageHit[]; isMore: boolean }>;
  /** Papers and meetings by their names, best first. */
  names(members: readonly Member[], query: Query): Promise<{ papers: PaperHit[]; meetings: MeetingHit[] }>;
}

/** Asks no membership: for members that the courses domain has answered with. */
export const createPapersSearch = (store: PapersStore, decks: Decks): PapersSearch => ({
  pages: createSearchPages(store),
  names: createSearchNames(store),
  documentsOf: async (members) => {
    const courseId = { $in: members.map((member) => member.courseId) };
    const [documents, papers] = await Promise.all([
      store.documents
        .find({ courseId }, { courseId: 1, kind: 1, title: 1, paperId: 1, meetingId: 1, currentHash: 1 })
        .lean(),
      store.papers.find({ courseId, removedAt: null }, { title: 1, authors: 1 }).lean(),
    ]);
    const readable = await decks.readable(
      members,
      documents.flatMap(({ _id, kind, ...one }) => (kind === 'deck' ? [{ documentId: _id, ...one }] : [])),
    );
    const byId = new Map(papers.map((paper) => [paper._id, paper]));
    const paperOf = ({ kind, paperId }: Pick<ReadableDocument, 'kind' | 'paperId'>) =>
      kind === 'paper' ? byId.get(paperId ?? '') : undefined;
    const byCourse = new Map(members.map((member) => [member.courseId, member]));
    return documents
      .filter(
        (document) =>
          byId.has(document.paperId ?? '') &&
          (document.kind === 'paper' || readable.has(document._id)) &&
          mayReadDocument(byCourse.get(document.courseId) ?? null, document) === true,
      )
      .map(({ _id, currentHash, ...document }) => ({
        documentId: _id,
        courseId: document.courseId,
        kind: document.kind,
        // A paper's title is corrected in one place only.
        title: paperOf(document)?.title ?? document.title,
        authors: paperOf(document)?.authors ?? [],
        paperId: document.paperId,
        meetingId: document.meetingId,
        hash: currentHash,
      }));
  },
});
