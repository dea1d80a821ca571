// The drafts of one person in this browser's IndexedDB; where that is forbidden or full it says so and nothing breaks.
import { delMany, entries, del, set } from 'idb-keyval';
import type { Id } from '#shared/kernel/primitives.ts';
import { openBrowserStore } from '#client/kernel/browser-store.ts';
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
  const attempt = openBrowserStore('paperround-drafts', 'drafts');

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
