// What is wrong within the data: indexes, references that lead nowhere, files that are missing, damaged, or nobody's.
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Installation } from '#server/admin/installation.ts';
import { stringsOf } from '#server/admin/person/words.ts';
import { findUnmet } from '#server/admin/references.ts';
import { sourceOf } from '#server/admin/source.ts';
import type { Finding } from './finding.ts';
import { isUnused } from './surroundings.ts';

export const checkIndexes = async ({ connection, db }: Installation): Promise<Finding[]> => {
  // The first start makes them.
  if (await isUnused(db)) return [];
  const findings: Finding[] = [];
  for (const model of Object.values(connection.models)) {
    const { toDrop, toCreate } = await model.diffIndexes();
    const problems = [
      ...toCreate.map((keys) => `lacks the index ${JSON.stringify(keys)}`),
      ...toDrop.map((name) => `has the index ${String(name)}, which nothing uses`),
    ];
    for (const problem of problems)
      findings.push({
        about: 'indexes',
        says: `The collection ${model.collection.name} ${problem}: the next start sets it right, or --repair.`,
        repair: async () => {
          await model.syncIndexes();
        },
      });
  }
  return findings;
};

export const checkReferences = async ({ db, files }: Installation): Promise<Finding[]> => {
  const stored = await files.list();
  return (await findUnmet(await sourceOf(db), (hash) => stored.has(hash))).map(
    ({ collection, id, at, to, value }): Finding => ({
      about: 'references',
      says:
        to === 'files'
          ? `The file ${value} of ${collection} ${id} (${at}) is missing: copy it from a backup, files/${value.slice(0, 2)}/${value}.`
          : `${collection} ${id} names ${value} (${at}), which is not in ${to}: pages may lack it; look for it in a backup.`,
    }),
  );
};

const dayMs = 24 * 3600 * 1000;
const isHash = /^[0-9a-f]{64}$/;

/** Files that no document names at all, wherever hashes may stand. Those of today may belong to what is only coming. */
export const checkOrphanFiles = async ({ db, files }: Installation): Promise<Finding[]> => {
  const stored = new Map(await files.list());
  const source = await sourceOf(db);
  for (const name of source.names)
    for await (const document of source.read(name))
      for (const [, text] of stringsOf(document)) if (isHash.test(text)) stored.delete(text);
  const findings: Finding[] = [];
  for (const [hash, bytes] of stored) {
    const keptAt = await files.keptAt(hash);
    if (keptAt === null || Date.now() - keptAt < dayMs) continue;
    findings.push({
      about: 'files',
      says: `The file ${hash} (${String(bytes)} bytes) belongs to nothing: --repair removes it.`,
      repair: () => files.remove(hash),
    });
  }
  return findings;
};

/** Reads every file: what a disk has changed. */
export const checkBytes = async ({ files }: Installation): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const hash of (await files.list()).keys()) {
    const digest = createHash('sha256');
    await pipeline(files.read(hash), digest);
    if (digest.digest('hex') !== hash)
      findings.push({
        about: 'files',
        says: `The file ${hash} is damaged: copy it from a backup, files/${hash.slice(0, 2)}/${hash}, and check the disk.`,
      });
  }
  return findings;
};
