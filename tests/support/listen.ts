// An Express app or server on a free port of this machine alone.
import { createServer, Server, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens; `close` ends its connections too. */
export const listen = async (
  app: Server | RequestListener,
): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = app instanceof Server ? app : createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
