// The sandbox of converters, tried with ordinary programs: no disk, no network, and limits that end it.
import { afterAll, expect, test } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runSandboxed, sandboxWorks } from '#server/presentations/convert/sandbox.ts';

const folder = await mkdtemp(join(tmpdir(), 'paperround-sandbox-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const works = await sandboxWorks(folder);
const limits = { milliseconds: 20_000, memoryBytes: 512 * 1024 ** 2, fileBytes: 1_000_000 };
const sh = (script: string, changed: Partial<typeof limits> = {}) =>
  runSandboxed('/bin/bash', ['-c', script], folder, { ...limits, ...changed });

const where = works ? test : test.skip;
const note = works ? '' : ' (skipped: no bubblewrap sandbox can be made on this machine)';

where(
  `sees its own folder, and neither the accounts of the machine nor the project nor its data${note}`,
  async () => {
    const secret = await mkdtemp(join(tmpdir(), 'paperround-secret-'));
    await writeFile(join(secret, 'data'), 'secret');
    const files = [
      '/etc/passwd',
      '/etc/hosts',
      join(secret, 'data'),
      resolve('package.json'),
      '/root',
      '/home',
    ];
    for (const file of files)
      expect([file, await sh(`if [ -e '${file}' ]; then echo there; else echo none; fi`)]).toEqual([
        file,
        expect.objectContaining({ code: 0, output: 'none\n' }),
      ]);
    await rm(secret, { recursive: true, force: true });
    expect(await sh('echo written > result && cat result && ls /work')).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual(['result']);
    expect(await readFile(join(folder, 'result'), 'utf8')).toBe('written\n');
    for (const place of ['/usr/x', '/bin/x', '/etc/x'])
      await sh(`echo no > ${place} 2>/dev/null`).then(({ ended }) => {
        expect(ended).toBe('finished');
      });
    expect(await sh('echo x > /usr/bin/x')).toMatchObject({ code: 1 });
  },
);

where(`has no environment of the server${note}`, async () => {
  process.env['PAPERROUND_SECRET'] = 'do not tell';
  const { output } = await sh('env; cat /proc/*/environ 2>/dev/null | tr "\\0" "\\n"');
  expect(output).not.toContain('do not tell');
  expect(output).not.toContain('NODE');
});

where(`reaches no server, not even on this machine${note}`, async () => {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.end('hello');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { code } = await sh(`exec 3<>/dev/tcp/127.0.0.1/${String(port)} && cat <&3`);
  expect(code).not.toBe(0);
  expect(calls).toBe(0);
  await new Promise((done) => server.close(done));
});

where(`is ended at the time limit, with everything it started${note}`, async () => {
  const began = performance.now();
  const outcome = await sh('sleep 67 & sleep 67 & wait', { milliseconds: 700 });
  expect(outcome).toMatchObject({ ended: 'too_slow', code: null });
  expect(performance.now() - began).toBeLessThan(5000);
});

where(`is ended at the memory limit, counted over all its processes${note}`, async () => {
  const eat = 'x=$(head -c 60000000 /dev/zero | tr "\\0" x); sleep 30';
  const outcome = await sh(`(${eat}) & (${eat}) & wait`, { memoryBytes: 100 * 1024 ** 2 });
  expect(outcome).toMatchObject({ ended: 'too_big_in_memory', code: null });
});

where(`writes no file that is larger than allowed${note}`, async () => {
  expect(await sh('head -c 5000000 /dev/zero > big')).not.toMatchObject({ code: 0 });
});

where(`ends when its server is closed${note}`, async () => {
  const stop = new AbortController();
  const running = runSandboxed('/bin/sleep', ['30'], folder, limits, stop.signal);
  stop.abort();
  expect(await running).toMatchObject({ ended: 'stopped' });
});
