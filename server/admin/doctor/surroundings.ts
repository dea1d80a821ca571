// What is around the data: versions, free space, the clock, Redis, and somebody who can administrate.
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from 'mongodb';
import { createClient } from 'redis';
import type { Installation } from '#server/admin/installation.ts';
import { collectionsOf } from '#server/admin/source.ts';
import { isRestoring } from '#server/kernel/db/restoring.ts';
import { pendingMigrations } from '#server/migrations/run.ts';
import type { Finding } from './finding.ts';

/** Whether no server has ever run on it. */
export const isUnused = async (db: Db): Promise<boolean> => (await collectionsOf(db)).length === 0;

const oldestNode = [20, 19] as const;
const roomNeeded = 1024 ** 3;
const skewAtMostMs = 2000;
const redisPatienceMs = 3000;

export const checkVersions = async ({ db }: Installation): Promise<Finding[]> => {
  if (await isUnused(db))
    return [
      {
        about: 'settings',
        says: 'Nothing is stored here yet: start the server once, or correct DATA_DIR or MONGODB_URI.',
      },
    ];
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  const pending = await pendingMigrations(db);
  return [
    ...(isOld
      ? [
          {
            about: 'versions',
            says: `Node.js ${process.version} is too old: install 20.19 or newer.`,
          } as const,
        ]
      : []),
    ...(pending.length > 0
      ? [
          {
            about: 'versions',
            says: `${String(pending.length)} migrations are to be done: start the server, or run migrate.`,
          } as const,
        ]
      : []),
    ...((await isRestoring(db))
      ? [{ about: 'versions', says: 'A restore has not finished: run it again.' } as const]
      : []),
  ];
};

export const checkSpace = async ({ environment }: Installation): Promise<Finding[]> => {
  const folder = path.resolve(environment.dataDir);
  const disk = await statfs(folder).catch(() => null);
  if (!disk) return [{ about: 'settings', says: `There is no folder ${folder}: set DATA_DIR.` }];
  const free = disk.bavail * disk.bsize;
  if (free >= roomNeeded) return [];
  return [
    {
      about: 'space',
      says: `Only ${(free / 1e6).toFixed(0)} MB are free where ${folder} lies: make room, or writes will be refused soon.`,
    },
  ];
};

export const checkClock = async ({ db }: Installation): Promise<Finding[]> => {
  const asked = Date.now();
  const { localTime } = (await db.command({ hello: 1 })) as { localTime?: Date };
  const here = (asked + Date.now()) / 2;
  const skew = localTime ? Math.abs(localTime.getTime() - here) : 0;
  if (skew <= skewAtMostMs) return [];
  return [
    {
      about: 'clock',
      says: `The clocks of this machine and of the database differ by ${(skew / 1000).toFixed(0)} seconds: deadlines are judged by this machine's. Set up NTP on both.`,
    },
  ];
};

export const checkRedis = async ({ environment }: Installation): Promise<Finding[]> => {
  const { redisUrl } = environment;
  if (redisUrl === undefined) return [];
  const client = createClient({
    url: redisUrl,
    socket: { connectTimeout: redisPatienceMs, reconnectStrategy: false },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return [];
  } catch (error) {
    const says = `Redis does not answer at REDIS_URL (${(error as Error).message}): people on different processes do not hear each other. Start it, or correct the address.`;
    return [{ about: 'redis', says }];
  } finally {
    client.destroy();
  }
};

export const checkPeople = async ({ db }: Installation): Promise<Finding[]> => {
  if (await isUnused(db)) return [];
  if (await db.collection('people').findOne({ isAdmin: true, isDisabled: false })) return [];
  return [{ about: 'people', says: 'Nobody is an administrator: run create-admin.' }];
};
