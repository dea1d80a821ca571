// Finds the redis-server that tests of several processes start, and installs one where that can be done without asking.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { isDebian } from './find-chromium.js';

const isProgram = (/** @type {string} */ file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a redis-server: the first one in PATH; undefined where there is none. */
export const findRedis = () =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, 'redis-server'))
    .find(isProgram);

/** Installs a redis-server where there is none, on Debian as root; elsewhere its tests say that they were skipped. */
export const ensureRedis = () => {
  if (findRedis() !== undefined || !isDebian() || process.getuid?.() !== 0) return;
  process.stdout.write('The tests of several processes need redis-server: installing it with apt-get …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], { env });
};
