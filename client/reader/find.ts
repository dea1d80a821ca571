// Finding words in the open document: one command in, one result out, over pdf.js's event bus.
import { FindState } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { Parts } from './parts.ts';

export interface FindCommand {
  query: string;
  /** Steps to the next match of the same query instead of searching anew. */
  again?: boolean;
  previous?: boolean;
  /** Marks all matches, not only the current one; true unless told. */
  highlightAll?: boolean;
  matchCase?: boolean;
  wholeWords?: boolean;
}

/** `current` counts from 1; both are 0 while unknown. `wrapped`: the search went on from the other end. */
export interface FindResult {
  query: string;
  current: number;
  total: number;
  state: 'idle' | 'searching' | 'found' | 'wrapped' | 'none';
}

export const noFind: FindResult = { query: '', current: 0, total: 0, state: 'idle' };

/** Calls `report` whenever counts or state change, and `leave` before the first step away from where one was. */
export function finder({ bus, on }: Parts, leave: () => void, report: (result: FindResult) => void) {
  let result = noFind;
  let left = false;
  const say = (change: Partial<FindResult>) => {
    result = { ...result, ...change };
    report(result);
  };

  on('updatefindmatchescount', ({ matchesCount }) => {
    if (result.query) say(matchesCount);
  });
  on('updatefindcontrolstate', ({ state, matchesCount }) => {
    if (result.query) say({ ...matchesCount, state: nameOf(state) });
  });

  return {
    find({ query, again, previous, highlightAll = true, matchCase, wholeWords }: FindCommand) {
      if (query && !left) leave();
      left ||= query !== '';
      result = { ...result, query };
      if (!query) say(noFind);
      bus.dispatch('find', {
        source: bus,
        type: again ? 'again' : '',
        query,
        highlightAll,
        findPrevious: previous ?? false,
        caseSensitive: matchCase ?? false,
        entireWord: wholeWords ?? false,
        matchDiacritics: false,
      });
    },
    closeFind() {
      bus.dispatch('findbarclose', { source: bus });
      left = false;
      say(noFind);
    },
  };
}

function nameOf(state: number): FindResult['state'] {
  if (state === FindState.FOUND) return 'found';
  if (state === FindState.WRAPPED) return 'wrapped';
  return state === FindState.PENDING ? 'searching' : 'none';
}
