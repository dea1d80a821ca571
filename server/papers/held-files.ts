// Removes files that were refused, unless a document or another upload of the same bytes needs them.
import type { FileStore } from '#server/kernel/files.ts';
import type { PapersStore } from './store.ts';

export interface HeldFiles {
  /** Runs `work` while nobody may remove the file; when it fails, the file is removed if nothing refers to it. */
  while<T>(hash: string, work: () => Promise<T>): Promise<T>;
  /** Removes the file if no document refers to it and nobody holds it. */
  discard(hash: string): Promise<void>;
  /** Files of other domains, which stay as long as `isNeeded` says so. */
  keep(isNeeded: (hash: string) => Promise<boolean>): void;
}

/** Thumbnails count too: somebody may send one's very bytes, and have them refused. */
export const createHeldFiles = ({ documents, pageThumbnails }: PapersStore, files: FileStore): HeldFiles => {
  const others: ((hash: string) => Promise<boolean>)[] = [];
  const holders = new Map<string, number>();
  const hold = (hash: string, change: 1 | -1) => {
    const count = (holders.get(hash) ?? 0) + change;
    if (count > 0) holders.set(hash, count);
    else holders.delete(hash);
  };
  const discard = async (hash: string) => {
    const ofDocument = await documents.exists({
      $or: [
        { 'versions.hash': hash },
        { 'versions.thumbnailHash': hash },
        { 'pending.hash': hash, problem: null },
      ],
    });
    const needed = ofDocument ?? (await pageThumbnails.exists({ pages: hash }));
    for (const isNeeded of others) if (await isNeeded(hash)) return;
    if (!needed && !holders.has(hash)) await files.remove(hash);
  };
  return {
    discard,
    keep: (isNeeded) => {
      others.push(isNeeded);
    },
    while: async (hash, work) => {
      hold(hash, 1);
      let done = false;
      try {
        const result = await work();
        done = true;
        return result;
      } finally {
        hold(hash, -1);
        if (!done) await discard(hash);
      }
    },
  };
};
