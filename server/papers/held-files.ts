// Removes files that were refused, unless a document or another upload of the same bytes needs them.
import { refuse } from '#shared/kernel/refusals.ts';
import type { FileStore } from '#server/kernel/files.ts';
import type { Lease, Leases } from '#server/kernel/leases.ts';
import { createTurns } from '#server/kernel/turns.ts';
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
export const createHeldFiles = (
  { documents, pageThumbnails }: PapersStore,
  files: FileStore,
  leases: Leases,
): HeldFiles => {
  // Whether a file is needed and its removal are one, and so are holding it and looking whether it is there.
  const inTurn = createTurns(leases, 'file');
  const others: ((hash: string) => Promise<boolean>)[] = [];
  const holders = new Map<string, { count: number; lease: Lease | null }>();
  const hold = (hash: string) =>
    inTurn(hash, async () => {
      if (!(await files.has(hash)))
        throw refuse(
          'unavailable',
          'file_gone',
          'The same file was refused elsewhere at this very moment, and this one with it. Please send it again.',
        );
      const holder = holders.get(hash) ?? { count: 0, lease: null };
      holders.set(hash, holder);
      holder.count += 1;
      holder.lease ??= await leases.take(`held:${hash}.${leases.owner}`);
    });
  const letGo = async (hash: string) => {
    const holder = holders.get(hash);
    if (!holder) return;
    holder.count -= 1;
    if (holder.count > 0) return;
    holders.delete(hash);
    await holder.lease?.end();
  };
  const discardNow = async (hash: string) => {
    const ofDocument = await documents.exists({
      $or: [
        { 'versions.hash': hash },
        { 'versions.thumbnailHash': hash },
        { 'pending.hash': hash, problem: null },
      ],
    });
    const needed = ofDocument ?? (await pageThumbnails.exists({ pages: hash }));
    for (const isNeeded of others) if (await isNeeded(hash)) return;
    if (needed || holders.has(hash) || (await leases.isAnyHeld(`held:${hash}.`))) return;
    await files.remove(hash);
  };
  const discard = (hash: string) => inTurn(hash, () => discardNow(hash));
  return {
    discard,
    keep: (isNeeded) => {
      others.push(isNeeded);
    },
    while: async (hash, work) => {
      await hold(hash);
      let done = false;
      try {
        const result = await work();
        done = true;
        return result;
      } finally {
        await letGo(hash);
        if (!done) await discard(hash);
      }
    },
  };
};
