// A network between live clients and the server that loses facts, tells them twice, late and in another order, and breaks off.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import type { Chance } from './chance.ts';

export interface BadNetwork {
  /** Where clients find it instead of the server. */
  readonly url: string;
  /** How often something went wrong. */
  readonly mishaps: Readonly<Record<'lost' | 'late' | 'twice' | 'cut', number>>;
  /** From now on all is well. */
  calmDown(): void;
  /** Nothing gets through on the connections there are, and nobody is told: as when a device has slept. New ones work. */
  fallSilent(): void;
  close(): Promise<void>;
}

// As socket.io writes them; everything else, such as answers, comes through.
const isFact = (frame: string) => frame.startsWith('42["fact"');
const latestMs = 120;
const surelyCutAfter = 60;

export const startBadNetwork = async (target: string, chance: Chance): Promise<BadNetwork> => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const mishaps = { lost: 0, late: 0, twice: 0, cut: 0 };
  let isCalm = false;
  let facts = 0;
  const silent = new WeakSet<WebSocket>();

  server.on('connection', (near, { url, headers }) => {
    const { cookie, 'x-forwarded-for': address = '' } = headers;
    const far = new WebSocket(target.replace('http', 'ws') + (url ?? ''), {
      headers: { cookie: cookie ?? '', 'x-forwarded-for': String(address) },
      perMessageDeflate: false,
    });
    const waiting: string[] = [];
    const cut = () => {
      near.terminate();
      far.terminate();
    };
    const give = (frame: string) => {
      if (near.readyState === WebSocket.OPEN && !silent.has(near)) near.send(frame);
    };
    const giveLate = (frame: string) => {
      setTimeout(() => {
        give(frame);
      }, chance.next() * latestMs);
    };
    far.on('open', () => {
      for (const frame of waiting.splice(0)) far.send(frame);
    });
    far.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (isCalm || !isFact(frame)) give(frame);
      else if (chance.happens(0.1)) mishaps.lost += 1;
      // Once at least, whatever the dice say.
      else if (chance.happens(0.02) || (++facts >= surelyCutAfter && mishaps.cut === 0)) {
        mishaps.cut += 1;
        cut();
      } else if (chance.happens(0.25)) {
        mishaps.late += 1;
        giveLate(frame);
      } else if (chance.happens(0.15)) {
        mishaps.twice += 1;
        give(frame);
        giveLate(frame);
      } else give(frame);
    });
    near.on('message', (data: Buffer) => {
      if (silent.has(near)) return;
      if (far.readyState === WebSocket.OPEN) far.send(data.toString());
      else waiting.push(data.toString());
    });
    for (const end of [near, far]) end.on('close', cut).on('error', cut);
  });

  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mishaps,
    calmDown: () => {
      isCalm = true;
    },
    fallSilent: () => {
      for (const client of server.clients) silent.add(client);
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
