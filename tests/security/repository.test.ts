// What leaves with the repository and what leaves the server: no secret is in the one, and the other calls nobody.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from '#server/build/stamp.js';

/** What secrets look like: those of services by their prefixes, private keys, and what is assigned to something called a secret. */
const shapes: readonly (readonly [what: string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a key of a cloud', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b/],
  ['a token of a code host', /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{60,}\b|\bglpat-[\w-]{20,}\b/],
  ['a token of a registry', /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*\S{8,}/],
  ['a token of a chat', /\bxox[abprs]-[\w-]{10,}\b/],
  ['a web token', /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}\b/],
  ['a token of this server', /\bpr_[A-Za-z0-9_-]{43}\b/],
  [
    'a password in an address',
    /\b(?:mongodb(?:\+srv)?|rediss?|https?|smtps?):\/\/[^\s/:@'"`$<]+:[^\s/@'"`$<{]{3,}@(?![/]|127[.]|localhost)/,
  ],
  [
    'a setting that is secret',
    /^\s*(?:SESSION_SECRET|METRICS_TOKEN|[A-Z_]*CLIENT_SECRET|[A-Z_]*PASSWORD)\s*[=:]\s*['"]?[^\s'"#$]{6,}/m,
  ],
];

/** All files that Git has; of a package without Git, none: then the image's own list is asked. */
const tracked = (): string[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
    .split('\0')
    .filter((name) => name !== '');

const findIn = (text: string) => shapes.filter(([, shape]) => shape.test(text)).map(([what]) => what);

test('the shapes find what they are for', () => {
  const made = (...parts: string[]) => parts.join('');
  for (const text of [
    made('-----BEGIN RSA PRIV', 'ATE KEY-----'),
    made('AKIA', 'ABCDEFGHIJKLMNOP'),
    made('ghp_', 'a'.repeat(36)),
    made('npm_', 'a'.repeat(36)),
    made('pr_', 'a'.repeat(43)),
    made('mongodb://app:', 'hunter2@db/paperround'),
    made('SESSION_SEC', 'RET=abcdefghijkl'),
  ])
    expect([text, findIn(text).length]).toEqual([text, 1]);
});

test('no file of the repository has a secret', () => {
  const names = tracked();
  expect(names.length).toBeGreaterThan(500);
  const found = names
    .filter((name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.isFile() === true)
    .filter((name) => !/\.(png|jpg|webp|woff2?|pdf|wasm)$/.test(name))
    .flatMap((name) => findIn(readFileSync(path.join(root, name), 'utf8')).map((what) => `${name}: ${what}`));
  expect(found).toEqual([]);
  expect(
    names.filter((name) => /(^|\/)\.env$|\.(pem|key|p12|pfx)$|(^|\/)id_(rsa|ed25519)/.test(name)),
  ).toEqual([]);
});

/** Where the server's own code opens a connection to somewhere else, and to where. */
const outbound: Readonly<Record<string, string>> = {
  'server/admin/doctor/surroundings.ts': 'REDIS_URL, which the doctor looks at',
  'server/accounts/oidc/provider.ts': 'OIDC_ISSUER, and where its metadata points to',
  'server/kernel/db/connect.ts': 'MONGODB_URI, or the embedded engine’s own socket',
  'server/kernel/db/engine-address.ts': 'the embedded engine’s own socket',
  'server/kernel/redis.ts': 'REDIS_URL',
  'server/kernel/virus-scan.ts': 'CLAMD',
};

test('the server’s own code opens no connection but those that its operator names', () => {
  const opening =
    /\bfetch\((?!hash)|from 'node:(?:https?|net|tls|dgram|dns|http2)(?:\/promises)?'|from '(?:undici|axios|got|nodemailer|openid-client|redis)'|new WebSocket\(|createConnection\(/;
  // Whoever only listens, or only names a type, calls nobody.
  const listening =
    /import (?:type \{[^}]*\}|\{[^}]*\b(?:createServer|Server|ServerResponse|AddressInfo|isIP)\b[^}]*\}) from 'node:(?:http|net)'/g;
  const found = tracked()
    .filter((name) => /^server\/.*\.(ts|js)$/.test(name))
    .filter((name) => opening.test(readFileSync(path.join(root, name), 'utf8').replace(listening, '')));
  expect({ found, say: 'in tests/security/repository.test.ts where a new one leads' }).toEqual({
    found: Object.keys(outbound).sort(),
    say: expect.anything(),
  });
});

test('a software bill of materials can be made, and names what runs', () => {
  const bill = JSON.parse(
    execFileSync('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--package-lock-only'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  ) as { bomFormat: string; components: { name: string }[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['express', 'mongoose', 'socket.io', 'helmet']));
  expect(names).not.toContain('jest');
});
