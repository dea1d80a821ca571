// Declared routes over real HTTP: what may come in, what may go out, and how mistakes and attacks are answered.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as rawRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import pino from 'pino';
import { z } from 'zod';
import { openRoute, route } from '#shared/kernel/contract.ts';
import { idSchema, lineSchema, newId, textSchema } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { feature } from '#server/kernel/feature.ts';
import { createWritesLimit } from '#server/kernel/limits.ts';
import { createFileStore } from '#server/kernel/files.ts';
import { answerErrors, mountFeatures } from '#server/kernel/http.ts';
import { servePage } from '#server/kernel/page.ts';
import { logRequests } from '#server/kernel/request-log.ts';
import { sameSiteWrites, securityHeaders } from '#server/kernel/security.ts';
import { createSessions } from '#server/kernel/session.ts';
import { putBuiltClient } from '#tests/support/built-client.ts';
import { testDatabase } from '#tests/support/engine.ts';

const kept: unknown[] = [];
const routes = {
  keepNote: openRoute({
    method: 'POST',
    path: '/api/notes',
    summary: 'Keep a note',
    body: z.strictObject({
      title: lineSchema(100),
      text: textSchema(300_000).optional(),
      tags: z.array(z.string().max(20)).max(5).optional(),
    }),
    returns: z.object({ title: z.string() }),
  }),
  readNote: openRoute({
    method: 'GET',
    path: '/api/notes/:noteId',
    summary: 'Read a note',
    params: z.object({ noteId: idSchema }),
    query: z.strictObject({ part: z.string().max(10).optional() }),
    returns: z.object({
      title: z.string(),
      author: z.object({ name: z.string() }),
      lines: z.array(z.object({ text: z.string() })),
    }),
  }),
  failLoudly: openRoute({ method: 'POST', path: '/api/fail', summary: 'Throw', returns: z.undefined() }),
  returnWrongly: openRoute({
    method: 'POST',
    path: '/api/wrong',
    summary: 'Answer what was not declared',
    returns: z.object({ count: z.int() }),
  }),
  refuseMe: openRoute({ method: 'POST', path: '/api/refuse', summary: 'Refuse', returns: z.undefined() }),
  knowMe: route({ method: 'GET', path: '/api/me', summary: 'For the signed-in', returns: z.undefined() }),
};
const notes = feature(routes, {
  keepNote: ({ body }) => {
    kept.push(body);
    return Promise.resolve({ title: body.title });
  },
  readNote: () => {
    const stored = {
      title: 'T',
      secret: 'leak-1',
      author: { name: 'Ada', passwordHash: 'leak-2' },
      lines: [{ text: 'a', internal: 'leak-3' }],
    };
    return Promise.resolve(stored);
  },
  failLoudly: () => Promise.reject(new Error('connection to db-7.internal failed for secret-password')),
  returnWrongly: () => Promise.resolve({ count: 'many' as unknown as number }),
  refuseMe: () => Promise.reject(refuse('too_many', 'too_many', 'Wait.', { retryAfterSeconds: 7 })),
  knowMe: () => Promise.resolve(undefined),
});

const logged: string[] = [];
const log = pino(
  { level: 'error', base: null },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  }),
);
const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-http-'));
await putBuiltClient(folder);
const db = await testDatabase().connect();
const sessions = createSessions({
  db,
  secret: 'a secret of at least thirty-two characters',
  secure: false,
  now: () => new Date(),
  mayTouch: () => true,
  loadActor: () => Promise.resolve(null),
  checkCredentials: () => Promise.resolve(null),
});
const app = express();
app.disable('x-powered-by');
app.use(logRequests(log), securityHeaders(false));
app.use('/api', sameSiteWrites, ...sessions.middleware);
app.use(
  mountFeatures([notes], await createFileStore(folder), {
    sessions,
    writes: createWritesLimit(),
    isPublished: false,
  }),
);
const courseId = newId();
const fileOf = (documentId: string) => `/api/documents/${documentId}/files/${'0'.repeat(64)}`;
/** The page tells only whoever is told. */
let told: string | null = null;
app.use(
  servePage(folder, (_request, _response, documentId) =>
    Promise.resolve(told === null ? null : { personId: told, courseId, file: fileOf(documentId) }),
  ),
);
app.use(answerErrors(log));
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const url = `http://127.0.0.1:${String(port)}`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const send = async (method: string, address: string, body?: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url + address, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
};
const codeOf = (answer: { text: string }) => {
  const { code, reason } = JSON.parse(answer.text) as { code: string; reason: string };
  return `${code} ${reason}`;
};
const post = (body: string) => send('POST', '/api/notes', body);
/** A request with an address or headers that `fetch` would put right before sending. */
const crude = (method: string, address: string, headers: Record<string, string> = {}, body = '') =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    rawRequest({ port, host: '127.0.0.1', method, path: address, headers }, (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        resolve({ status: response.statusCode, text });
      });
    })
      .on('error', reject)
      .end(body);
  });
const lives = async () => {
  expect((await post('{"title":"still here"}')).status).toBe(200);
  kept.length = 0;
};

describe('what comes in', () => {
  test('an unknown address under /api is a JSON refusal, whatever the method', async () => {
    for (const [method, address] of [
      ['GET', '/api/nothing'],
      ['POST', '/api/nothing'],
      ['DELETE', '/api/notes'],
      ['GET', '/api'],
      ['GET', '/api/Notes/x/../y'],
    ] as const) {
      const answer = await send(method, address);
      expect([address, answer.status, codeOf(answer)]).toEqual([address, 404, 'not_found no_such_address']);
      expect(answer.headers.get('content-type')).toContain('application/json');
    }
  });

  test('bodies other than JSON are 415', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      '',
    ])
      expect(codeOf(await send('POST', '/api/notes', '{"title":"x"}', { 'content-type': type }))).toBe(
        'unsupported not_json',
      );
    expect(kept).toEqual([]);
  });

  test('broken JSON is 400', async () => {
    for (const body of [
      '{',
      '{"title":',
      '"title"',
      '7',
      'null',
      '{"title":"\\u12"}',
      "{'title':'x'}",
      '\u0000',
    ]) {
      const answer = await post(body);
      expect([body, answer.status]).toEqual([body, 400]);
    }
    const compressed = await send('POST', '/api/notes', '{}', { 'content-encoding': 'gzip' });
    expect(compressed.status).toBe(400);
    const charset = await send('POST', '/api/notes', '{}', {
      'content-type': 'application/json; charset=klingon',
    });
    expect(charset.status).toBe(400);
  });

  test('too much is 413, and a text beyond its limit 400', async () => {
    expect(codeOf(await post(JSON.stringify({ title: 'x', text: 'y'.repeat(600_000) })))).toBe(
      'too_large body_too_large',
    );
    expect((await post(JSON.stringify({ title: 'x', text: 'y'.repeat(300_001) }))).status).toBe(400);
    expect((await post(JSON.stringify({ title: 'x', text: 'y'.repeat(10_000_000) }))).status).toBe(413);
    expect((await post(JSON.stringify({ title: 'x', tags: Array(100_000).fill('t') }))).status).toBe(400);
    await lives();
  });

  test('operators, prototypes and deep nesting are 400 and reach no handler', async () => {
    const deep = (open: string, close: string) => open.repeat(50_000) + '1' + close.repeat(50_000);
    for (const body of [
      '{"title":{"$gt":""}}',
      '{"title":["x"]}',
      '{"title":"x","$where":"1"}',
      '{"title":"x","__proto__":{"isAdmin":true}}',
      '{"title":"x","constructor":{"prototype":{"isAdmin":true}}}',
      '[{"title":"x"}]',
      `{"title":${deep('[', ']')}}`,
      `{"title":"x","a":${deep('{"a":', '}')}}`,
    ]) {
      const answer = await post(body);
      expect([body.slice(0, 60), answer.status]).toEqual([body.slice(0, 60), 400]);
      expect(answer.text.length).toBeLessThan(4000);
    }
    expect(kept).toEqual([]);
    expect({}).not.toHaveProperty('isAdmin');
    await lives();
  });

  test('NUL and lone surrogates are refused; real emoji are kept', async () => {
    for (const bad of ['a\\u0000b', 'a\\ud800b', 'a\\udc00', '\\u0007'])
      for (const body of [`{"title":"${bad}"}`, `{"title":"x","text":"${bad}"}`])
        expect([body, codeOf(await post(body))]).toEqual([body, 'invalid bad_input']);
    expect(kept).toEqual([]);
    expect(JSON.parse((await post('{"title":" 🪶 \\ud83e\\udeb6 "}')).text)).toEqual({ title: '🪶 🪶' });
    kept.length = 0;
  });

  test('repeated and unknown query parameters and bad addresses are 400', async () => {
    const id = newId();
    expect((await send('GET', `/api/notes/${id}?part=a`)).status).toBe(200);
    for (const address of [
      `/api/notes/${id}?part=a&part=b`,
      `/api/notes/${id}?part[$gt]=`,
      `/api/notes/${id}?other=1`,
      `/api/notes/${id}?__proto__=1`,
      '/api/notes/NOT-AN-ID',
      '/api/notes/%7B%22$gt%22:%22%22%7D',
      `/api/notes/${id}%00`,
    ])
      expect([address, (await send('GET', address)).status]).toEqual([address, 400]);
    for (const address of ['/api/notes/%', '/api/notes/%c0%ae', '/api/notes/%ed%a0%80'])
      expect([address, (await crude('GET', address)).status]).toEqual([address, 400]);
    await lives();
  });

  test('a refused body says where, without repeating it', async () => {
    const answer = await post(JSON.stringify({ title: '', text: 'secret words', tags: ['a', 7] }));
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'invalid',
      where: [{ path: 'body.title', message: 'is empty' }, { path: 'body.tags.1' }],
    });
    expect(answer.text).not.toContain('secret words');
  });

  test('routes for the signed-in are 401 before anything is looked at', async () => {
    const answer = await send('GET', '/api/me');
    expect([answer.status, codeOf(answer)]).toEqual([401, 'signed_out signed_out']);
  });
});

describe('what goes out', () => {
  test('only what the route declares', async () => {
    const answer = await send('GET', `/api/notes/${newId()}`);
    expect(JSON.parse(answer.text)).toEqual({ title: 'T', author: { name: 'Ada' }, lines: [{ text: 'a' }] });
    expect(answer.text).not.toContain('leak');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a refusal keeps its status, words and Retry-After', async () => {
    const answer = await send('POST', '/api/refuse');
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(JSON.parse(answer.text)).toMatchObject({ message: 'Wait.', requestId: expect.any(String) });
  });

  test.each(['/api/fail', '/api/wrong'])(
    'a bug at %s is told by its number only, and logged',
    async (address) => {
      logged.length = 0;
      const answer = await send('POST', address);
      expect(answer.status).toBe(500);
      const { requestId, ...rest } = JSON.parse(answer.text) as { requestId: string };
      expect(rest).toEqual({ code: 'broken', reason: 'broken', message: expect.stringContaining(requestId) });
      expect(answer.text).not.toMatch(/internal|secret|stack|\.ts|count|Zod/);
      expect(logged).toHaveLength(1);
      const entry = JSON.parse(logged[0] ?? '') as Record<string, string>;
      expect(entry).toMatchObject({ requestId, path: address, verb: expect.any(String) });
      expect(entry['trace']).toMatch(address === '/api/fail' ? /db-7\.internal/ : /count/);
    },
  );

  test('headers that keep the browser in bounds, on answers and on the page', async () => {
    const page = await send('GET', '/courses/any');
    const again = await send('GET', '/courses/any');
    const nonceOf = ({ text }: { text: string }) => /nonce="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(nonceOf(page)).not.toBe(nonceOf(again));
    for (const answer of [
      page,
      await send('GET', '/api/nothing'),
      await send('GET', `/api/notes/${newId()}`),
    ]) {
      const csp = answer.headers.get('content-security-policy') ?? '';
      const directives = new Map(
        csp.split(';').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]),
      );
      expect(directives.get('default-src')).toBe("'none'");
      expect(directives.get('script-src')).toBe("'self' 'wasm-unsafe-eval'");
      expect(directives.get('frame-ancestors')).toBe("'none'");
      expect(directives.get('base-uri')).toBe("'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(answer.headers.has('x-powered-by')).toBe(false);
      expect(answer.headers.has('access-control-allow-origin')).toBe(false);
      // Without TLS there is nothing to be strict about.
      expect(answer.headers.has('strict-transport-security')).toBe(false);
    }
    expect(page.headers.get('content-security-policy')).toContain(
      `style-src 'self' 'nonce-${nonceOf(page)}'`,
    );
  });
});

describe('writes from other sites', () => {
  const body = '{"title":"x"}';
  const write = async (headers: Record<string, string>) => {
    const sent = { 'content-type': 'application/json', 'content-length': String(body.length), ...headers };
    return (await crude('POST', '/api/notes', sent, body)).status;
  };

  test('are refused by Sec-Fetch-Site', async () => {
    for (const site of ['cross-site', 'same-site', 'nonsense'])
      expect(await write({ 'sec-fetch-site': site })).toBe(403);
    // The browser's word counts more than an Origin that looks right.
    expect(await write({ 'sec-fetch-site': 'cross-site', origin: url })).toBe(403);
    expect(kept).toEqual([]);
    for (const site of ['same-origin', 'none']) expect(await write({ 'sec-fetch-site': site })).toBe(200);
    kept.length = 0;
  });

  test('are refused by Origin where the browser says nothing else', async () => {
    for (const origin of ['https://evil.example', 'null', `${url}.evil.example`, 'http://127.0.0.1:1', ''])
      expect([origin, await write({ origin })]).toEqual([origin, 403]);
    expect(kept).toEqual([]);
    expect(await write({ origin: url })).toBe(200);
    kept.length = 0;
  });

  test('reading is left alone', async () => {
    const { status } = await crude('GET', `/api/notes/${newId()}`, { 'sec-fetch-site': 'cross-site' });
    expect(status).toBe(200);
  });
});

test('a document’s page draws the paper first and names the client to the head start; other pages just load it', async () => {
  const id = 'abcdefghijklmnopqrstuvwx';
  const html = await (await fetch(`${url}/documents/${id}`)).text();
  expect(html).toContain('<script type="module" crossorigin src="/assets/early-paper-1.js">');
  expect(html).toContain('<link rel="modulepreload" crossorigin href="/assets/viewer-1.js"');
  expect(html).toContain('<link rel="stylesheet" crossorigin href="/assets/paper-1.css">');
  expect(html).toContain('data-worker="/assets/pdf.worker-1.mjs" data-client="/assets/main-1.js"');
  expect(html).toContain('data-parts="/assets/main-1.js /assets/kit-1.js /assets/Reader-1.js"');
  for (const file of ['main-1.js"', 'kit-1.js"', 'Home-1.js'])
    expect(html).not.toContain(`src="/assets/${file}`);

  expect(html).not.toMatch(/data-person|files/);

  told = newId();
  const known = await (await fetch(`${url}/documents/${id}`)).text();
  told = null;
  expect(known).toMatch(/data-person="[a-z0-9]{24}" data-course="[a-z0-9]{24}" data-file="/);
  expect(known).toContain(`<link rel="preload" crossorigin href="${fileOf(id)}" as="fetch"`);

  const other = await (await fetch(`${url}/courses/${id}`)).text();
  expect(other).toContain('src="/assets/main-1.js"');
  for (const file of ['Reader-1.js', 'early-paper-1.js', 'head-start-1.js'])
    expect(other).not.toContain(file);
});
