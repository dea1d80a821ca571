// The facts of all rooms, numbered once for all processes by Redis, and by this process alone while there is none.
import { randomUUID } from 'node:crypto';
import { eventNamed, type LiveEvent } from '#shared/kernel/contract.ts';
import type { Fact, Join, Joined } from '#shared/kernel/live.ts';
import type { Log } from './log.ts';
import { createOutbox } from './outbox.ts';
import type { Peers } from './peers.ts';
import { createRoomLog } from './room-log.ts';
import { readScript } from './room-scripts.ts';

export interface FactLog {
  /** Numbers a fact and tells it; with other processes a moment later, once Redis has numbered it. */
  add(event: LiveEvent, room: string, payload: unknown): void;
  /** Tells the others, after all facts before, that a room is cleared, or that connections end. */
  clear(room: string): void;
  end(whose: object): void;
  /** Resolves when {@link since} can answer for a room. */
  prepare(room: string): Promise<void>;
  /** Where a room is now, and what somebody missed who was at `from`; undefined: prepare it (again). */
  since(room: string, from: Pick<Join, 'epoch' | 'seq'>): Joined | undefined;
}

interface Options {
  readonly peers: Peers;
  readonly log: Log;
  /** Whether anybody on this process is in a room. */
  isOpen(room: string): boolean;
  /** Sends a fact to those who are in its room here. */
  tell(fact: Fact): void;
  /** Those in a room here ask for what they missed, from where they are. */
  askAgain(room: string): void;
  /** Another process has cleared a room, or facts of it were lost. */
  onCleared(room: string): void;
  onEnd(whose: unknown): void;
  /** A fact from another process; `wants` says whether it need be looked at. */
  wants(name: string): boolean;
  onFact(event: LiveEvent, room: string, payload: unknown): void;
  /** Facts of others may have been missed. */
  onMissed(): void;
}

const topic = 'facts';
/** After Redis refused to number facts though it answers, for instance because its memory is full. */
const againMs = 10_000;
/** Keeps its number; nobody listens to it. */
const notUnderstood = { name: 'unknown', payload: null };

export const createFactLog = (options: Options): FactLog => {
  const { peers, log, isOpen, tell } = options;
  const { shared } = peers;
  let isShared = peers.isUp();
  // What Redis has numbered, as far as it was heard here.
  let mirror = createRoomLog(isOpen);
  // What this process numbers itself, under another epoch each time.
  let own = createRoomLog(isOpen);
  let moved = new Set<string>();
  // Given to Redis and not heard from it yet.
  const unheard = new Map<number, { room: string; name: string; payload: unknown }>();
  const loading = new Map<string, { readonly heard: Fact[]; readonly done: Promise<void> }>();

  const tellHere = (room: string, name: string, payload: unknown) => {
    // Whoever counts by Redis' numbers would not take this one.
    if (!peers.isAlone && !moved.has(room)) {
      moved.add(room);
      options.askAgain(room);
    }
    tell(own.add(room, name, payload));
  };

  const part = () => {
    if (!isShared) return;
    isShared = false;
    own = createRoomLog(isOpen);
    moved = new Set();
    for (const { room, name, payload } of unheard.values()) tellHere(room, name, payload);
    unheard.clear();
  };
  const unite = () => {
    if (isShared || !peers.isUp()) return;
    isShared = true;
    mirror = createRoomLog(isOpen);
    outbox?.send();
    options.onMissed();
  };
  const fail = () => {
    part();
    setTimeout(unite, againMs).unref();
  };
  peers.onBack(unite);
  peers.onAway(part);

  const outbox =
    shared &&
    createOutbox({ ...{ id: peers.id, topic, shared, log }, maySend: () => isShared, onFailure: fail });

  const read = (name: string, json: string): { name: string; payload: unknown } => {
    const event = eventNamed(name);
    const parsed = event?.payload.safeParse(JSON.parse(json));
    if (parsed?.success) return { name, payload: parsed.data };
    log.error({ event: name }, 'a fact from another process was not understood: is it of another version?');
    return notUnderstood;
  };

  const hearFact = (
    fact: Omit<Fact, 'name' | 'payload'>,
    from: string,
    number: number,
    name: string,
    json: string,
  ) => {
    const mine = from === peers.id ? unheard.get(number) : undefined;
    if (from === peers.id) unheard.delete(number);
    const { room } = fact;
    const wanted = from !== peers.id && options.wants(name);
    if (!wanted && !mirror.knows(room) && !loading.has(room)) return;
    const said = { ...fact, ...(mine ? { name, payload: mine.payload } : read(name, json)) };
    const event = eventNamed(said.name);
    if (wanted && event) options.onFact(event, room, said.payload);
    loading.get(room)?.heard.push(said);
    if (!isShared) return;
    const place = mirror.take(said);
    if (place === 'next') tell(said);
    if (place === 'torn') options.askAgain(room);
  };

  peers.hearText(topic, (text) => {
    const end = text.indexOf('\n');
    const [from = '', number, kind, room = '', epoch = '', seq, name = ''] = text.slice(0, end).split(' ');
    const json = text.slice(end + 1);
    if (kind === 'fact') hearFact({ room, epoch, seq: Number(seq) }, from, Number(number), name, json);
    else if (kind === 'torn') {
      mirror.forget(room);
      options.onCleared(room);
    } else if (from !== peers.id && kind === 'clear') options.onCleared(room);
    else if (from !== peers.id && kind === 'end') options.onEnd(JSON.parse(json));
  });

  const load = async (room: string) => {
    const heard: Fact[] = [];
    const into = mirror;
    const answer = shared?.ask((client) =>
      client.eval(readScript, { keys: [shared.prefix], arguments: [room, shared.run(), randomUUID()] }),
    );
    const done = (async () => {
      try {
        const [epoch, seq, entries] = (await answer) as [string, string, string[]];
        const first = Number(seq) - entries.length + 1;
        const facts = entries.map((entry, index) => {
          const at = entry.indexOf(' ');
          return { room, epoch, seq: first + index, ...read(entry.slice(0, at), entry.slice(at + 1)) };
        });
        into.know(room, epoch, Number(seq), facts);
        for (const fact of heard) into.take(fact);
      } catch (error) {
        log.debug({ error: String(error) }, 'a room could not be read from Redis');
        fail();
      } finally {
        loading.delete(room);
      }
    })();
    loading.set(room, { heard, done });
    await done;
  };

  return {
    add: (event, room, payload) => {
      // First of all: what cannot be told must not use up a number.
      const told: unknown = event.payload.parse(payload);
      const number = outbox?.put({ kind: 'fact', room, name: event.name, json: JSON.stringify(told) });
      if (isShared && number !== undefined) unheard.set(number, { room, name: event.name, payload: told });
      else tellHere(room, event.name, told);
    },
    clear: (room) => {
      outbox?.put({ kind: 'clear', room, name: '-', json: '' });
    },
    end: (whose) => {
      outbox?.put({ kind: 'end', room: '-', name: '-', json: JSON.stringify(whose) });
    },
    prepare: async (room) => {
      while (isShared && !mirror.knows(room)) await (loading.get(room)?.done ?? load(room));
    },
    since: (room, from) => {
      if (!isShared) return own.since(room, from);
      return mirror.knows(room) ? mirror.since(room, from) : undefined;
    },
  };
};
