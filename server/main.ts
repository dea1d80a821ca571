// The process: reads the settings, opens the database, listens, prints where, and closes cleanly.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp, type App } from '#server/app.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { connectDatabase } from '#server/kernel/db/connect.ts';
import { freeBytesOf, isOutOfSpace } from '#server/kernel/disk.ts';
import { keepEngine } from '#server/kernel/db/keep-engine.ts';
import { readEnvironment } from '#server/kernel/env.ts';
import { createLog } from '#server/kernel/log.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

const listen = (server: import('node:http').Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${String(port)} is in use by another program: stop it, or choose another with PORT.`
          : `Port ${String(port)} cannot be opened (${error.message}): choose another with PORT.`;
      reject(new SettingsError(why));
    });
    server.listen(port, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** `npm run demo`: the links into the sample course, which is made now unless it is there. */
const printSample = async (sample: App['sample'], address: string) => {
  print('Preparing the sample course (10 to 20 s when it is made for the first time) …');
  const { links } = await sample.open();
  print(
    'The sample course is ready. Each link signs in once, within a day; a private window makes you two people at once.',
  );
  for (const { part, name, token } of links)
    print(`  ${part.padEnd(10)}  ${address}/link#${token}  (${name})`);
};

const run = async () => {
  const environment = readEnvironment(process.env);
  const log = createLog(environment.logLevel);
  const { dataDir, minFreeBytes } = environment;
  const engine = environment.mongodbUri
    ? undefined
    : await keepEngine({
        ...{ dataDir, log },
        // The same that the guard before writes asks for at the least.
        hasRoom: async () => (await freeBytesOf(dataDir)) >= minFreeBytes / 4,
        onDeath: (how) => {
          process.stderr.write(
            `The built-in database ended (${how}). It is opened again, as soon as the disk has room if it is full; nothing that was saved is lost.\n`,
          );
        },
        onBack: () => {
          process.stderr.write('The built-in database is open again.\n');
        },
      });
  const db = await connectDatabase(environment.mongodbUri ?? engine?.uri ?? '');
  // Indexes are made where there is as much room as we ask for; by itself the engine wants 500 MB.
  if (engine)
    await db.db?.admin().command({
      setParameter: 1,
      indexBuildMinAvailableDiskSpaceMB: Math.floor(minFreeBytes / 1024 / 1024),
    });
  const app = await createApp({
    db,
    filesDir: path.resolve(environment.dataDir, 'files'),
    cacheDir:
      environment.filesIn === 'database' ? path.resolve(environment.dataDir, 'cache', 'files') : undefined,
    clientDir: fileURLToPath(new URL('../client', import.meta.url)),
    clock: systemClock,
    log,
    secure: environment.publicUrl?.startsWith('https:') ?? false,
    isPublished: environment.publicUrl !== undefined,
    trustedProxies: environment.trustedProxies,
    sessionSecret: environment.sessionSecret,
    clamd: environment.clamd,
    redisUrl: environment.redisUrl,
    metricsToken: environment.metricsToken,
    secondFactorDuty: environment.secondFactorDuty,
    oidc:
      environment.oidc && environment.publicUrl !== undefined
        ? { provider: environment.oidc, publicUrl: environment.publicUrl }
        : undefined,
    minFreeBytes,
    databaseDir: engine ? dataDir : undefined,
  });

  let closing = false;
  const close = async (exitCode: number) => {
    if (closing) return;
    closing = true;
    app.retire();
    // A balancer needs a moment to notice; whoever comes until then is still served.
    if (exitCode === 0) await new Promise((resolve) => setTimeout(resolve, environment.drainSeconds * 1000));
    await app.close();
    await db.close();
    await engine?.close();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      print('Closing.');
      void close(0);
    });

  const port = await listen(app.server, environment.port).catch(async (error: unknown) => {
    await app.close();
    await db.close();
    await engine?.close();
    throw error;
  });
  const address = environment.publicUrl ?? `http://localhost:${String(port)}`;
  const isSetUp = await app.accounts.isSetUp();
  const token = isSetUp ? null : await app.accounts.createLink('administrator', null);
  print(`Paperround is ready at ${address}`);
  if (token !== null)
    print(`Create the first administrator (once, within a day): ${address}/administrator#${token}`);
  if (process.argv.includes('--demo'))
    await printSample(app.sample, address).catch((error: unknown) => {
      if (closing) return;
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`The sample course could not be made; the server runs on.\n${why}\n`);
    });
};

run().catch((error: unknown) => {
  if (isOutOfSpace(error)) {
    process.stderr.write('The disk of the database is nearly full: free some space, then start again.\n');
    process.exit(1);
  }
  process.stderr.write(
    `${error instanceof SettingsError ? error.message : String((error as Error).stack)}\n`,
  );
  process.exit(1);
});
