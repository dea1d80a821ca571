// A table of this browser's IndexedDB; where that is forbidden, full or closed nothing breaks.
import { createStore, type UseStore } from 'idb-keyval';

/** Runs `act` on the table; undefined when the browser does not let it. */
export type BrowserStore = <T>(act: (table: UseStore) => Promise<T>) => Promise<T | undefined>;

export const openBrowserStore = (database: string, table: string): BrowserStore => {
  let opened: UseStore | undefined;
  return async (act) => {
    // Twice: the browser may have closed the connection, then a new one is made.
    for (let tries = 2; tries > 0; tries -= 1)
      try {
        opened ??= createStore(database, table);
        return await act(opened);
      } catch {
        opened = undefined;
      }
    return undefined;
  };
};
