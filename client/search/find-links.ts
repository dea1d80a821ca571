// Threads and passages of a course that can be linked to, as the search finds them.
import { searchLimits, searchRoutes } from '#shared/search/contract.ts';
import type { FindLinks } from '#client/annotations/find-links.ts';
import { threadAddress } from '#client/annotations/links.ts';
import { call } from '#client/kernel/call.ts';

export const findLinks: FindLinks = async (courseId, words, signal) => {
  const q = words.slice(0, searchLimits.query).trim();
  const found = await call(searchRoutes.searchCourse, { params: { courseId }, query: { q } }, signal);
  const threads = found.threads.map(
    ({ threadId, postId, documentId, documentTitle, page, kind, snippet }) => ({
      ...{ documentId, documentTitle, kind, page: String(page), words: snippet.text },
      address: threadAddress(documentId, threadId, postId),
    }),
  );
  const passages = found.papers.flatMap(({ documentId, title, hits }) =>
    documentId === null
      ? []
      : hits.map((hit) => ({
          ...{ documentId, documentTitle: title.text, kind: null, words: hit.snippet.text },
          page: hit.pageLabel ?? String(hit.page),
          address: `/documents/${documentId}?${new URLSearchParams({ page: String(hit.page), find: hit.words }).toString()}`,
        })),
  );
  return [...threads, ...passages];
};
