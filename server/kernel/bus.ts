// Tells other domains and live rooms what has happened, after it is on disk.
import type { LiveEvent, PayloadInputOf } from '#shared/kernel/contract.ts';
import type { Log } from './log.ts';

type Listener = (roomId: string, payload: unknown) => void | Promise<void>;

/** In-process publish and subscribe, keyed by declared events. */
export interface Bus {
  publish<E extends LiveEvent>(event: E, roomId: string, payload: PayloadInputOf<E>): void;
  on<E extends LiveEvent>(
    event: E,
    listener: (roomId: string, payload: PayloadInputOf<E>) => void | Promise<void>,
  ): void;
  /** Hears every event; the live layer uses it to carry facts to rooms. */
  onAny(listener: (event: LiveEvent, roomId: string, payload: unknown) => void): void;
  /** Who may be in a room has changed: everybody in it is put out at once and asked again at the door. */
  clearRoom(kind: string, id: string): void;
  /** Hears of rooms to be cleared; for the live layer. */
  onClearRoom(listener: (kind: string, id: string) => void): void;
}

/** A listener that fails is logged and never undoes or delays the write it hears about. */
export const createBus = (log: Log): Bus => {
  const listeners = new Map<string, Listener[]>();
  const everything: ((event: LiveEvent, roomId: string, payload: unknown) => void)[] = [];
  const clearing: ((kind: string, id: string) => void)[] = [];
  return {
    publish: (event, roomId, payload) => {
      const hear = (listen: () => void | Promise<void>) => {
        (async () => {
          await listen();
        })().catch((error: unknown) => {
          log.error({ error: String(error), event: event.name }, 'a listener failed');
        });
      };
      for (const listener of everything)
        hear(() => {
          listener(event, roomId, payload);
        });
      for (const listener of listeners.get(event.name) ?? []) hear(() => listener(roomId, payload));
    },
    on: (event, listener) => {
      listeners.set(event.name, [...(listeners.get(event.name) ?? []), listener as Listener]);
    },
    onAny: (listener) => {
      everything.push(listener);
    },
    clearRoom: (kind, id) => {
      for (const listener of clearing) listener(kind, id);
    },
    onClearRoom: (listener) => {
      clearing.push(listener);
    },
  };
};
