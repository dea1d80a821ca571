// What whoever runs a server relies on: health, readiness, figures behind a token, numbered requests, every setting written down.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import pino from 'pino';
import { createApp } from '#server/app.ts';
import { root } from '#server/build/stamp.js';
import { systemClock } from '#server/kernel/clock.ts';
import { createHealth } from '#server/kernel/health.ts';
import { createLog } from '#server/kernel/log.ts';
import { logRequests } from '#server/kernel/request-log.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { listen } from '#tests/support/listen.ts';
import { startServer } from '#tests/support/server.ts';

const database = testDatabase();
const token = 'a token of some length';

test('/metrics tells figures to whoever has the token; for others there is nothing', async () => {
  const server = await startServer({ env: { METRICS_TOKEN: token } });
  const look = (authorization?: string) =>
    fetch(`${server.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
  await fetch(`${server.url}/api/session`);
  const told = await look(`Bearer ${token}`);
  expect(told.status).toBe(200);
  const text = await told.text();
  expect(text).toMatch(/paperround_request_seconds_count\{verb="readSession",status="2xx"\} 1/);
  expect(text).toMatch(/paperround_sockets 0/);
  expect(text).toMatch(/paperround_nodejs_eventloop_lag_p99_seconds/);
  // No address, no name, no id of anybody.
  expect(text).not.toMatch(/127[.]0[.]0[.]1|personId/);
  for (const wrong of [undefined, 'Bearer ', `Bearer ${token}x`, token])
    expect((await look(wrong)).status).toBe(404);
  await server.stop();
});

test('without a token /metrics does not exist', async () => {
  const server = await startServer();
  expect(
    (await fetch(`${server.url}/metrics`, { headers: { authorization: 'Bearer undefined' } })).status,
  ).toBe(404);
  await server.stop();
});

test('asked to end, it is not ready at once, serves until the time is up, then ends', async () => {
  const server = await startServer({ env: { DRAIN_SECONDS: '2' } });
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;
  expect(await ready()).toBe(200);
  process.kill(server.pid, 'SIGTERM');
  const ended = server.stop();
  while ((await ready()) === 200) await new Promise((resolve) => setTimeout(resolve, 20));
  const late = await fetch(`${server.url}/readyz`);
  expect(await late.json()).toEqual({ ok: false, reasons: ['closing'] });
  expect((await fetch(`${server.url}/api/session`)).status).toBe(200);
  expect((await ended).code).toBe(0);
});

test('not ready while the database is away, and still alive', async () => {
  const db = await database.connect();
  const health = createHealth(db, () => Promise.resolve('enough'));
  const app = express().get('/healthz', health.live).get('/readyz', health.ready);
  const { url, close } = await listen(app);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await db.close();
  const response = await fetch(`${url}/readyz`);
  expect([response.status, await response.json()]).toEqual([503, { ok: false, reasons: ['database_away'] }]);
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: false });
  await close();
});

test('every request has a number, and the log says who, what, from where, in UTC, without secrets or line breaks', async () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const log = pino({ level: 'info', base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
  const signedIn: RequestHandler = (request, _response, next) => {
    request.user = { personId: 'p1', isAdmin: false };
    next();
  };
  const app = express().use(logRequests(log), signedIn, (_request, response) => {
    response.send('ok');
  });
  const { url, close } = await listen(app);
  const answer = await fetch(`${url}/api/a%0Ab?token=secret`);
  await fetch(`${url}/calendar/secret.ics`);
  await close();
  const [first, second] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(first).toMatchObject({
    requestId: answer.headers.get('x-request-id'),
    ...{ method: 'GET', path: '/api/a%0Ab', status: 200, personId: 'p1' },
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  expect(first?.['from']).toMatch(/127[.]0[.]0[.]1|::/);
  expect(second).toMatchObject({ path: '/calendar/…' });
  expect(lines.join('')).not.toContain('secret');
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(2);
});

test('a refusal carries the number of its request', async () => {
  const db = await database.connect();
  const app = await createApp({
    ...{ db, filesDir: path.join(root, 'node_modules/.cache/paperround-operation'), clientDir: undefined },
    ...{ clock: systemClock, log: createLog('silent'), secure: false, isPublished: false },
    ...{ trustedProxies: 0, sessionSecret: undefined },
  });
  const { url, close } = await listen(app.server);
  const response = await fetch(`${url}/api/nothing`);
  expect(((await response.json()) as { requestId: string }).requestId).toBe(
    response.headers.get('x-request-id'),
  );
  await app.close();
  await close();
});

test('every setting that is read stands in .env.example and in the README', () => {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const code = read('server/kernel/env.ts');
  const names = new Set([
    ...[...code.matchAll(/env\['(\w+)'\]/g)].map(([, name]) => name ?? ''),
    ...[...code.matchAll(/secretFrom\('(\w+)'/g)].map(([, name]) => name ?? ''),
  ]);
  expect(names.size).toBeGreaterThan(7);
  const written = new Set([...read('.env.example').matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name ?? ''));
  expect(written).toEqual(names);
  for (const name of names) expect(read('README.md')).toContain(`\`${name}\``);
});
