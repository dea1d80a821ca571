// A small disk of its own, in memory, that a test fills and empties; undefined where this machine lets nobody mount one.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  freeMb(): Promise<number>;
  /** Another program eats the disk, until so much is left (MB). */
  fillTo(leftMb: number): Promise<void>;
  /** It gives everything back. */
  empty(): void;
  remove(): Promise<void>;
}

const mb = 1024 * 1024;

/** Unmounts a disk when it is told to or when this process ends, however it does: a test file that fails early runs no `afterAll`. */
const unmountAtTheEnd = (folder: string) => {
  const script = 'read _; umount -l "$1"; rmdir "$1"';
  const keeper = spawn('sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keeper.unref();
  (keeper.stdin as Socket).unref();
  return async () => {
    if (keeper.exitCode !== null) return;
    keeper.stdin.end();
    await once(keeper, 'exit');
  };
};

export const mountSmallDisk = async (sizeMb: number): Promise<SmallDisk | undefined> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(sizeMb)}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    });
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  const fillers = path.join(folder, 'another-program');
  const freeMb = async () => {
    const { bavail, bsize } = await statfs(folder);
    return (bavail * bsize) / mb;
  };
  return {
    folder,
    freeMb,
    fillTo: async (leftMb) => {
      for (let left = await freeMb(); left > leftMb; left = await freeMb()) {
        const bytes = Math.max(4096, Math.floor(Math.min(4, left - leftMb) * mb));
        try {
          writeFileSync(fillers, Buffer.alloc(bytes), { flag: 'a' });
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
          return;
        }
      }
    },
    empty: () => {
      rmSync(fillers, { force: true });
    },
    remove: unmountAtTheEnd(folder),
  };
};
