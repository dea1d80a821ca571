// The drafts of one person in this browser's IndexedDB; where that is forbidden or full it says so and nothing breaks.
import { createStore, delMany, entries, del, set, type UseStore } from 'idb-keyval';
import type { Id } from '#shared/kernel/primitives.ts';
import { isUnsent, recordSchema, type DraftRecord } from './record.ts';

export interface Shelf {
  /** What fits the present shape; anything else is left alone. */
  readAll(): Promise<readonly DraftRecord[]>;
  /** False when the browser keeps nothing. */
  write(record: DraftRecord): Promise<boolean>;
  remove(place: string): Promise<boolean>;
  /** Forgets drafts that the server has: this person's, or everybody else's. Unsent ones stay. */
  tidy(whose: 'own' | 'others'): Promise<void>;
}

export const openShelf = (personId: Id): Shelf => {
  const prefix = `${personId}/`;
  let opened: UseStore | undefined;

  const attempt = async <T>(act: (store: UseStore) => Promise<T>): Promise<T | undefined> => {
    // Twice: the browser may have closed the connection, then a new one is made.
    for (let tries = 2; tries > 0; tries -= 1)
      try {
        opened ??= createStore('paperround-drafts', 'drafts');
        return await act(opened);
      } catch {
        opened = undefined;
      }
    return undefined;
  };

  const readable = async () => {
    const all = (await attempt((store) => entries<string, unknown>(store))) ?? [];
    return all.flatMap(([key, value]) => {
      const { data } = recordSchema.safeParse(value);
      return data ? [{ key, record: data, isOwn: key.startsWith(prefix) }] : [];
    });
  };
  return {
    readAll: async () => (await readable()).filter(({ isOwn }) => isOwn).map(({ record }) => record),
    write: async (record) =>
      (await attempt(async (store) => {
        await set(prefix + record.place, record, store);
        return true;
      })) === true,
    remove: async (place) =>
      (await attempt(async (store) => {
        await del(prefix + place, store);
        return true;
      })) === true,
    tidy: async (whose) => {
      const sent = (await readable()).filter(
        ({ record, isOwn }) => isOwn === (whose === 'own') && !isUnsent(record),
      );
      await attempt((store) =>
        delMany(
          sent.map(({ key }) => key),
          store,
        ),
      );
    },
  };
};
