// Autosaves of a hundred people who write at once, over HTTP against the embedded engine; beside it, a bare handler that saves the same.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from '#server/build/stamp.js';
import { openEngine } from '#server/kernel/db/engine.ts';
import { startServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';
import { percentile } from './support/reading-room.ts';
import { openWritingRoom, savingOf, sendJson } from './support/writing-room.ts';

const writers = 100;
const rounds = 3;
const roundMs = 6000;

/** About 280 words a part, as students write. */
const words =
  'the paper measures what its readers discuss and leaves open why it matters for systems '.repeat(18);

interface Writer {
  readonly address: string;
  readonly headers: Record<string, string>;
  body(text: string, revision: number): object;
  revision: number;
}

/** All write as fast as they are answered; answers with how long each save took (ms). */
const writeFor = async (ms: number, people: readonly Writer[]): Promise<number[]> => {
  const took: number[] = [];
  const end = performance.now() + ms;
  const write = async (writer: Writer) => {
    for (let turn = 0; performance.now() < end; turn++) {
      const began = performance.now();
      const body = writer.body(`${words}${String(turn)}`, writer.revision);
      const saved = await sendJson<{ revision: number }>(writer.address, {
        method: 'PUT',
        headers: writer.headers,
        body,
      });
      writer.revision = saved.revision;
      took.push(performance.now() - began);
    }
  };
  await Promise.all(people.map(write));
  return took;
};

const startBare = async (uri: string) => {
  const child = spawn(process.execPath, [path.join(root, 'bench/support/bare-saves.js')], {
    env: { ...process.env, NODE_ENV: 'production', MONGODB_URI: uri },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    stop: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
};

const perSecond = (saves: readonly number[]) => saves.length / ((rounds * roundMs) / 1000);
const rounded = (value: number) => Math.round(value * 100) / 100;

/** See the names; `ratio`: saves per second of ours to the bare ones. The two take turns, so that both meet the same load. */
export const measure: Benchmark = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const engine = await openEngine({ dataDir });
  const server = await startServer({ env: { MONGODB_URI: engine.uri, TRUSTED_PROXIES: '1' } });
  const bare = await startBare(engine.uri);
  try {
    const room = await openWritingRoom(server, writers);
    const ours = room.writers.map((client): Writer => ({
      address: `${server.url}/api/meetings/${room.meetingId}/review`,
      headers: client.headers(),
      body: savingOf,
      revision: 0,
    }));
    const theirs = room.writers.map((_, i): Writer => ({
      address: `${bare.url}/reviews/${String(i)}`,
      headers: {},
      body: (text, revision) => ({ answers: { first: text, second: text, connections: text }, revision }),
      revision: 0,
    }));
    await writeFor(1000, ours);
    await writeFor(1000, theirs);
    const took: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
    for (let round = 0; round < rounds; round++) {
      took.bare.push(...(await writeFor(roundMs, theirs)));
      took.ours.push(...(await writeFor(roundMs, ours)));
    }
    return {
      writers,
      saves_per_s: Math.round(perSecond(took.ours)),
      p50_ms: Math.round(percentile(took.ours, 0.5)),
      p99_ms: Math.round(percentile(took.ours, 0.99)),
      bare_saves_per_s: Math.round(perSecond(took.bare)),
      bare_p50_ms: Math.round(percentile(took.bare, 0.5)),
      bare_p99_ms: Math.round(percentile(took.bare, 0.99)),
      ratio: rounded(perSecond(took.ours) / perSecond(took.bare)),
    };
  } finally {
    await bare.stop();
    await server.stop();
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};
