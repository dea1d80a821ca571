// Puts what was found into the order in which people read it: by document, best first, within the limits.
import { searchLimits, type DocumentHitView } from '#shared/search/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { PageHit, PaperHit, ReadableDocument } from '#server/papers/public.ts';

/** Whoever types words of a title wants the paper more than a page that has them too. */
const titleBonus = 10;

interface Entry {
  readonly view: Omit<DocumentHitView, 'hits' | 'hasMorePages'>;
  readonly pages: PageHit[];
  readonly score: number;
}

/** `hits` are best first. `isMore`: something had to be left out. */
export const arrangeDocuments = (
  documents: readonly ReadableDocument[],
  papers: readonly PaperHit[],
  hits: readonly PageHit[],
): { papers: DocumentHitView[]; isMore: boolean } => {
  const pagesOf = new Map<Id, PageHit[]>();
  for (const hit of hits) pagesOf.set(hit.documentId, [...(pagesOf.get(hit.documentId) ?? []), hit]);
  const named = new Map(papers.map((paper) => [paper.paperId, paper]));

  const entries = documents.flatMap((document): Entry[] => {
    const { courseId, kind, paperId, documentId, meetingId } = document;
    const pages = pagesOf.get(documentId) ?? [];
    const name = kind === 'paper' ? named.get(paperId ?? '') : undefined;
    if (pages.length === 0 && !name) return [];
    if (name) named.delete(name.paperId);
    const title = name?.title ?? { text: document.title, marks: [] };
    const authors = name?.authors ?? { text: document.authors.join(', '), marks: [] };
    const score = (name ? titleBonus + name.score : 0) + (pages[0]?.score ?? 0);
    return [{ view: { courseId, kind, paperId, documentId, meetingId, title, authors }, pages, score }];
  });
  // Papers that have no PDF yet.
  for (const { courseId, paperId, meetingId, title, authors, score } of named.values())
    entries.push({
      view: { courseId, kind: 'paper', paperId, documentId: null, meetingId, title, authors },
      pages: [],
      score: titleBonus + score,
    });
  entries.sort((a, b) => b.score - a.score);

  let left = searchLimits.pages;
  const shown = entries.flatMap(({ view, pages }): DocumentHitView[] => {
    if (left <= 0) return [];
    const some = pages.slice(0, Math.min(left, searchLimits.pagesPerDocument));
    left -= Math.max(1, some.length);
    return [
      {
        ...view,
        hits: some.map(({ page, pageLabel, snippet, words, position }) => ({
          page: page + 1,
          ...{ pageLabel, snippet, words, position },
        })),
        hasMorePages: pages.length > some.length,
      },
    ];
  });
  return { papers: shown, isMore: shown.length < entries.length };
};
