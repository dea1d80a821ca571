// A way between the server and a database that a test can freeze, cut and open again.
import net from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  /** The address of the database by this way. */
  readonly uri: string;
  /** Nothing gets through and nobody is told: as when a machine hangs. */
  freeze(): void;
  /** Connections break, and new ones are turned away. */
  cut(): void;
  open(): void;
  close(): Promise<void>;
}

/** `uri`: of MongoDB or Redis; names a unix socket or a host with a port. */
export const startProxy = async (uri: string): Promise<Proxy> => {
  const [, scheme = '', authority = '', rest = ''] = /^(\w+):\/\/([^/?]+)(.*)$/.exec(uri) ?? [];
  const place = decodeURIComponent(authority);
  const [host = '', port = ''] = place.split(':');
  const connect = () => (place.startsWith('/') ? net.connect(place) : net.connect(Number(port), host));
  let state: 'open' | 'frozen' | 'cut' = 'open';
  const pairs = new Set<readonly [net.Socket, net.Socket]>();

  const server = net.createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect();
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('close', end).on('error', end);
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => near.write(data));
    if (state === 'frozen') for (const socket of pair) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    state = 'cut';
    for (const [near] of pairs) near.destroy();
  };
  return {
    uri: `${scheme}://127.0.0.1:${String((server.address() as AddressInfo).port)}${rest}`,
    freeze: () => {
      state = 'frozen';
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    cut,
    open: () => {
      state = 'open';
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
