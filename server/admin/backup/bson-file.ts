// Collections in files of BSON documents one after the other, as mongodump writes them and mongorestore reads them.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface WrittenFile {
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Makes sure that a file is on disk. */
export const syncFile = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
};

/** Writes documents into a new file and onto the disk. */
export const writeBson = async (file: string, documents: AsyncIterable<Buffer>): Promise<WrittenFile> => {
  const digest = createHash('sha256');
  let [count, bytes] = [0, 0];
  const counted = async function* () {
    for await (const document of documents) {
      digest.update(document);
      count += 1;
      bytes += document.length;
      yield document;
    }
  };
  await pipeline(Readable.from(counted()), createWriteStream(file));
  await syncFile(file);
  return { count, bytes, sha256: digest.digest('hex') };
};

/** The documents of a file as they were written. Throws where it ends within one. */
export const readBson = async function* (file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= 4) {
      const size = rest.readInt32LE(at);
      if (size < 5) throw new Error(`${file} is no file of BSON documents`);
      if (rest.length - at < size) break;
      yield rest.subarray(at, at + size);
      at += size;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new Error(`${file} ends within a document`);
};
