// Files in the database (GridFS), named by the SHA-256 of their bytes: every process of a community has the same ones.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import { createFilesCache } from './files-cache.ts';
import type { FileStore } from './files.ts';
import { createReceiver } from './receive-file.ts';
import type { Inspect } from './virus-scan.ts';

interface Options {
  readonly db: Connection;
  /** For files that come and for local copies. */
  readonly cacheDir: string;
  readonly reserveBytes?: number;
  /** Asked about every file before it is taken in. */
  readonly inspect?: Inspect | undefined;
  /** Of local copies. */
  readonly cacheBytesAtMost?: number;
}

/** GridFS' own size is 255 kB; with this a paper is one to five pieces. */
const chunkBytes = 1024 * 1024;
/** No upload into the database takes so long. */
const leftAfterMs = 24 * 3600_000;

/**
 * A store in the collections `files.files` and `files.chunks`. A file is complete (its entry is written last, and journaled) or
 * absent. Two who store the same bytes in the same moment may make two entries, which are one file here.
 */
export const createDatabaseFiles = async ({
  db,
  cacheDir,
  reserveBytes = 512 * 1024 * 1024,
  inspect,
  cacheBytesAtMost = 2_000_000_000,
}: Options): Promise<FileStore> => {
  const database = db.db;
  if (!database) throw new Error('files need an open database');
  const bucket = new mongoose.mongo.GridFSBucket(database, {
    bucketName: 'files',
    chunkSizeBytes: chunkBytes,
  });
  const chunks = database.collection<{ files_id: mongoose.mongo.ObjectId; n: number }>('files.chunks');

  const entries = (hash: string) => bucket.find({ filename: hash }, { projection: { _id: 1 } }).toArray();
  const has = async (hash: string) => (await entries(hash)).length > 0;

  const fetch = async (hash: string, path: string): Promise<number> => {
    const digest = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        digest.update(chunk);
        done(null, chunk);
      },
    });
    const temporary = `${path}.part`;
    try {
      await pipeline(bucket.openDownloadStreamByName(hash), measure, createWriteStream(temporary));
      if (digest.digest('hex') !== hash) throw new Error(`The file ${hash} in the database is damaged`);
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return bytes;
  };
  const cache = await createFilesCache({ folder: cacheDir, bytesAtMost: cacheBytesAtMost, fetch });
  const receive = await createReceiver({ folder: cache.incoming, reserveBytes, inspect, leftAfterMs: 0 });

  const upload = async (hash: string, path: string) => {
    const target = bucket.openUploadStream(hash);
    try {
      await pipeline(createReadStream(path), target);
    } catch (error) {
      await chunks.deleteMany({ files_id: target.id }).catch(() => undefined);
      throw error;
    }
  };

  return {
    has,
    withPath: cache.withPath,
    read: (hash) => bucket.openDownloadStreamByName(hash),
    remove: async (hash) => {
      // An entry that another process removes in the same moment is gone all the same.
      for (const { _id } of await entries(hash)) await bucket.delete(_id).catch(() => undefined);
      await cache.forget(hash);
    },
    put: async (source, maxBytes) => {
      const { hash, bytes, path } = await receive(source, maxBytes);
      try {
        if (!(await has(hash))) await upload(hash, path);
        await cache.adopt(hash, path, bytes);
        return { hash, bytes };
      } finally {
        await rm(path, { force: true });
      }
    },
    sweep: async () => {
      // The ids of entries hold the time at which they were made.
      const before = mongoose.mongo.ObjectId.createFromTime((Date.now() - leftAfterMs) / 1000);
      const first = chunks.find({ n: 0, files_id: { $lt: before } }, { projection: { files_id: 1 } });
      for await (const { files_id } of first) {
        const [entry] = await bucket.find({ _id: files_id }, { projection: { _id: 1 } }).toArray();
        if (!entry) await chunks.deleteMany({ files_id });
      }
    },
    close: cache.close,
  };
};
