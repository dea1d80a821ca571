// Checks a backup by its own hashes, without a database.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { bsonName, hashFile, sumsName, type Manifest } from './manifest.ts';

const lineOf = /^([0-9a-f]{64}) {2}(.+)$/;
const fileOf = /^\.\.\/files\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

/** The hashes of the stored files in a backup. Throws a SettingsError that names the first thing which is not what it was. */
export const verifyBackup = async (folder: string, manifest: Manifest): Promise<readonly string[]> => {
  const damaged = (what: string) =>
    new SettingsError(
      `The backup in ${folder} is damaged: ${what}. Nothing was restored; take another backup, or copy this one anew.`,
    );
  const sums = path.join(folder, sumsName);
  const hashOf = (file: string) => hashFile(file).catch(() => null);
  if ((await hashOf(sums)) !== manifest.sums) throw damaged(`${sumsName} is not what it was`);
  const known = new Set(Object.keys(manifest.collections).map(bsonName));
  const files: string[] = [];
  for await (const line of createInterface({ input: createReadStream(sums), crlfDelay: Infinity })) {
    const [, hash = '', name = ''] = lineOf.exec(line) ?? [];
    const [, , file] = fileOf.exec(name) ?? [];
    if (file === undefined && !known.delete(name)) throw damaged(`${sumsName} names ${name}`);
    const found = await hashOf(path.join(folder, name));
    if (found !== hash) throw damaged(`${name} is ${found === null ? 'missing' : 'not what it was'}`);
    if (file !== undefined) files.push(file);
  }
  if (known.size > 0) throw damaged(`${[...known].join(', ')} are missing from ${sumsName}`);
  return files;
};
