// Finds the Chromium that the browser tests drive, and installs one where that can be done without asking.
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const isProgram = (/** @type {string} */ file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a Chromium or Chrome: CHROMIUM_PATH, or the first one in PATH; undefined where there is none. */
export const findChromium = () => {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return isProgram(given) ? given : undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const inPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...inPath, ...usualPlaces].find(isProgram);
};

// Ubuntu's package of that name is only a pointer to a snap.
export const isDebian = () => {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
};

/** Makes sure that there is a Chromium: on Debian as root by installing it. Throws an error of one sentence otherwise. */
export const ensureChromium = () => {
  if (findChromium() !== undefined) return;
  const given = process.env['CHROMIUM_PATH'];
  if (given) throw new Error(`CHROMIUM_PATH names no program: ${given}.`);
  if (!isDebian() || process.getuid?.() !== 0)
    throw new Error(
      'The browser tests need Chromium or Chrome: install it (Debian: apt-get install chromium; elsewhere google.com/chrome) or set CHROMIUM_PATH to the program.',
    );
  process.stdout.write('The browser tests need Chromium: installing it with apt-get (about 300 MB) …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-noto-core'];
  const commands = [['update'], ['install', '-y', '--no-install-recommends', ...packages]];
  for (const command of commands) {
    const { status, stderr, stdout } = spawnSync('apt-get', command, { env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`apt-get ${command.join(' ')} failed: ${(stderr || stdout).trim().slice(-500)}`);
  }
  const installed = findChromium();
  if (installed === undefined) throw new Error('apt-get installed Chromium, but it is not in PATH.');
  process.stdout.write(execFileSync(installed, ['--version'], { encoding: 'utf8' }));
};
