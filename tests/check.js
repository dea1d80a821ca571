// `npm run check`: format, types, lint, import ladder, dead code, then all tests, and on a current LTS of Node.js
// those of what is not JavaScript alone; every step runs even if one before it failed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '#server/build/stamp.js';
import { ltsMajor, runOnLts } from './support/lts.js';
import { runTests, sayCounts } from './support/run-jest.js';

const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);
const cache = 'node_modules/.cache';

// Each a program of Node with its arguments. The slow ones come first, so that two cores end at about the same time.
const steps = {
  lint: [
    bin('eslint/bin/eslint.js'),
    '.',
    '--cache',
    '--cache-location',
    `${cache}/eslint/`,
    '--max-warnings=0',
  ],
  types: [bin('typescript/bin/tsc'), '--incremental', '--tsBuildInfoFile', `${cache}/types.tsbuildinfo`],
  format: [bin('prettier/bin/prettier.cjs'), ...['--check', '--log-level=warn', '--cache', '.']],
  'import ladder': [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'shared', 'server', 'client', 'tests', 'bench'],
  ],
  'dead code': [bin('knip/bin/knip.js'), '--no-progress'],
};

/** Runs one step. @returns {Promise<boolean>} whether it was content */
const run = (/** @type {string} */ name, /** @type {string[]} */ argv) =>
  new Promise((resolve) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
      if (code !== 0) process.stdout.write(`${output.trim()}\n\n`);
      resolve(code === 0);
    });
  });

/** @type {boolean[]} */
const results = [];
const waiting = Object.entries(steps);
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await run(...next));
};
await Promise.all([work(), work()]);

let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  counts = await runTests(process.argv.slice(2));
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
}
// What a version of Node.js can break: the engine, canvases, password hashes, streams and sockets, child processes. Where the checks
// run on that version already, nothing is new.
const platformTests = [
  ...[
    'tests/kernel/engine',
    'tests/kernel/http',
    'tests/kernel/start',
    'tests/kernel/files',
    'tests/kernel/live.test',
  ],
  ...['tests/accounts', 'tests/papers/extract', 'tests/presentations/convert'],
];
if (process.argv.length === 2 && !process.version.startsWith(`v${String(ltsMajor)}.`)) {
  const isGood = await runOnLts(['--silent', ...platformTests]).catch((/** @type {unknown} */ error) => {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  });
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} on Node.js ${String(ltsMajor)}\n`);
  results.push(isGood);
}
// Every step beside the tests counts as one.
counts.passed += results.filter((isGood) => isGood).length;
counts.failed += results.filter((isGood) => !isGood).length;
process.stdout.write(`${sayCounts(counts)}\n`);
process.exit(counts.failed > 0 ? 1 : 0);
