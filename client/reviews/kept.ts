// Keeps in this browser's IndexedDB what the server does not have yet, so that a closed lid or a crash loses nothing.
import { del, promisifyRequest, set } from 'idb-keyval';
import { z } from 'zod';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { openBrowserStore } from '#client/kernel/browser-store.ts';

// Without the limits of the contract: an answer that is too long is kept as well.
const answers = z.record(z.string(), z.string());

/** The text on the screen, and the saved text that it was made from. */
const keptSchema = z.object({
  answers,
  base: z.object({ answers, revision: z.number() }),
  at: z.number(),
});
export type Kept = z.infer<typeof keptSchema>;

export interface Keeper {
  /** What was kept when this was opened; null when the server had everything. */
  readonly kept: Kept | null;
  /** False when this browser keeps nothing (storage is full or forbidden). What is written later wins. */
  write(kept: Kept | null): Promise<boolean>;
}

const tabKey = 'paperround:tab';

/** Every tab keeps its own, so that two of them do not write over each other; it outlives a reload. */
const ownTab = (): string => {
  try {
    const tab = sessionStorage.getItem(tabKey) ?? newId();
    sessionStorage.setItem(tabKey, tab);
    return tab;
  } catch {
    return 'tab';
  }
};

/** Younger than this, it may belong to a tab that is open still and sends it itself; milliseconds. */
const orphanedAfterMs = 10_000;

/** Begins with what this tab kept, otherwise with the newest that a closed tab left; that becomes this tab's. */
export const openKeeper = async (personId: Id, meetingId: Id, tab = ownTab()): Promise<Keeper> => {
  const attempt = openBrowserStore('paperround-reviews', 'kept');
  const prefix = `${personId}/${meetingId}/`;
  const own = prefix + tab;

  const take = (all: ReadonlyMap<string, Kept>): [string, Kept] | undefined => {
    const mine = all.get(own);
    if (mine) return [own, mine];
    return [...all]
      .filter(([key, { at }]) => key.startsWith(prefix) && at < Date.now() - orphanedAfterMs)
      .sort(([, a], [, b]) => b.at - a.at)[0];
  };
  // In one transaction: two tabs that open at once must not both go on with what a third one left.
  const kept = await attempt((table) =>
    table('readwrite', async (objects) => {
      const [keys, values] = await Promise.all([
        promisifyRequest(objects.getAllKeys()),
        promisifyRequest<unknown[]>(objects.getAll()),
      ]);
      const all = new Map<string, Kept>();
      keys.forEach((key, at) => {
        const { data } = keptSchema.safeParse(values[at]);
        if (typeof key === 'string' && data) all.set(key, data);
      });
      const found = take(all);
      if (!found) return null;
      if (found[0] !== own) {
        // From now on it is that of an open tab.
        objects.put({ ...found[1], at: Date.now() }, own);
        objects.delete(found[0]);
      }
      return found[1];
    }),
  );

  return {
    kept: kept ?? null,
    write: async (now) =>
      (await attempt(async (table) => {
        await (now ? set(own, now, table) : del(own, table));
        return true;
      })) === true,
  };
};
