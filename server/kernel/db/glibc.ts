// Makes copies of the database engine that load where the system's glibc is a little older than the build asks for.
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readElfImports, weakFlag } from './elf.ts';

// The engine was built on glibc 2.38, but all that it takes from there are new names for old functions: the number
// readers of C23 (__isoc23_strtol and relatives: they also accept "0b101") and fmod without its old error handler.
// So the copies ask for the functions as they have been from the beginning. The symbols of 2.36 have no elder.
const newest = 'GLIBC_2.38';
const beginnings = ['GLIBC_2.2.5', 'GLIBC_2.17']; // of x64; of arm64, which has no 2.2.5
const renamed = '__isoc23_';

/** A glibc version as a number that sorts: "2.36" is 2036. */
const ordinal = (version: string) => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
};

/** How the engine fares with a glibc version such as "2.36": it loads as it is, as a patched copy, or not at all. */
export const fitOf = (glibc: string): 'as built' | 'patched' | 'none' =>
  ordinal(glibc) >= 2038 ? 'as built' : ordinal(glibc) >= 2036 ? 'patched' : 'none';

/** The glibc of this system, such as "2.36"; undefined where there is none (macOS, Windows, Alpine). */
export const systemGlibc = (): string | undefined =>
  (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header.glibcVersionRuntime;

/** Changes the library in place so that it needs nothing of glibc 2.38, and returns the symbols it then asks for instead. */
export const patchForOlderGlibc = (image: Buffer): string[] => {
  const { needs, symbols } = readElfImports(image);
  const patched = symbols.filter((symbol) => symbol.need.version === newest);
  for (const { name, need, nameAt, indexAt } of patched) {
    const elder = beginnings
      .map((version) => needs.find((each) => each.library === need.library && each.version === version))
      .find((each) => each !== undefined);
    if (!elder) throw new Error(`${name} of ${need.library} has no older version to stand in for it`);
    image.writeUInt16LE(elder.index, indexAt);
    if (name.startsWith(renamed)) image.writeUInt32LE(image.readUInt32LE(nameAt) + renamed.length, nameAt);
  }
  for (const need of needs) if (need.version === newest) image.writeUInt16LE(weakFlag, need.flagsAt);
  return patched.map(({ name }) => (name.startsWith(renamed) ? name.slice(renamed.length) : name));
};

/**
 * Copies and patches the libraries beside `nativeFile` into the first of `caches` that can be written, and returns the
 * copy of `nativeFile`. The folder is named by its content, complete or absent, and shared by all processes.
 */
export const patchedCopy = async (nativeFile: string, caches: readonly string[]): Promise<string> => {
  const from = path.dirname(nativeFile);
  const names = (await readdir(from)).filter((name) => /\.(node|so)$/.test(name)).sort();
  const digest = createHash('sha256');
  const images = new Map<string, Buffer>();
  for (const name of names) {
    const image = await readFile(path.join(from, name));
    patchForOlderGlibc(image);
    digest.update(image);
    images.set(name, image);
  }
  const folderName = `engine-${digest.digest('hex').slice(0, 16)}`;

  let refusal: unknown;
  for (const cache of caches) {
    const folder = path.join(cache, folderName);
    const copy = path.join(folder, path.basename(nativeFile));
    if (await exists(copy)) return copy;
    try {
      await writeTogether(folder, images);
      return copy;
    } catch (error) {
      if (await exists(copy)) return copy; // another process was quicker
      refusal = error;
    }
  }
  throw refusal;
};

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

const writeTogether = async (folder: string, files: ReadonlyMap<string, Buffer>) => {
  await mkdir(path.dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}-`);
  try {
    for (const [name, content] of files) await writeFile(path.join(temporary, name), content);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};
