// Local copies of files that lie in the database, for programs that need a path: the oldest go when there are too many.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';

interface Copy {
  /** Resolves with its size when it lies there. */
  readonly fetched: Promise<number>;
  bytes: number;
  users: number;
}

interface Options {
  /** Every process has a folder of its own in it. */
  readonly folder: string;
  /** What is in use may be more for a while. */
  readonly bytesAtMost: number;
  /** Writes the file to `path` and answers with its size; rejects where there is none. */
  readonly fetch: (hash: string, path: string) => Promise<number>;
}

const signOfLifeMs = 60_000;
/** Folders of processes that gave no sign of life for so long are removed. */
const deadMs = 10 * signOfLifeMs;

const removeDead = async (folder: string) => {
  for (const name of await readdir(folder)) {
    const place = path.join(folder, name);
    const { mtimeMs } = await stat(place).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > deadMs) await rm(place, { recursive: true, force: true });
  }
};

export const createFilesCache = async ({ folder, bytesAtMost, fetch }: Options) => {
  await mkdir(folder, { recursive: true });
  await removeDead(folder);
  const own = path.join(folder, randomUUID());
  await mkdir(own);
  const timer = setInterval(() => {
    const now = new Date();
    utimes(own, now, now).catch(() => undefined);
  }, signOfLifeMs).unref();

  // The one that was used last comes last.
  const copies = new Map<string, Copy>();
  const pathOf = (hash: string) => path.join(own, hash);

  const makeRoom = async () => {
    let total = [...copies.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [hash, { users, bytes }] of copies) {
      if (total <= bytesAtMost) break;
      if (users > 0) continue;
      copies.delete(hash);
      total -= bytes;
      await rm(pathOf(hash), { force: true });
    }
  };

  const begin = (hash: string, fetched: Promise<number>): Copy => {
    const copy: Copy = { fetched, bytes: 0, users: 0 };
    copies.set(hash, copy);
    fetched.then(
      (bytes) => {
        copy.bytes = bytes;
      },
      () => {
        if (copies.get(hash) === copy) copies.delete(hash);
      },
    );
    return copy;
  };

  return {
    /** Where files that come may be written before they are adopted. */
    incoming: path.join(own, 'incoming'),
    /** Makes a file that lies at `from` the copy of what is in the database. */
    adopt: async (hash: string, from: string, bytes: number): Promise<void> => {
      if (copies.has(hash)) await rm(from, { force: true });
      else
        await begin(
          hash,
          rename(from, pathOf(hash)).then(() => bytes),
        ).fetched;
      await makeRoom();
    },
    /** Runs `use` with the path of a copy, which stays there meanwhile. */
    withPath: async <T>(hash: string, use: (path: string) => Promise<T>): Promise<T> => {
      const copy = copies.get(hash) ?? begin(hash, fetch(hash, pathOf(hash)));
      copy.users += 1;
      try {
        await copy.fetched;
        if (copies.delete(hash)) copies.set(hash, copy);
        return await use(pathOf(hash));
      } finally {
        copy.users -= 1;
        await makeRoom();
      }
    },
    forget: async (hash: string): Promise<void> => {
      const copy = copies.get(hash);
      if (!copy || copy.users > 0) return;
      copies.delete(hash);
      await rm(pathOf(hash), { force: true });
    },
    close: async (): Promise<void> => {
      clearInterval(timer);
      await rm(own, { recursive: true, force: true });
    },
  };
};
