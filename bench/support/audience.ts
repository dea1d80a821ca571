// Those who listen to a room over real sockets, and a bare `ws` server beside, for measuring what a delivery costs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { WebSocket } from 'ws';
import { root } from '#server/build/stamp.js';

const bareServer = `
const { WebSocketServer } = require('ws');
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => console.log(server.address().port));
server.on('connection', (socket) => socket.on('message', (data) => {
  for (const client of server.clients) client.send(data, { binary: false });
}));`;

/** CPU of a process so far, all its threads that still run (ms). Linux only. */
export const cpuOf = async (pid: number): Promise<number> => {
  const folder = `/proc/${String(pid)}/task`;
  const times = (await readdir(folder)).map(async (thread) => {
    const text = await readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => '0');
    return Number(text.split(' ')[0]);
  });
  return (await Promise.all(times)).reduce((sum, ns) => sum + ns, 0) / 1e6;
};

/** Acts so many times, one after the other with a pause between (ms); how long each took and the CPU of the process meanwhile (ms). */
export const repeatActs = async (
  { pid, times, pauseMs }: { readonly pid: number; readonly times: number; readonly pauseMs: number },
  act: (index: number) => Promise<unknown>,
) => {
  const took: number[] = [];
  const before = await cpuOf(pid);
  for (let index = 0; index < times; index++) {
    const startedAt = performance.now();
    await act(index);
    took.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return { took, cpu: (await cpuOf(pid)) - before };
};

export const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
export const rounded = (value: number) => Math.round(value * 100) / 100;

/** Those who listen: each hears `frame` once per act; `heard` resolves when all have. */
export const createAudience = () => {
  const sockets: WebSocket[] = [];
  let waiting = 0;
  let done: (() => void) | undefined;
  let last = '';
  return {
    sockets,
    /** The bytes that were heard last. */
    last: () => last,
    add: (socket: WebSocket, isNews: (frame: string) => boolean) => {
      sockets.push(socket);
      socket.on('message', (data: Buffer) => {
        const frame = data.toString();
        if (!isNews(frame)) return;
        last = frame;
        waiting -= 1;
        if (waiting === 0) done?.();
      });
    },
    heard: () =>
      new Promise<void>((resolve) => {
        waiting = sockets.length;
        done = resolve;
      }),
    close: async () => {
      await Promise.all(
        sockets.splice(0).map(async (socket) => {
          const closed = once(socket, 'close');
          socket.close();
          await closed;
        }),
      );
    },
  };
};

/** A reader of a document, as little as the protocol of socket.io asks for. */
export const enter = (
  url: string,
  headers: Record<string, string>,
  room: string,
  audience: ReturnType<typeof createAudience>,
) =>
  new Promise<void>((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, { headers });
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (frame.startsWith('0')) socket.send('40');
      else if (frame === '2') socket.send('3');
      else if (frame.startsWith('40')) socket.send(`420${JSON.stringify(['join', { room }])}`);
      else if (frame.startsWith('430'))
        if (frame.startsWith('430[{"ok":true')) resolve();
        else reject(new Error(frame));
    });
    audience.add(socket, (frame) => frame.startsWith('42["fact"'));
  });

export const enterBare = async (url: string, audience: ReturnType<typeof createAudience>) => {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, 'open');
  audience.add(socket, () => true);
};

/** Sends whatever a client sends to all of them. */
export const startBareServer = async () => {
  const bare = spawn(process.execPath, ['-e', bareServer], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(bare.stdout, 'data')) as [Buffer];
  return {
    url: `ws://127.0.0.1:${port.toString().trim()}`,
    pid: bare.pid ?? 0,
    stop: () => {
      bare.kill();
    },
  };
};
