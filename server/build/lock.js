// `npm run lock`: completes package-lock.json with the binaries for other platforms, after packages were changed.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './stamp.js';

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 */

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const processors = [
  'arm64',
  'x64',
  'ia32',
  'riscv64',
  'ppc64',
  's390x',
  'loong64',
  'mips64el',
  'arm',
  'wasm32',
];

/** What a package such as `@napi-rs/canvas-linux-x64-musl` says of its platform by its name. */
const platformOf = (/** @type {string} */ name) => {
  const words = (name.split('/').at(-1) ?? name).split('-');
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(os === 'linux' && { libc: [libc] }) };
};

/** Where Node would find `name` from the package at `key`; undefined where the lockfile has none. */
const find = (
  /** @type {Record<string, Entry>} */ packages,
  /** @type {string} */ key,
  /** @type {string} */ name,
) => {
  for (let base = key; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const place = `${base === '' ? '' : `${base}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (!base.includes('/node_modules/')) return packages[`node_modules/${name}`] && `node_modules/${name}`;
  }
};

/**
 * The optional packages that something names and the lockfile lacks. npm drops those whose data it could not get when
 * the lockfile was written (a mirror need not have every platform), and `npm ci` then refuses the lockfile.
 */
export const missingPlatforms = (/** @type {Record<string, Entry>} */ packages) =>
  Object.entries(packages).flatMap(([key, { dev, optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !find(packages, key, name))
      .map(([name, version]) => ({ name, version, dev: dev === true })),
  );

/** Adds them by name and version; npm asks the registry for the rest where such a platform installs. */
export const completeLock = (/** @type {Record<string, Entry>} */ packages) => {
  const complete = { ...packages };
  for (const { name, version, dev } of missingPlatforms(packages))
    complete[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platformOf(name) };
  const keys = Object.keys(complete).sort();
  return Object.fromEntries(keys.map((key) => [key, complete[key]]));
};

if (process.argv[1] === import.meta.filename) {
  const file = path.join(root, 'package-lock.json');
  /** @type {unknown} */
  const parsed = JSON.parse(readFileSync(file, 'utf8'));
  const lock = /** @type {{ packages: Record<string, Entry> }} */ (parsed);
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: completeLock(lock.packages) }, null, 2)}\n`);
}
