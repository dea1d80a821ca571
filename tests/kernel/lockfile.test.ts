// The lockfile installs everywhere: every platform's binaries are in it, and it names no registry.
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { completeLock, missingPlatforms } from '#server/build/lock.js';

const text = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(text) as { packages: Parameters<typeof missingPlatforms>[0] };

test('has an entry for every optional package that something names (else: npm run lock)', () => {
  expect(missingPlatforms(packages)).toEqual([]);
});

test('names no registry, so that everybody’s own is asked', () => {
  expect(text).not.toContain('"resolved"');
});

test('a platform that is missing is added with what its name says', () => {
  const lock = completeLock({
    'node_modules/fast': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@fast/linux-arm64-musl': '2.0.0' },
    },
  });
  expect(lock['node_modules/@fast/linux-arm64-musl']).toEqual({
    ...{ version: '2.0.0', dev: true, optional: true },
    ...{ cpu: ['arm64'], os: ['linux'], libc: ['musl'] },
  });
});
