// Tells whether `dist` was built from the sources as they are now.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const stampFile = path.join(root, 'dist', 'stamp');
const sources = ['shared', 'server', 'client', 'package-lock.json'];

const filesBelow = (/** @type {string} */ place) => {
  const full = path.join(root, place);
  // A package has no lock file.
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [place];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(place, name))
    .sort();
};

/** A digest of the names, sizes and times of all sources: fast, and different after every edit or checkout. */
const presentStamp = () => {
  const digest = createHash('sha256').update(process.version);
  for (const file of sources.flatMap(filesBelow)) {
    const { size, mtimeMs } = statSync(path.join(root, file));
    digest.update(`${file}\n${String(size)}\n${String(mtimeMs)}\n`);
  }
  return digest.digest('hex');
};

/** True when there is no build, or it was made from other sources. */
export const needsBuild = () => {
  try {
    return readFileSync(stampFile, 'utf8') !== presentStamp();
  } catch {
    return true;
  }
};

/** Remembers that `dist` fits the present sources. */
export const markBuilt = () => {
  writeFileSync(stampFile, presentStamp());
};
