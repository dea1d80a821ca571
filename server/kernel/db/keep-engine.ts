// Keeps the built-in database open: when its process dies it is opened again, as often as it takes, without the app's end.
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '#server/kernel/log.ts';
import { forgetEngine, tellEngine } from './engine-address.ts';
import { openEngine, uriOf, type Engine, type EngineOptions } from './engine.ts';

export interface KeptEngine {
  /** The same for every process of the engine that comes and goes. */
  readonly uri: string;
  close(): Promise<void>;
}

interface Options extends EngineOptions {
  readonly log: Log;
  /** Without room the engine aborts again at once: it is opened only where there is some. */
  hasRoom(): Promise<boolean>;
  /** Told each time it dies, with a few words such as "signal SIGABRT", and when it is back. */
  onDeath?(how: string): void;
  onBack?(): void;
}

/** Waits between attempts; the last one stays. */
const pausesMs = [0, 200, 500, 1000, 2000, 5000];
/** Who lived so long begins with the first pause again. */
const longLifeMs = 60_000;
const roomEveryMs = 1000;

/** Opens the database in `dataDir`/db and keeps it open until `close`. Throws as {@link openEngine} does, the first time only. */
export const keepEngine = async (options: Options): Promise<KeptEngine> => {
  const { log } = options;
  let engine: Engine = await openEngine(options);
  const place = await placeForName(options.dataDir, engine);
  const name = path.join(place.folder, 'db.sock');
  const pointToIt = async () => {
    const fresh = `${name}.new`;
    await rm(fresh, { force: true });
    await symlink(engine.socketPath, fresh);
    await rename(fresh, name);
  };
  await pointToIt();
  await tellEngine(options.dataDir, uriOf(name));

  let isClosing = false;
  let wake: (() => void) | undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  let deaths = 0;
  let reopening: Promise<void> | undefined;

  const reopen = async () => {
    for (let told = false; ; deaths += 1) {
      await pause(pausesMs[Math.min(deaths, pausesMs.length - 1)] ?? 0);
      while (!isClosing && !(await options.hasRoom().catch(() => true))) {
        if (!told) log.error('the database stays closed until the disk has room');
        told = true;
        await pause(roomEveryMs);
      }
      if (isClosing) return;
      try {
        engine = await openEngine(options);
        await pointToIt();
        watch();
        log.warn('the database was opened again');
        options.onBack?.();
        return;
      } catch (error) {
        log.error({ error: String(error) }, 'the database could not be opened again; it is tried again');
      }
    }
  };
  const watch = () => {
    const openedAt = performance.now();
    engine.onExit((how) => {
      if (isClosing) return;
      log.error({ how }, 'the database process ended; it is opened again');
      options.onDeath?.(how);
      deaths = performance.now() - openedAt > longLifeMs ? 0 : deaths + 1;
      reopening = reopen();
    });
  };
  watch();

  return {
    uri: uriOf(name),
    close: async () => {
      isClosing = true;
      wake?.();
      await reopening;
      await engine.close();
      await forgetEngine(options.dataDir);
      await rm(name, { force: true });
      await place.remove();
    },
  };
};

// Each engine has a socket of its own; under a name that stays the newest one is found. The path of a socket may have 103 bytes.
const placeForName = async (dataDir: string, { socketPath }: Engine) => {
  const own = path.resolve(dataDir);
  if (Buffer.byteLength(own) < 80) return { folder: own, remove: () => Promise.resolve() };
  const folder = await mkdtemp(path.join(path.dirname(path.dirname(socketPath)), 'paperround-db-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
};
