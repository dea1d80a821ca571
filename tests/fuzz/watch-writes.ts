// Tells which request stored what: every write that reached the database, by the number of the request it was done for.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server, ServerResponse } from 'node:http';
import type { CommandStartedEvent, CommandSucceededEvent, MongoClient } from 'mongodb';

interface Reply {
  readonly n?: number;
  readonly nModified?: number;
  readonly upserted?: readonly unknown[];
  readonly lastErrorObject?: { readonly n?: number };
}

const changed: Readonly<Record<string, (reply: Reply) => boolean>> = {
  insert: ({ n = 0 }) => n > 0,
  delete: ({ n = 0 }) => n > 0,
  update: ({ nModified = 0, upserted = [] }) => nModified > 0 || upserted.length > 0,
  findAndModify: ({ lastErrorObject }) => (lastErrorObject?.n ?? 0) > 0,
};

/**
 * Watches the requests of `server` and the commands of `client`, which must have been opened with `monitorCommands`.
 * What a request leaves running in the background counts as its own; sessions, which every visit touches, and
 * leases, which are turns and nothing that stays, do not count.
 */
export const watchWrites = (server: Server, client: MongoClient) => {
  const doing = new AsyncLocalStorage<string[]>();
  const byRequest = new Map<string, string[]>();
  const collections = new Map<number, string>();
  client.on('commandStarted', ({ commandName, requestId, command }: CommandStartedEvent) => {
    if (commandName in changed)
      collections.set(requestId, String((command as Record<string, unknown>)[commandName]));
  });
  client.on('commandSucceeded', ({ commandName, requestId, reply }: CommandSucceededEvent) => {
    const collection = collections.get(requestId);
    collections.delete(requestId);
    if (collection === undefined || collection === 'sessions' || collection === 'leases') return;
    if (changed[commandName]?.(reply as Reply) === true)
      doing.getStore()?.push(`${commandName} ${collection}`);
  });
  const emit = server.emit.bind(server);
  server.emit = ((event: string, ...given: unknown[]) => {
    if (event !== 'request') return emit(event, ...given);
    const writes: string[] = [];
    const response = given[1] as ServerResponse;
    response.once('finish', () => {
      byRequest.set(String(response.getHeader('X-Request-Id')), writes);
    });
    return doing.run(writes, () => emit(event, ...given));
  }) as typeof server.emit;
  return {
    /** What the request stored, for instance `update threads`; forgotten with the answer. */
    take: (requestId: string): readonly string[] => {
      const writes = byRequest.get(requestId) ?? [];
      byRequest.delete(requestId);
      return writes;
    },
  };
};
