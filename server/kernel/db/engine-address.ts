// Where the running engine of a data directory is reached, for other programs of the same user: a small file beside the database.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import path from 'node:path';

const fileIn = (dataDir: string) => path.join(path.resolve(dataDir), 'db.address');

/** Says that the engine of `dataDir` is reached at `address`. */
export const tellEngine = (dataDir: string, address: string): Promise<void> =>
  writeFile(fileIn(dataDir), address, { mode: 0o600 });

/** Takes it back. */
export const forgetEngine = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });

const answers = (socketPath: string) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection(socketPath);
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
  });

/** The address of the engine that a running server has open on `dataDir`, or null where none answers. */
export const findEngine = async (dataDir: string): Promise<string | null> => {
  const address = await readFile(fileIn(dataDir), 'utf8').catch(() => null);
  if (address === null) return null;
  const [, socketPath] = /^mongodb:\/\/([^/]+)\//.exec(address) ?? [];
  return socketPath !== undefined && (await answers(decodeURIComponent(socketPath))) ? address : null;
};
