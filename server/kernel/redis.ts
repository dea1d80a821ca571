// Two connections to one Redis server: one that asks and tells, one that hears. What cannot be sent now is refused, never queued.
import { createClient } from 'redis';
import type { Log } from './log.ts';
import { SettingsError } from './settings-error.ts';

export type RedisClient = ReturnType<typeof createClient>;

export interface Redis {
  readonly asking: RedisClient;
  readonly hearing: RedisClient;
  /** Both are there, as far as this side knows: a server that hangs is found out by its silence. */
  isConnected(): boolean;
  /**
   * Connects and keeps connecting. Throws a SettingsError where the password is refused; a server that does not answer at the
   * start is tried again like one that goes away later.
   */
  connect(): Promise<void>;
  close(): void;
}

interface Listeners {
  onReady(): void;
  onLost(why: string): void;
}

const connectMs = 2000;
/** Something is said every second on both: more silence than this is a dead connection, which is opened anew. */
const silenceMs = 6000;
const waitAtMostMs = 1000;
/** Commands under way; those beyond are refused. */
const commandsAtMost = 5000;
/** How long a start waits for a server that does not answer; then it goes on without. */
const patienceMs = 3000;

const isRefusal = (error: unknown) => /^(WRONGPASS|NOAUTH|NOPERM)/.test((error as Error).message);

/** Not connected yet. Throws a SettingsError where the address is none. */
export const createRedis = (url: string, log: Log, listeners: Listeners): Redis => {
  let refused: (error: Error) => void = () => undefined;
  const refusal = new Promise<never>((_resolve, reject) => {
    refused = reject;
  });
  refusal.catch(() => undefined);
  const open = (): RedisClient => {
    try {
      return createClient({
        url,
        disableOfflineQueue: true,
        commandsQueueMaxLength: commandsAtMost,
        maintNotifications: 'disabled',
        socket: {
          connectTimeout: connectMs,
          socketTimeout: silenceMs,
          // Everybody at a different moment.
          reconnectStrategy: (retries, cause) => {
            if (isRefusal(cause)) refused(cause);
            return Math.min(50 * 2 ** Math.min(retries, 6), waitAtMostMs) * (0.5 + Math.random() / 2);
          },
        },
      });
    } catch {
      throw new SettingsError(
        'REDIS_URL is not the address of a Redis server: it looks like redis://host:6379.',
      );
    }
  };
  const asking = open();
  const hearing = open();
  const isConnected = () => asking.isReady && hearing.isReady;
  for (const client of [asking, hearing])
    client
      .on('error', (error: unknown) => {
        // Both tell of the same outage, and each try once more: the log says it once, where it is noticed (peers.ts).
        log.debug({ error: String(error) }, 'Redis');
        listeners.onLost(error instanceof Error ? error.message : String(error));
      })
      .on('ready', () => {
        if (isConnected()) listeners.onReady();
      });
  const close = () => {
    for (const client of [asking, hearing]) if (client.isOpen) client.destroy();
  };
  const connect = async () => {
    const connected = Promise.all([asking.connect(), hearing.connect()]);
    connected.catch(() => undefined);
    let alarm: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      alarm = setTimeout(resolve, patienceMs);
    });
    try {
      await Promise.race([connected, patience, refusal]);
    } catch (error) {
      close();
      throw isRefusal(error)
        ? new SettingsError('The Redis server refuses the user name or password in REDIS_URL.')
        : error;
    } finally {
      clearTimeout(alarm);
    }
  };
  return { asking, hearing, isConnected, connect, close };
};
