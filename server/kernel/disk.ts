// How much room the disk has: new writes are refused in time, because the embedded engine aborts when there is none left.
import { statfs } from 'node:fs/promises';
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';
import type { Log } from './log.ts';

/**
 * `low`: nothing new is stored, small things such as a sign-in still are. `critical`: nothing at all is written, reading goes on.
 */
export type Room = 'enough' | 'low' | 'critical';

export interface Disk {
  /** Looked at anew when the last look is a moment ago. */
  room(): Promise<Room>;
  /** As it was at the last look. */
  last(): { readonly room: Room; readonly freeBytes: number };
  close(): void;
}

interface Options {
  /** A folder on the disk. */
  readonly folder: string;
  /** Below this much free space the room is `low`, below a quarter of it `critical`. */
  readonly minFreeBytes: number;
  readonly log: Log;
}

const freshMs = 250;
const lookEveryMs = 2000;
/** There has to be so much more room again before writing goes on, so that it does not come and go with every file. */
const comeback = 1.25;
const criticalShare = 0.25;
const retryAfterSeconds = 10;

/** The refusal of what cannot be stored for want of room. */
export const diskFull = (): Refusal =>
  refuse(
    'unavailable',
    'disk_full',
    'The server’s disk is nearly full, so it stores nothing new at present. Reading goes on; what you type is kept on this device and saved when there is room again.',
    { retryAfterSeconds },
  );

/** OutOfDiskSpace, as a database server of its own says it. */
export const isOutOfSpace = (error: unknown): boolean => {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === 14031 || code === 'ENOSPC';
};

/** Bytes that whoever runs this process may still write. */
export const freeBytesOf = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Watches from now on, and logs when the room gets short and when there is enough again. */
export const watchDisk = async ({ folder, minFreeBytes, log }: Options): Promise<Disk> => {
  let room: Room = 'enough';
  let freeBytes = Infinity;
  let lookedAt = -Infinity;
  let looking: Promise<Room> | undefined;

  const judge = (): Room => {
    const factor = room === 'enough' ? 1 : comeback;
    if (freeBytes < minFreeBytes * criticalShare * (room === 'critical' ? comeback : 1)) return 'critical';
    return freeBytes < minFreeBytes * factor ? 'low' : 'enough';
  };
  const look = async (): Promise<Room> => {
    freeBytes = await freeBytesOf(folder);
    lookedAt = performance.now();
    const before = room;
    room = judge();
    if (room !== before) {
      const facts = { room, freeMb: Math.floor(freeBytes / 1e6), minFreeMb: Math.floor(minFreeBytes / 1e6) };
      if (room === 'enough') log.warn(facts, 'the disk has room again; writing goes on');
      else log.error(facts, 'the disk is nearly full; new writes are refused until there is room');
    }
    return room;
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };

  await look();
  const timer = setInterval(() => {
    lookOnce().catch((error: unknown) => {
      log.error({ error: String(error) }, 'the free space of the disk cannot be read');
    });
  }, lookEveryMs).unref();
  return {
    room: () => (performance.now() - lookedAt < freshMs ? Promise.resolve(room) : lookOnce()),
    last: () => ({ room, freeBytes }),
    close: () => {
      clearInterval(timer);
    },
  };
};
