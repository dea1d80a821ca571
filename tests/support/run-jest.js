// Prepares what the tests need (the build, a browser) and runs Jest in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { needsBuild, root } from '#server/build/stamp.js';
import { ensureChromium } from './find-chromium.js';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs the tests that Jest's arguments select, all of them without. A run that ends badly counts at least one failure.
 * Throws when something it needs is missing and cannot be made.
 * @param {readonly string[]} jestArguments
 * @returns {Promise<Counts>}
 */
export const runTests = async (jestArguments) => {
  ensureChromium();
  if (needsBuild()) {
    process.stdout.write('Building …\n');
    const { build } = await import('#server/build/build.js');
    await build();
  }
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const reporters = [
    '--reporters=default',
    '--reporters=<rootDir>/tests/support/count-reporter.js',
    '--maxWorkers=2',
    // A file that breaks off while it starts its server would leave that running, and nobody is there to press Ctrl-C.
    ...(process.env['CI'] === undefined ? [] : ['--forceExit']),
  ];
  const child = spawn(process.execPath, [...flags, jest, ...reporters, ...jestArguments], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {Counts} */
  let counts = { passed: 0, failed: 0, skipped: 0 };
  child.on('message', (message) => {
    counts = /** @type {Counts} */ (message);
  });
  // Ctrl-C reaches Jest too; this process waits for it and then says what was done.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill());
  /** @type {Promise<boolean>} */
  const ended = new Promise((resolve) => {
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
  return (await ended) ? counts : { ...counts, failed: Math.max(1, counts.failed) };
};

/** The plain line, for example "412 passed, 0 failed, 3 skipped". */
export const sayCounts = (/** @type {Counts} */ { passed, failed, skipped }) =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
