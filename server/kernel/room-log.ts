// Numbers the facts of every room, or follows the numbers they have, and remembers the newest: whoever comes back hears what they missed.
import { randomUUID } from 'node:crypto';
import type { Fact, Join, Joined } from '#shared/kernel/live.ts';

// Whoever missed more refetches. Characters are those of the payloads as JSON: a fact may be a few hundred bytes or half a megabyte.
const factsPerRoom = 500;
const charactersPerRoom = 500_000;
const charactersAtMost = 50_000_000;
const roomsAtMost = 2000;

interface Room {
  readonly epoch: string;
  seq: number;
  facts: { readonly fact: Fact; readonly length: number }[];
  characters: number;
}

export interface RoomLog {
  /** The next fact of a room, numbered. */
  add(room: string, name: string, payload: unknown): Fact;
  /** Where a room is now, and what somebody missed who was at `from`. */
  since(room: string, from: Pick<Join, 'epoch' | 'seq'>): Joined;
  knows(room: string): boolean;
  /** Where a room is that is numbered elsewhere, with its newest facts without a hole, oldest first. */
  know(room: string, epoch: string, seq: number, facts: readonly Fact[]): void;
  /**
   * Takes a fact that was numbered elsewhere: the next of its room, one that was taken before, or of a room that is not known.
   * `torn`: something is missing before it, and the room is known no more.
   */
  take(fact: Fact): 'next' | 'old' | 'unknown' | 'torn';
  forget(room: string): void;
}

/** `isOpen` says whether anybody is in a room: only rooms that nobody is in are forgotten. */
export const createRoomLog = (isOpen: (room: string) => boolean): RoomLog => {
  const epoch = randomUUID();
  const rooms = new Map<string, Room>();
  let characters = 0;
  // A room that was forgotten counts on from here, so that nobody's old number is taken for one of its new facts.
  let forgottenSeq = 0;

  const dropOldest = (room: Room) => {
    const length = room.facts.shift()?.length ?? 0;
    room.characters -= length;
    characters -= length;
  };

  const forget = () => {
    // Map order is insertion order: the room used longest ago comes first.
    for (const [name, room] of rooms) {
      if (rooms.size <= roomsAtMost && characters <= charactersAtMost) return;
      const isForgotten = !isOpen(name);
      if (!isForgotten && characters <= charactersAtMost) continue;
      while (room.facts.length > 0) dropOldest(room);
      if (!isForgotten) continue;
      rooms.delete(name);
      forgottenSeq = Math.max(forgottenSeq, room.seq);
    }
  };

  const use = (name: string): Room => {
    const room = rooms.get(name) ?? { epoch, seq: forgottenSeq, facts: [], characters: 0 };
    rooms.delete(name);
    rooms.set(name, room);
    forget();
    return room;
  };

  const keep = (room: Room, fact: Fact) => {
    const { length } = JSON.stringify(fact.payload);
    room.seq = fact.seq;
    room.facts.push({ fact, length });
    room.characters += length;
    characters += length;
    while (room.facts.length > factsPerRoom || room.characters > charactersPerRoom) dropOldest(room);
  };

  const drop = (name: string) => {
    characters -= rooms.get(name)?.characters ?? 0;
    rooms.delete(name);
  };

  return {
    add: (name, event, payload) => {
      const room = use(name);
      const fact: Fact = { room: name, epoch, seq: room.seq + 1, name: event, payload };
      keep(room, fact);
      return fact;
    },
    knows: (name) => rooms.has(name),
    know: (name, roomEpoch, seq, facts) => {
      drop(name);
      rooms.set(name, { epoch: roomEpoch, seq, facts: [], characters: 0 });
      const room = use(name);
      for (const fact of facts) keep(room, fact);
    },
    take: (fact) => {
      const room = rooms.get(fact.room);
      if (!room) return 'unknown';
      if (fact.epoch === room.epoch && fact.seq <= room.seq) return 'old';
      if (fact.epoch === room.epoch && fact.seq === room.seq + 1) {
        keep(use(fact.room), fact);
        return 'next';
      }
      drop(fact.room);
      return 'torn';
    },
    forget: drop,
    since: (name, from) => {
      const { epoch: roomEpoch, seq, facts } = use(name);
      const oldest = facts[0]?.fact.seq ?? seq + 1;
      const isKnown =
        from.epoch === roomEpoch && from.seq !== undefined && from.seq <= seq && from.seq >= oldest - 1;
      return {
        ok: true,
        epoch: roomEpoch,
        seq,
        missed: isKnown ? facts.map(({ fact }) => fact).filter((fact) => fact.seq > (from.seq ?? seq)) : [],
        gap: from.seq !== undefined && !isKnown,
      };
    },
  };
};
