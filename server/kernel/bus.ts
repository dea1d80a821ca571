// Tells other domains and live rooms what has happened, after it is on disk.
import type { LiveEvent, PayloadInputOf } from '#shared/kernel/contract.ts';
import type { Log } from './log.ts';

type Listener = (roomId: string, payload: unknown) => void | Promise<void>;

/** Publish and subscribe, keyed by declared events; several processes may serve one community. */
export interface Bus {
  /** Tells this process at once, and the others a moment later. */
  publish<E extends LiveEvent>(event: E, roomId: string, payload: PayloadInputOf<E>): void;
  /** Hears a fact in the one process where it happened: for whoever changes something because of it, which must happen once. */
  on<E extends LiveEvent>(
    event: E,
    listener: (roomId: string, payload: PayloadInputOf<E>) => void | Promise<void>,
  ): void;
  /** Hears a fact in every process: for whoever keeps something in memory. What was told while Redis was away is not heard. */
  onEverywhere<E extends LiveEvent>(
    event: E,
    listener: (roomId: string, payload: PayloadInputOf<E>) => void | Promise<void>,
  ): void;
  /** Facts of other processes may not have been heard: what is kept in memory may be old. */
  onMissed(listener: () => void): void;
  /** Hears every event that happens here; the live layer uses it to carry facts to rooms. */
  onAny(listener: (event: LiveEvent, roomId: string, payload: unknown) => void): void;
  /** Who may be in a room has changed: everybody in it, on whatever process, is put out at once and asked again at the door. */
  clearRoom(kind: string, id: string): void;
  /** Hears of rooms that are cleared here; for the live layer. */
  onClearRoom(listener: (kind: string, id: string) => void): void;
  /** Whether anybody would hear of a fact from another process. */
  hears(event: string): boolean;
  /** Another process tells a fact that happened there; for the live layer. */
  relay(event: LiveEvent, roomId: string, payload: unknown): void;
  /** Says that facts of others may have been missed; for the live layer. */
  miss(): void;
}

/** A listener that fails is logged and never undoes or delays the write it hears about. */
export const createBus = (log: Log): Bus => {
  const here = new Map<string, Listener[]>();
  const everywhere = new Map<string, Listener[]>();
  const everything: ((event: LiveEvent, roomId: string, payload: unknown) => void)[] = [];
  const clearing: ((kind: string, id: string) => void)[] = [];
  const missing: (() => void)[] = [];
  const add = (listeners: Map<string, Listener[]>, { name }: LiveEvent, listener: Listener) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  };
  const hear = ({ name }: LiveEvent, listen: () => void | Promise<void>) => {
    (async () => {
      await listen();
    })().catch((error: unknown) => {
      log.error({ error: String(error), event: name }, 'a listener failed');
    });
  };
  const tell = (listeners: Map<string, Listener[]>, event: LiveEvent, roomId: string, payload: unknown) => {
    for (const listener of listeners.get(event.name) ?? []) hear(event, () => listener(roomId, payload));
  };
  return {
    publish: (event, roomId, payload) => {
      for (const listener of everything)
        hear(event, () => {
          listener(event, roomId, payload);
        });
      tell(here, event, roomId, payload);
      tell(everywhere, event, roomId, payload);
    },
    on: (event, listener) => {
      add(here, event, listener as Listener);
    },
    onEverywhere: (event, listener) => {
      add(everywhere, event, listener as Listener);
    },
    onMissed: (listener) => {
      missing.push(listener);
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
    hears: (name) => everywhere.has(name),
    relay: (event, roomId, payload) => {
      tell(everywhere, event, roomId, payload);
    },
    miss: () => {
      for (const listener of missing) listener();
    },
  };
};
