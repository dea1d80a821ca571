// Writes down who is in which room and what they say, and tells what is different since it was last asked.
import type { PresenceNews } from '#shared/kernel/live.ts';
import type { Told } from './feature.ts';

interface Room {
  /** What every connection of a person says; the newest counts. Oldest person first. */
  readonly people: Map<string, Map<string, Told>>;
  /** Those who are told one by one. */
  readonly listed: Set<string>;
  readonly counts: Map<string, number>;
  /** Different since the last news. */
  readonly changedPeople: Set<string>;
  readonly changedCounts: Set<string>;
  changed: boolean;
}

export interface PresenceBook {
  /** One connection of a person says something in a room, or nothing any more (null). True when the news are different. */
  say(room: string, socketId: string, personId: string, told: Told | null): boolean;
  /** Everybody, for somebody who comes in. */
  all(room: string): PresenceNews;
  /** What is different since the last call; undefined: nothing. */
  news(room: string): PresenceNews | undefined;
}

const newest = (said: ReadonlyMap<string, Told> | undefined): Told | undefined =>
  said === undefined ? undefined : [...said.values()].at(-1);

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** At most `listedAtMost(room)` people are told one by one: those who came first; everybody is counted. */
export const createPresenceBook = (listedAtMost: (room: string) => number): PresenceBook => {
  const rooms = new Map<string, Room>();

  const open = (name: string): Room => {
    const known = rooms.get(name);
    if (known) return known;
    const room: Room = {
      people: new Map(),
      listed: new Set(),
      counts: new Map(),
      changedPeople: new Set(),
      changedCounts: new Set(),
      changed: false,
    };
    rooms.set(name, room);
    return room;
  };

  const count = (room: Room, told: Told | undefined, by: 1 | -1) => {
    for (const sort of new Set(told?.counts)) {
      const now = (room.counts.get(sort) ?? 0) + by;
      if (now > 0) room.counts.set(sort, now);
      else room.counts.delete(sort);
      room.changedCounts.add(sort);
    }
  };

  const list = (room: Room, personId: string) => {
    room.listed.add(personId);
    room.changedPeople.add(personId);
  };

  const leave = (room: Room, personId: string, atMost: number) => {
    room.people.delete(personId);
    if (!room.listed.delete(personId)) return;
    room.changedPeople.add(personId);
    if (room.listed.size >= atMost) return;
    for (const next of room.people.keys())
      if (!room.listed.has(next)) {
        list(room, next);
        return;
      }
  };

  const tell = (name: string, room: Room, people: Iterable<string>, sorts: Iterable<string>) => {
    const there: [string, unknown][] = [];
    const left: string[] = [];
    for (const personId of people) {
      if (room.listed.has(personId)) there.push([personId, newest(room.people.get(personId))?.shown ?? null]);
      else left.push(personId);
    }
    const counts = Object.fromEntries([...sorts].map((sort) => [sort, room.counts.get(sort) ?? 0]));
    return { room: name, total: room.people.size, people: there, left, counts };
  };

  return {
    say: (name, socketId, personId, told) => {
      const known = rooms.get(name)?.people.get(personId);
      if (told === null && !known?.has(socketId)) return false;
      const room = open(name);
      const said = known ?? new Map<string, Told>();
      const before = newest(said);
      // Taken out first: what is put into a map anew stands last.
      said.delete(socketId);
      if (told !== null) said.set(socketId, told);
      const now = newest(said);
      if (isSame(before, now)) return false;
      const isShownSame = before !== undefined && isSame(before.shown, now?.shown);
      count(room, before, -1);
      count(room, now, 1);
      room.changed = true;
      if (now === undefined) leave(room, personId, listedAtMost(name));
      else {
        room.people.set(personId, said);
        if (!room.listed.has(personId)) {
          if (room.listed.size < listedAtMost(name)) list(room, personId);
        }
        // What is only counted names nobody: else it would show whose it is.
        else if (!isShownSame) list(room, personId);
      }
      return true;
    },
    all: (name) => {
      const room = rooms.get(name);
      const nobody = { room: name, all: true as const, total: 0, people: [], left: [], counts: {} };
      return room ? { ...nobody, ...tell(name, room, room.listed, room.counts.keys()) } : nobody;
    },
    news: (name) => {
      const room = rooms.get(name);
      if (!room?.changed) return undefined;
      const news = tell(name, room, room.changedPeople, room.changedCounts);
      room.changed = false;
      room.changedPeople.clear();
      room.changedCounts.clear();
      if (room.people.size === 0) rooms.delete(name);
      return news;
    },
  };
};
