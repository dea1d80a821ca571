// Full-text search in the pages of documents.
import { setImmediate as pause } from 'node:timers/promises';
import type { Id } from '#shared/kernel/primitives.ts';
import { findMatches, type Match } from '#server/kernel/text/match.ts';
import type { Query } from '#server/kernel/text/query.ts';
import { foundWords, makeSnippet, type Snippet } from '#server/kernel/text/snippet.ts';
import { findCandidates } from '#server/kernel/text/word-index.ts';
import type { DocumentRecord, PageTextRecord } from './documents-store.ts';
import type { PapersStore } from './store.ts';

/** A page with all that was looked for. */
export interface PageHit {
  readonly documentId: Id;
  /** From 0. */
  readonly page: number;
  readonly pageLabel: string | null;
  readonly snippet: Snippet;
  /** The words as they stand there, for a find bar. */
  readonly words: string;
  /** Where they stand, in characters of the page that are not white. */
  readonly position: number;
  readonly score: number;
}

/** The best of them by whole words: of what matches so often, nobody reads on. */
const candidatesAtMost = 150;
/** Matching takes 0.2 ms a page, and others want to be answered meanwhile. */
const atOnce = 25;

type Candidate = Pick<PageTextRecord, '_id' | 'hash' | 'text'>;

export const createSearchPages = ({ documents, pageTexts }: PapersStore) => {
  const candidatesIn = (hashes: readonly string[], query: Query): Promise<Candidate[]> =>
    findCandidates(pageTexts, {
      query,
      within: (condition) => ({ hash: { $in: [...hashes] }, ...condition }),
      fields: { text: 1, hash: 1 },
      atMost: candidatesAtMost + 1,
    });

  const labelsOf = async (ids: readonly Id[]) => {
    const records = await documents
      .find({ _id: { $in: [...ids] } }, { 'pages.label': 1 })
      .lean<Pick<DocumentRecord, '_id' | 'pages'>[]>();
    return new Map(records.map(({ _id, pages }) => [_id, pages.map(({ label }) => label)]));
  };

  /** Pages of `readable` with all of `query`, best first. `isMore`: there may be others. */
  return async (
    readable: readonly { readonly documentId: Id; readonly hash: string | null }[],
    query: Query,
  ): Promise<{ hits: PageHit[]; isMore: boolean }> => {
    // One file may be the PDF of several documents.
    const byHash = new Map<string, Id[]>();
    for (const { hash, documentId } of readable)
      if (hash !== null) byHash.set(hash, [...(byHash.get(hash) ?? []), documentId]);
    if (query.length === 0 || byHash.size === 0) return { hits: [], isMore: false };
    const candidates = await candidatesIn([...byHash.keys()], query);

    const found: { candidate: Candidate; match: Match }[] = [];
    for (const [at, candidate] of candidates.slice(0, candidatesAtMost).entries()) {
      if (at % atOnce === atOnce - 1) await pause();
      const match = findMatches(candidate.text, query);
      if (match) found.push({ candidate, match });
    }
    found.sort((a, b) => b.match.score - a.match.score);

    const labels = await labelsOf(found.flatMap(({ candidate }) => byHash.get(candidate.hash) ?? []));
    const hits = found.flatMap(({ candidate: { _id, hash, text }, match }) => {
      const page = Number(_id.slice(_id.indexOf(':') + 1));
      const shown = {
        page,
        snippet: makeSnippet(text, match),
        words: foundWords(text, match),
        position: text.slice(0, match.spans[match.best]?.start ?? 0).replace(/\s+/g, '').length,
        score: match.score,
      };
      return (byHash.get(hash) ?? []).map((documentId): PageHit => ({
        ...shown,
        documentId,
        pageLabel: labels.get(documentId)?.[page] ?? null,
      }));
    });
    return { hits, isMore: candidates.length > candidatesAtMost };
  };
};
