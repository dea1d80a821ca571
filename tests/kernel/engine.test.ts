// The built-in database as a whole: it keeps what it acknowledged, belongs to one app at a time, and says what is wrong.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { connectDatabase } from '#server/kernel/db/connect.ts';
import { openEngine } from '#server/kernel/db/engine.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-engine-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Runs `work` on an engine and a connection of its own, and closes both. */
const withEngine = async <Result>(
  work: (connection: Awaited<ReturnType<typeof connectDatabase>>) => Promise<Result>,
): Promise<Result> => {
  const engine = await openEngine({ dataDir });
  try {
    const connection = await connectDatabase(engine.uri);
    return await work(connection).finally(() => connection.close());
  } finally {
    await engine.close();
  }
};

// While the engine is open, its lock file names its process.
const enginePid = async () => Number(await readFile(path.join(dataDir, 'db/mongod.lock'), 'utf8'));

describe('one app on a directory', () => {
  test('closing it, even twice, and opening it again keeps the data, and nobody is told of a death', async () => {
    const engine = await openEngine({ dataDir });
    const told: string[] = [];
    engine.onExit((how) => told.push(how));
    const connection = await connectDatabase(engine.uri);
    expect(connection.name).toBe('paperround');
    await connection.collection('notes').insertOne({ text: 'kept' });
    await connection.close();
    await Promise.all([engine.close(), engine.close()]);

    const notes = await withEngine((db) => db.collection('notes').find().toArray());
    expect(notes).toEqual([expect.objectContaining({ text: 'kept' })]);
    expect(told).toEqual([]);
  });

  test('interrupting the whole process group leaves the engine to the app', () =>
    withEngine(async (db) => {
      const pid = await enginePid();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(pid, signal);
      await pause(200);
      expect(await db.collection('notes').countDocuments()).toBe(0);
    }));

  test('tells when the engine died, and opens again afterwards', async () => {
    const engine = await openEngine({ dataDir });
    const died = new Promise<string>((resolve) => {
      engine.onExit(resolve);
    });
    process.kill(await enginePid(), 'SIGKILL');
    expect(await died).toBe('signal SIGKILL');
    await engine.close();
    await withEngine((db) => db.collection('notes').insertOne({ text: 'alive' }));
  });
});

describe('two apps on a directory', () => {
  test('the second waits for the first to let go, and is refused with a sentence when it does not', async () => {
    const first = await openEngine({ dataDir });
    const patient = openEngine({ dataDir });
    await expect(openEngine({ dataDir, patienceMs: 0 })).rejects.toThrow(
      new SettingsError(
        `The data directory ${dataDir} is in use by another running Paperround: stop that one, or set DATA_DIR to another.`,
      ),
    );
    await first.close();
    await (await patient).close();
  });

  test('a folder where none can be is refused with a sentence', async () => {
    const inside = path.join(fileURLToPath(import.meta.url), 'data');
    const refused = openEngine({ dataDir: inside });
    await expect(refused).rejects.toBeInstanceOf(SettingsError);
    await expect(refused).rejects.toThrow(/^The data directory .* cannot be written .*: set DATA_DIR\.$/);
  });
});

describe('kill -9 loses no acknowledged write', () => {
  const writeUntilKilled = async (kill: (app: number) => Promise<void>) => {
    const script = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url));
    const app = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    app.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    const ended = new Promise((resolve) => app.once('close', resolve));
    while (printed.length < 1000) await pause(20);
    await kill(app.pid ?? 0);
    await ended;
    return printed.slice(0, printed.lastIndexOf('\n')).split('\n').map(Number);
  };

  test.each([
    ['the app', async (app: number) => void process.kill(app, 'SIGKILL')],
    [
      'the app and the engine',
      async (app: number) => {
        process.kill(await enginePid(), 'SIGKILL');
        process.kill(app, 'SIGKILL');
      },
    ],
  ])('of %s', async (_who, kill) => {
    const acknowledged = await writeUntilKilled(kill);
    const stored = await withEngine((db) => db.collection<{ _id: number }>('numbers').distinct('_id'));
    expect(acknowledged.length).toBeGreaterThan(200);
    expect(new Set(stored)).toEqual(new Set([...stored, ...acknowledged]));
  });
});
