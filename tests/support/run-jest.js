// Prepares what the tests need (the build, a browser) and runs Jest in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { needsBuild, root } from '#server/build/stamp.js';
import { ensureChromium } from './find-chromium.js';
import { ensureRedis } from './find-redis.js';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {Counts & { path: string }} FileCounts */

const isUnattended = process.env['CI'] !== undefined;

/** Runs Jest once. @returns {Promise<{ isGood: boolean, files: FileCounts[] }>} */
const runJest = (/** @type {number} */ workers, /** @type {readonly string[]} */ jestArguments) => {
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const always = [
    '--reporters=default',
    '--reporters=<rootDir>/tests/support/count-reporter.js',
    // Without a flag of its own after them the files named by hand would be read as reporters.
    `--maxWorkers=${String(workers)}`,
    // A file that breaks off while it starts its server would leave that running, and nobody is there to press Ctrl-C.
    ...(isUnattended ? ['--forceExit'] : []),
  ];
  const child = spawn(process.execPath, [...flags, jest, ...always, ...jestArguments], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {FileCounts[]} */
  let files = [];
  child.on('message', (message) => {
    files = /** @type {FileCounts[]} */ (message);
  });
  // Ctrl-C reaches Jest too; this process waits for it and then says what was done.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill());
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ isGood: code === 0, files });
    });
  });
};

/**
 * Files that failed are run once more, each by itself: two cores full of browsers and PDFs are at times too slow for a story,
 * and nobody is there to try again. Which ones needed it is printed; what fails twice has failed.
 */
const tryAgain = async (
  /** @type {FileCounts[]} */ files,
  /** @type {readonly string[]} */ jestArguments,
) => {
  const failed = files.filter((file) => file.failed > 0).map((file) => file.path);
  process.stdout.write(`\nOnce more, one by one:\n${failed.join('\n')}\n\n`);
  const second = await runJest(1, [...jestArguments, '--runTestsByPath', ...failed]);
  // Of a file that was not run at all the first failure stands.
  const outcomes = files.map((file) => second.files.find(({ path: other }) => other === file.path) ?? file);
  for (const file of outcomes.filter((one) => failed.includes(one.path)))
    process.stdout.write(
      `${file.failed > 0 ? 'Failed twice' : 'Failed once, then passed'}: ${path.relative(root, file.path)}\n`,
    );
  return { isGood: second.isGood, files: outcomes };
};

/** The most files that may be tried again: when more fail, something is wrong with the code and not with the machine. */
const againAtMost = 12;

/**
 * Runs the tests that Jest's arguments select, all of them without. A run that ends badly counts at least one failure.
 * Throws when something it needs is missing and cannot be made.
 * @param {readonly string[]} jestArguments
 * @returns {Promise<Counts>}
 */
export const runTests = async (jestArguments) => {
  ensureChromium();
  ensureRedis();
  if (needsBuild()) {
    process.stdout.write('Building …\n');
    const { build } = await import('#server/build/build.js');
    await build();
  }
  let run = await runJest(2, jestArguments);
  const failures = run.files.filter((file) => file.failed > 0).length;
  if (isUnattended && failures > 0 && failures <= againAtMost)
    run = await tryAgain(
      run.files,
      jestArguments.filter((argument) => argument.startsWith('-')),
    );
  const sum = (/** @type {keyof Counts} */ key) => run.files.reduce((total, file) => total + file[key], 0);
  const failed = sum('failed');
  return {
    passed: sum('passed'),
    failed: run.isGood ? failed : Math.max(1, failed),
    skipped: sum('skipped'),
  };
};

/** The plain line, for example "412 passed, 0 failed, 3 skipped". */
export const sayCounts = (/** @type {Counts} */ { passed, failed, skipped }) =>
  `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
