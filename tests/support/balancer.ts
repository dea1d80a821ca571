// A reverse proxy at its smallest: one address in front of several processes, of which it takes the first that lives.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

/** Sends every connection to the first of `ports` that can be reached at that moment; one that ends there ends here. */
export const startBalancer = async (ports: () => readonly number[]): Promise<Balancer> => {
  const open = new Set<Socket>();
  const server = createServer((here) => {
    open.add(here);
    here.on('close', () => open.delete(here)).on('error', () => undefined);
    const reach = ([port, ...others]: readonly number[]) => {
      if (port === undefined) {
        here.destroy();
        return;
      }
      const there = connect(port, '127.0.0.1');
      const nextOne = () => {
        reach(others);
      };
      there.once('error', nextOne);
      there.once('connect', () => {
        there.off('error', nextOne).on('error', () => undefined);
        here.on('close', () => there.destroy()).pipe(there);
        there.on('close', () => here.destroy()).pipe(here);
      });
    };
    reach(ports());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
