// The engine on systems older than its build: what is changed in the copies, that they load, and who is turned away.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBuild } from '#server/kernel/db/build.ts';
import { readElfImports } from '#server/kernel/db/elf.ts';
import { fitOf, patchedCopy, patchForOlderGlibc, systemGlibc } from '#server/kernel/db/glibc.ts';

const glibc = systemGlibc();

test.each([
  ['2.41', 'as built'],
  ['2.38', 'as built'],
  ['2.37', 'patched'],
  ['2.36', 'patched'],
  ['2.35', 'none'],
  ['2.4', 'none'],
])('glibc %s: %s', (version, fit) => {
  expect(fitOf(version)).toBe(fit);
});

test.each([
  [{ platform: 'win32', arch: 'x64', glibc: undefined }, 'does not exist for this system (win32-x64)'],
  [{ platform: 'darwin', arch: 'x64', glibc: undefined }, 'does not exist for this system (darwin-x64)'],
  [{ platform: 'linux', arch: 'x64', glibc: undefined }, 'does not exist for this system (linux-x64-musl)'],
  [{ platform: 'linux', arch: 'x64', glibc: '2.31' }, 'needs glibc 2.36 or newer, and this system has 2.31'],
])('%j is told what to do instead', (system, reason) => {
  expect(() => findBuild(system)).toThrow(
    `The built-in database ${reason}: set MONGODB_URI to a MongoDB server, or start with docker compose.`,
  );
});

test('a file that is no library of this kind is refused', () => {
  expect(() => patchForOlderGlibc(Buffer.from('#!/bin/sh\n'))).toThrow('not a 64-bit little-endian ELF file');
});

(glibc ? describe : describe.skip)('copies of the installed engine', () => {
  let cache = '';
  beforeAll(async () => {
    cache = await mkdtemp(path.join(os.tmpdir(), 'paperround-glibc-'));
  });
  afterAll(() => rm(cache, { recursive: true }));

  // The version makes findBuild indifferent to the system that the test runs on.
  const nativeFile = () => findBuild({ platform: process.platform, arch: process.arch, glibc: '2.38' });
  const libraries = async () => {
    const folder = path.dirname(nativeFile());
    const names = (await readdir(folder)).filter((name) => !name.endsWith('.json'));
    return Promise.all(names.map((name) => readFile(path.join(folder, name))));
  };

  test('ask for nothing newer than 2.36, by the elder names, and for everything else as before', async () => {
    const stillNeeded = (image: Buffer) =>
      readElfImports(image).symbols.filter(({ need }) => need.version === 'GLIBC_2.38');
    const asked: string[] = [];
    for (const built of await libraries()) {
      const copy = Buffer.from(built);
      asked.push(...patchForOlderGlibc(copy));
      expect(stillNeeded(built).length).toBeGreaterThan(0);
      expect(stillNeeded(copy)).toEqual([]);

      const [before, after] = [readElfImports(built), readElfImports(copy)];
      expect(after.needs).toEqual(
        before.needs.map((need) => ({ ...need, weak: need.version === 'GLIBC_2.38' })),
      );
      before.symbols.forEach(({ name, need }, index) => {
        const now = after.symbols[index];
        expect(now?.need.library).toBe(need.library);
        expect(now?.name).toBe(name.replace('__isoc23_', ''));
        if (need.version !== 'GLIBC_2.38') expect(now?.need.version).toBe(need.version);
      });
    }
    expect([...new Set(asked)].sort()).toEqual([
      'fmod',
      'fscanf',
      'sscanf',
      'strtol',
      'strtoll',
      'strtoul',
      'strtoull',
    ]);
  });

  test('are made once, also when two processes make them together, and load', async () => {
    const [one, other] = await Promise.all([
      patchedCopy(nativeFile(), [cache]),
      patchedCopy(nativeFile(), [cache]),
    ]);
    expect(other).toBe(one);
    expect(await readdir(cache)).toEqual([path.basename(path.dirname(one))]);
    const load = `console.log(typeof require(${JSON.stringify(one)}).Engine.open)`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', load]);
    expect(stdout).toBe('function\n');
  });

  test('go to the next folder where the first cannot be written', async () => {
    const file = path.join(cache, 'file');
    await writeFile(file, '');
    const copy = await patchedCopy(nativeFile(), [path.join(file, 'cache'), path.join(cache, 'second')]);
    expect(path.dirname(path.dirname(copy))).toBe(path.join(cache, 'second'));
    await expect(patchedCopy(nativeFile(), [path.join(file, 'cache')])).rejects.toThrow('ENOTDIR');
  });
});
