// What this process has to tell all others, in order: kept until it is known to be told, and said again until then.
import { randomUUID } from 'node:crypto';
import type { Log } from './log.ts';
import type { SharedMemory } from './peers.ts';
import { tellScript } from './room-scripts.ts';

/** A fact, a room to be cleared, connections to be ended, or a room of which facts were lost. */
export interface Told {
  readonly kind: 'fact' | 'clear' | 'end' | 'torn';
  readonly room: string;
  readonly name: string;
  readonly json: string;
}

export interface Outbox {
  /** Answers with its number; sends it when it can. */
  put(told: Told): number;
  /** Sends what waits. */
  send(): void;
}

const batchAtMost = 100;
const batchCharacters = 1_000_000;
/** While Redis is away; of rooms whose facts do not fit, everybody is told to refetch. */
const waitingAtMost = 5000;
const charactersAtMost = 20_000_000;

interface Options {
  readonly id: string;
  readonly topic: string;
  readonly shared: SharedMemory;
  readonly log: Log;
  maySend(): boolean;
  /** Redis refused, gave no answer in time, or too much waits for it. */
  onFailure(): void;
}

/** One batch is under way at a time, so that the order stays and a repeat is known as one. */
export const createOutbox = ({ id, topic, shared, log, maySend, onFailure }: Options): Outbox => {
  let last = 0;
  let characters = 0;
  let isSending = false;
  let waiting: { readonly number: number; readonly told: Told }[] = [];
  const torn = new Set<string>();

  const add = (told: Told) => {
    last += 1;
    waiting.push({ number: last, told });
    characters += told.json.length;
    return last;
  };

  const makeRoom = () => {
    if (waiting.length <= waitingAtMost && characters <= charactersAtMost) return;
    const kept: typeof waiting = [];
    for (const one of waiting) {
      if (one.told.kind === 'end') {
        kept.push(one);
        continue;
      }
      torn.add(one.told.room);
      characters -= one.told.json.length;
    }
    onFailure();
    log.error(
      { dropped: waiting.length - kept.length },
      'too much waits for Redis: other processes refetch it',
    );
    waiting = kept;
  };

  const batch = () => {
    let length = 0;
    const taken = waiting.slice(0, batchAtMost).filter(({ told }, index) => {
      length += told.json.length;
      return index === 0 || length <= batchCharacters;
    });
    return taken.flatMap(({ number, told }) => [String(number), told.kind, told.room, told.name, told.json]);
  };

  const send = () => {
    if (isSending || !maySend()) return;
    for (const room of torn) add({ kind: 'torn', room, name: '-', json: '' });
    torn.clear();
    if (waiting.length === 0) return;
    isSending = true;
    const head = [shared.prefix + topic, id, shared.run(), randomUUID()];
    shared
      .ask((client) => client.eval(tellScript, { keys: [shared.prefix], arguments: [...head, ...batch()] }))
      .then(
        (told) => {
          isSending = false;
          const rest = waiting.filter(({ number }) => number > Number(told));
          waiting = rest;
          characters = rest.reduce((sum, one) => sum + one.told.json.length, 0);
          send();
        },
        (error: unknown) => {
          isSending = false;
          log.debug({ error: String(error) }, 'not told to other processes yet');
          onFailure();
        },
      );
  };

  return {
    put: (told) => {
      const number = add(told);
      makeRoom();
      send();
      return number;
    },
    send,
  };
};
