// The very configuration of the reverse proxy that docker-compose.yml runs: live connections and large uploads, by a real nginx.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { root } from '#server/build/stamp.js';
import { startApp } from '#tests/support/app.ts';
import { createClient } from '#tests/support/client.ts';
import { freePort } from '#tests/support/server.ts';

jest.setTimeout(60_000);

const program = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(
  existsSync,
);

const one = await startApp();
const two = await startApp({ database: one.database, filesDir: one.filesDir });

(program === undefined ? describe.skip : describe)('deploy/nginx.conf', () => {
  let nginx: ChildProcess;
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-nginx-'));
    const port = await freePort();
    const hosts = [one, two].map((app) => `server ${new URL(app.url).host} max_fails=1 fail_timeout=2s;`);
    const settings = readFileSync(path.join(root, 'deploy/nginx.conf'), 'utf8')
      .replace(/server app:3000 resolve[^;]*;/, hosts.join('\n'))
      .replace(/resolver [^;]*;/, '')
      .replace('listen 8080;', `listen 127.0.0.1:${String(port)};`)
      .replaceAll('/tmp/', `${folder}/`);
    await writeFile(path.join(folder, 'nginx.conf'), settings);
    nginx = spawn(program ?? '', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr', '-g', 'daemon off;'], {
      stdio: 'ignore',
    });
    url = `http://127.0.0.1:${String(port)}`;
    while (!(await fetch(`${url}/healthz`).catch(() => null))?.ok) await sleep(20);
  });
  afterAll(async () => {
    nginx.kill('SIGTERM');
    await once(nginx, 'exit');
    await rm(folder, { recursive: true, force: true });
  });

  test('people sign in, hear each other and send large files through it', async () => {
    const course = await one.course();
    const { cookie = '' } = course.instructor.headers();
    // No address is said: the proxy adds the real one.
    const client = createClient(url, '', cookie);
    const socket = await client.socket();
    const joined = await socket.join('course', course.id);
    expect(joined).toMatchObject({ ok: true });
    socket.close();

    const send = (bytes: number) => {
      const form = new FormData();
      form.append('id', newId());
      form.append('file', new Blob(['%PDF-1.7\n', new Uint8Array(bytes)]), 'large.pdf');
      return client.raw('POST', `/api/meetings/${newId()}/papers/upload`, { body: form });
    };
    // The app itself says that there is no such meeting, after 55 MB came through; 120 MB do not get so far.
    expect((await send(55_000_000)).status).toBe(404);
    expect((await send(120_000_000).catch(() => ({ status: 413 }))).status).toBe(413);
    for (let times = 0; times < 6; times += 1)
      expect((await client.raw('GET', `/api/courses/${course.id}`)).status).toBe(200);
    // One process is closed: the other one serves everybody.
    await two.close();
    for (let times = 0; times < 6; times += 1)
      expect((await client.raw('GET', `/api/courses/${course.id}`)).status).toBe(200);
  });
});
