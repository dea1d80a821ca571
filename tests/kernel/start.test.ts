// The real process, as `npm start` runs it: it says where it is, keeps its doors shut, explains wrong settings, ends cleanly.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '#server/kernel/env.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { type RunningServer, runServer, startServer } from '#tests/support/server.ts';

const administrator = { name: 'Ada Admin', email: 'ada@example.org', password: 'slow green turtles' };

const post = (url: string, address: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('a running server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const tokenOf = (link: string | undefined) => /#([\w-]{43})$/.exec(link ?? '')?.[1] ?? '';

  test('prints its address and the link for the first administrator, and nothing else', () => {
    const { url, administratorLink } = server;
    expect(administratorLink).toMatch(new RegExp(`^${url}/administrator#[\\w-]{43}$`));
    expect(server.output().trim().split('\n')).toEqual([
      `Paperround is ready at ${url}`,
      `Create the first administrator (once, within a day): ${String(administratorLink)}`,
    ]);
  });

  test('tells whether it is healthy', async () => {
    const response = await fetch(`${server.url}/healthz`);
    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  });

  test('a second process on the same data directory is refused in one sentence', async () => {
    const { code, output } = await runServer({ PORT: '0', DATA_DIR: server.dataDir });
    expect(code).toBe(1);
    expect(output).toMatch(/^The data directory \S+ is in use by another running Paperround: [^\n]+\.\n$/);
  });

  test('a taken port is refused in one sentence', async () => {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-port-'));
    const { code, output } = await runServer({ PORT: new URL(server.url).port, DATA_DIR: dataDir });
    await rm(dataDir, { recursive: true });
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/^Port \d+ is in use by another program: [^\n]+\.\n$/),
    ]);
  });

  test('the page carries a strict policy and no script of its own outside of files', async () => {
    const response = await fetch(server.url);
    const html = await response.text();
    const policy = response.headers.get('content-security-policy') ?? '';
    const directives = new Map(
      policy.split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(/\s+/);
        return [name, values];
      }),
    );
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('style-src')).not.toContain("'unsafe-inline'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-powered-by')).toBeNull();
    // Nobody promised https for localhost.
    expect(response.headers.get('strict-transport-security')).toBeNull();
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag).toMatch(/ src="\/assets\//);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '?';
    expect(html).toContain(nonce);
    expect(html).not.toContain('__NONCE__');
    expect((await fetch(server.url)).headers.get('content-security-policy')).not.toBe(policy);
  });

  test.each([
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site of a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['Origin, from a browser without Sec-Fetch-Site', { origin: 'https://elsewhere.example' }],
  ])('a write from another site is refused by %s', async (_how, headers) => {
    const response = await post(server.url, '/api/session', administrator, headers as Record<string, string>);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ reason: 'cross_site' }),
    ]);
  });

  test('a write that a plain form could send is refused', async () => {
    const response = await post(server.url, '/api/session', administrator, { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });

  test('the link creates one administrator, once', async () => {
    const body = { ...administrator, token: tokenOf(server.administratorLink) };
    const made = await post(server.url, '/api/administrator', body);
    expect([made.status, await made.json()]).toEqual([
      200,
      expect.objectContaining({ name: 'Ada Admin', isAdmin: true }),
    ]);
    expect(made.headers.get('cache-control')).toBe('no-store');
    const [cookie = '', ...others] = made.headers.getSetCookie();
    expect(others).toEqual([]);
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).toMatch(/^paperround=/);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(attributes.join()).not.toMatch(/Domain|Secure/);

    const session = await fetch(`${server.url}/api/session`, { headers: { cookie: pair } });
    expect(await session.json()).toMatchObject({ self: { email: 'ada@example.org' }, isSetUp: true });

    const again = await post(server.url, '/api/administrator', { ...body, email: 'eve@example.org' });
    expect([again.status, await again.json()]).toEqual([
      410,
      expect.objectContaining({ reason: 'link_gone' }),
    ]);
    expect(again.headers.getSetCookie()).toEqual([]);
  });
});

describe('ending', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('%s closes it cleanly', async (signal) => {
    const server = await startServer();
    const { code, output } = await server.stop(signal);
    expect([code, output.trim().split('\n').at(-1)]).toEqual([0, 'Closing.']);
  });

  test('people are there after a restart and after a power cut, and no second link is printed', async () => {
    const first = await startServer();
    const token = first.administratorLink?.split('#')[1] ?? '';
    expect((await post(first.url, '/api/administrator', { ...administrator, token })).status).toBe(200);
    await first.kill();
    const second = await startServer({ dataDir: first.dataDir });
    expect(second.administratorLink).toBeUndefined();
    const { email, password } = administrator;
    expect((await post(second.url, '/api/session', { email, password })).status).toBe(200);
    await second.stop();
    await first.stop();
  });
});

describe('behind https', () => {
  test('the cookie is bound to the host and to TLS, and browsers are told to stay with it', async () => {
    const server = await startServer({
      env: { PUBLIC_URL: 'https://papers.example.org', TRUSTED_PROXIES: '1' },
    });
    const [address = '', token = ''] = server.administratorLink?.split('#') ?? [];
    expect(address).toBe('https://papers.example.org/administrator');
    const response = await post(
      server.url,
      '/api/administrator',
      { ...administrator, token },
      { 'x-forwarded-proto': 'https' },
    );
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-paperround=.*; Path=\/;.*; HttpOnly; Secure; SameSite=Lax$/);
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
    await server.stop();
  });
});

describe('a wrong setting is told in one sentence', () => {
  // Those that the real process meets at different stages of its start.
  test.each([
    ['PORT', 'eighty', /^PORT must be a whole number/],
    ['PUBLIC_URL', 'papers.example.org', /^PUBLIC_URL must look like/],
    ['MONGODB_URI', 'postgres://localhost/papers', /^MONGODB_URI must begin with/],
    ['MONGODB_URI', 'mongodb://localhost/?nonsense=1', /^MONGODB_URI is not the address/],
    [
      'MONGODB_URI',
      'mongodb://ada:secret@127.0.0.1:1/?serverSelectionTimeoutMS=200',
      /^No MongoDB server answers/,
    ],
    ['DATA_DIR', '/dev/null/papers', /^The data directory \S+ cannot be written/],
  ])('by the process: %s=%s', async (name, value, sentence) => {
    const { code, output } = await runServer({ PORT: '0', [name]: value });
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).toMatch(/^[^\n]+\.\n$/);
    expect(output).not.toContain('secret');
  });

  test.each([
    ['PORT', '99999'],
    ['PORT', '80.5'],
    ['TRUSTED_PROXIES', '-1'],
    ['PUBLIC_URL', 'https://example.org/papers'],
    // Without a trusted proxy the secure cookie would never be given out.
    ['PUBLIC_URL', 'https://papers.example.org'],
    ['MONGODB_URI_FILE', '/nowhere/at/all'],
    ['SESSION_SECRET', 'too short'],
    ['SESSION_SECRET_FILE', '/nowhere/at/all'],
    ['LOG_LEVEL', 'loud'],
    ['CLAMD', 'clamav'],
  ])('%s=%s', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(SettingsError);
    expect(() => readEnvironment({ [name]: value })).toThrow(new RegExp(`^${name} [^\n]+\\.$`));
  });
});
