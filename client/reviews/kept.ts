// Keeps in this browser what the server does not have yet, so that a closed lid or a crash loses nothing.
import { z } from 'zod';
import { newId, type Id } from '#shared/kernel/primitives.ts';

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
  /** What was kept last; null when the server has everything. */
  read(): Kept | null;
  /** False when this browser keeps nothing (storage is full or forbidden). */
  write(kept: Kept | null): boolean;
}

const tabKey = 'paperround:tab';

/** Every tab keeps its own, so that two of them do not write over each other; it outlives a reload. */
const ownTab = (): string => {
  const tab = sessionStorage.getItem(tabKey) ?? newId();
  sessionStorage.setItem(tabKey, tab);
  return tab;
};

const parse = (text: string | null): Kept | null => {
  try {
    // Before forms could differ, answers were called parts.
    const renamed = (text ?? 'null').replaceAll('"parts":{', '"answers":{');
    return keptSchema.parse(JSON.parse(renamed));
  } catch {
    return null;
  }
};

/** Younger than this, it may belong to a tab that is open still and sends it itself; milliseconds. */
const orphanedAfterMs = 10_000;

/** Begins with what this tab kept, otherwise with the newest that a closed tab left; that becomes this tab's. */
export const openKeeper = (personId: Id, meetingId: Id): Keeper => {
  const prefix = `paperround:review:${personId}:${meetingId}:`;
  const tryTo = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const own = prefix + tryTo(ownTab, 'tab');
  const find = (key: string) => {
    const kept = parse(localStorage.getItem(key));
    return kept ? [{ key, kept }] : [];
  };
  return {
    read: () =>
      tryTo(() => {
        const [mine] = find(own);
        if (mine) return mine.kept;
        const [newest] = Object.keys(localStorage)
          .filter((key) => key.startsWith(prefix))
          .flatMap(find)
          .filter(({ kept }) => kept.at < Date.now() - orphanedAfterMs)
          .sort((a, b) => b.kept.at - a.kept.at);
        if (!newest) return null;
        localStorage.setItem(own, JSON.stringify(newest.kept));
        localStorage.removeItem(newest.key);
        return newest.kept;
      }, null),
    write: (kept) =>
      tryTo(() => {
        if (kept) localStorage.setItem(own, JSON.stringify(kept));
        else localStorage.removeItem(own);
        return true;
      }, false),
  };
};
