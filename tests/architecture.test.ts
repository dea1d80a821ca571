// The import ladder catches a breach of each of its rules, and lets what is allowed pass.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from '@jest/globals';
import { root } from '#server/build/stamp.js';

interface Result {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

// Rule, planted file, what it imports.
const breaches = [
  ['accounts-only-downwards', 'shared/accounts/up.ts', '#shared/courses/leaf.ts'],
  ['courses-only-downwards', 'client/courses/up.ts', '#shared/papers/leaf.ts'],
  ['papers-only-downwards', 'client/papers/up.ts', '#client/reader/leaf.ts'],
  ['reader-only-downwards', 'client/reader/up.ts', '#shared/reviews/leaf.ts'],
  ['annotations-only-downwards', 'server/annotations/up.ts', '#shared/reviews/leaf.ts'],
  ['reviews-only-downwards', 'server/reviews/up.ts', '#server/presentations/public.ts'],
  ['remarks-only-downwards', 'server/remarks/up.ts', '#server/feedback/public.ts'],
  ['grading-only-downwards', 'server/grading/up.ts', '#server/presentations/public.ts'],
  ['presentations-only-downwards', 'server/presentations/up.ts', '#server/rounds/public.ts'],
  ['rounds-only-downwards', 'server/rounds/up.ts', '#server/reporting/public.ts'],
  ['reporting-only-downwards', 'server/reporting/up.ts', '#server/meeting-record/public.ts'],
  ['meeting-record-only-downwards', 'server/meeting-record/up.ts', '#server/demo/public.ts'],
  ['kernel-and-kit-know-no-domain', 'client/kit/knowing.ts', '#shared/papers/leaf.ts'],
  ['session-knows-accounts-only', 'client/kernel/session.ts', '#shared/courses/leaf.ts'],
  ['kernel-below-kit', 'client/kernel/up.ts', '#client/kit/leaf.ts'],
  ['shared-imports-zod-and-itself', 'shared/papers/greedy.ts', 'node:path'],
  ['server-and-client-apart', 'server/papers/wrong-side.ts', '#client/papers/leaf.ts'],
  ['server-domains-through-public', 'server/papers/back-door.ts', '#server/courses/leaf.ts'],
  ['app-composes-domains', 'server/app.ts', '#server/courses/leaf.ts'],
  ['composed-from-above', 'client/papers/page-lover.ts', '#client/pages/leaf.ts'],
  ['no-climbing', 'client/papers/climber.ts', '../kit/leaf.ts'],
  ['no-circles', 'shared/papers/snake-tail.ts', './snake.ts'],
  ['no-orphans', 'server/papers/orphan.ts', ''],
  ['no-tests-in-the-product', 'server/papers/tester.ts', '#tests/support/leaf.ts'],
  ['no-development-packages-in-the-product', 'server/papers/developer.ts', '@jest/globals'],
  ['nothing-unresolvable', 'server/papers/lost.ts', '#server/papers/nowhere.ts'],
] as const;

const allowed = [
  ['shared/rounds/down.ts', '#shared/accounts/leaf.ts'],
  ['shared/papers/rules.ts', 'zod'],
  ['client/pages/composing.ts', '#client/rounds/leaf.ts'],
  ['client/reader/anchored.ts', '#shared/annotations/anchor.ts'],
  ['client/kit/kernel-user.ts', '#client/kernel/leaf.ts'],
  ['server/rounds/front-door.ts', '#server/courses/public.ts'],
  ['server/main.ts', '#server/courses/store.ts'],
] as const;

const planted = await mkdtemp(path.join(os.tmpdir(), 'paperround-ladder-'));
afterAll(() => rm(planted, { recursive: true, force: true }));

const plant = async (file: string, text: string) => {
  const full = path.join(planted, file);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, text);
};

/** The violated rules, by file. */
const cruisePlanted = async () => {
  const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const configuration = path.join(root, '.dependency-cruiser.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, '--config', configuration, '--no-cache', '--output-type', 'json', '.'],
    { cwd: planted, maxBuffer: 2 ** 26 },
  );
  return (JSON.parse(stdout) as Result).summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`);
};

test('every breach is named, and nothing else', async () => {
  for (const file of ['package.json', 'tsconfig.json'])
    await copyFile(path.join(root, file), path.join(planted, file));
  await symlink(path.join(root, 'node_modules'), path.join(planted, 'node_modules'));
  const lines = [...breaches.map(([, file, target]) => [file, target] as const), ...allowed];
  for (const [file, target] of lines) {
    await plant(file, target === '' ? 'export {};\n' : `export * from '${target}';\n`);
    if (target.startsWith('#') && !target.endsWith('nowhere.ts'))
      await plant(target.slice(1), 'export const leaf = 1;\n');
  }
  await plant('shared/papers/snake.ts', "export * from './snake-tail.ts';\n");
  await plant('client/kit/leaf.ts', 'export const leaf = 1;\n');

  const expected = breaches.map(([rule, file]) => `${rule}: ${file}`);
  expect((await cruisePlanted()).sort()).toEqual(expected.sort());
}, 60_000);
