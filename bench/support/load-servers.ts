// The two that a load is driven against, on one embedded engine: the product, and the bare baseline on a copy of its data.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Connection } from 'mongoose';
import { root } from '#server/build/stamp.js';
import { connectDatabase } from '#server/kernel/db/connect.ts';
import { openEngine } from '#server/kernel/db/engine.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import type { Community, LoadMember } from './load-community.ts';

export interface LoadEngine {
  readonly uri: string;
  readonly db: Connection;
  /** A server process on it. */
  startServer(env?: NodeJS.ProcessEnv): Promise<RunningServer>;
  close(): Promise<void>;
}

/** Opens `/metrics` of the servers. */
const metricsToken = 'a token for the benchmark';

/** The embedded engine in a process of its own, as the product runs it, with a connection for preparing. */
export const openLoadEngine = async (): Promise<LoadEngine> => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const engine = await openEngine({ dataDir });
  const db = await connectDatabase(engine.uri);
  const servers: RunningServer[] = [];
  return {
    uri: engine.uri,
    db,
    startServer: async (env = {}) => {
      const settings = { MONGODB_URI: engine.uri, TRUSTED_PROXIES: '1', METRICS_TOKEN: metricsToken };
      const server = await startServer({ env: { ...settings, ...env } });
      servers.push(server);
      return server;
    },
    close: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await db.close();
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** One figure of a server's `/metrics`. Histograms of delays begin anew each time somebody looks. */
export const readMetric = async (url: string, name: string): Promise<number> => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await answer.text())?.[1]);
};

const copied = ['documents', 'threads', 'threadSequences', 'people'];

/** The baseline in a process of its own, on a copy of a community's data with the same indexes; its members signed in there. */
export const startBareLoad = async ({ uri, db }: LoadEngine, community: Community) => {
  const bareUri = uri.replace('/paperround?', '/bare?');
  const bare = db.useDb('bare');
  for (const name of copied) {
    const [from, to] = [db.collection(name), bare.collection(name)];
    await to.insertMany(await from.find().toArray());
    for (const { key, name: called, ...rest } of await from.indexes())
      if (called !== '_id_') await to.createIndex(key, { unique: rest['unique'] === true }, {});
  }
  const program = path.join(root, 'bench/support/bare-load.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', MONGODB_URI: bareUri },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${port.toString().trim()}`;
  const members: LoadMember[] = [];
  for (const { personId } of community.members) {
    const answer = await fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ personId }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    members.push({ personId, url, headers: { cookie } });
  }
  return {
    members,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
};
