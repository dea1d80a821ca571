// Runs tests on a current LTS of Node.js, whatever Node.js runs this: the program comes from npm and stays in the cache.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '#server/build/stamp.js';

/** The line of releases that the Docker image runs, too. */
export const ltsMajor = 24;

const isWindows = process.platform === 'win32';
const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
const packageName = `${isAppleSilicon ? 'node-bin' : 'node'}-${isWindows ? 'win' : process.platform}-${process.arch}`;
const folder = path.join(root, `node_modules/.cache/node-${String(ltsMajor)}`);
const program = path.join(folder, `node_modules/${packageName}/bin/node${isWindows ? '.exe' : ''}`);

/** The path of Node.js 24, which is installed when it is not there yet. Throws an error of one sentence where that fails. */
const ensureLts = () => {
  if (existsSync(program)) return program;
  const wanted = `${packageName}@${String(ltsMajor)}`;
  process.stdout.write(`Installing Node.js ${String(ltsMajor)} from npm (${wanted}, about 130 MB) …\n`);
  const argv = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-package-lock', wanted];
  const { status, stderr } = spawnSync('npm', argv, { encoding: 'utf8', shell: isWindows });
  if (status !== 0 || !existsSync(program))
    throw new Error(`npm could not install ${wanted}: ${stderr.trim().slice(-500)}`);
  return program;
};

/** Runs tests that Jest's arguments select on Node.js 24, all of them without; resolves to whether all passed. */
export const runOnLts = (/** @type {readonly string[]} */ jestArguments) => {
  const lts = ensureLts();
  // What is started below by name is the same Node.js.
  const env = { ...process.env, PATH: `${path.dirname(lts)}${path.delimiter}${process.env['PATH'] ?? ''}` };
  const child = spawn(lts, [path.join(root, 'tests/run.js'), ...jestArguments], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((/** @type {(isGood: boolean) => void} */ resolve) => {
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
};
