// A closing server: what is under way is finished, and nobody who only holds a connection open keeps it waiting.
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { watchConnections } from '#server/kernel/connections.ts';

test('a connection without a request ends at once, a request under way is answered', async () => {
  let answer = () => undefined as unknown;
  const server = createServer((_request, response) => {
    answer = () => response.end('done');
  });
  const endConnections = watchConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  const asked = fetch(`http://127.0.0.1:${String(port)}/`);
  await once(server, 'request');

  const closed = endConnections(() => new Promise((resolve) => server.close(resolve)));
  await once(silent, 'close');
  answer();
  expect(await (await asked).text()).toBe('done');
  // The answered connection may stay for the five seconds of keep-alive.
  await closed;
}, 9000);
