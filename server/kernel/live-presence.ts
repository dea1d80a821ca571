// Who is in a room, told to everybody in it: what is different, several times a second at most, and less to slow clients.
import type { Server, Socket } from 'socket.io';
import { hereSchema, type PresenceNews } from '#shared/kernel/live.ts';
import { backlogOf } from './backlog.ts';
import type { RoomGuard, Told, Visitor } from './feature.ts';
import { createPresenceBook } from './presence-book.ts';
import type { Peers } from './peers.ts';
import { sharePresence } from './shared-presence.ts';
import { createTogether } from './together.ts';

// A whole class comes in at the same moment: who is here is told once for all of them.
const togetherMs = 250;
const listedAtMost = 60;
// A client that scrolls says more often where it is; what is too much is dropped.
const wordsPerSecond = 2;
const wordsAtOnce = 5;
/** Whoever has this much waiting (bytes) is told later, and then everything at once. */
const lagBytes = 64 * 1024;

type Teller = (said: unknown) => Told;

interface Holder {
  personId?: string;
  tellers?: Map<string, Teller>;
  words?: { left: number; at: number };
}

export interface LivePresence {
  /** How what is said in a room is told; asked before somebody enters. */
  prepare(guard: RoomGuard, visitor: Visitor, id: string): Promise<Teller | undefined>;
  /** Somebody has entered; answers with everybody there. */
  enter(socket: Socket, room: string, guard: RoomGuard, teller: Teller | undefined): PresenceNews | undefined;
  /** What a client says of itself: anything at all, until it was looked at. */
  here(socket: Socket, input: unknown): void;
}

const holderOf = (socket: Socket) => socket.data as Holder;
const kindOf = (room: string) => room.split(':')[0] ?? '';

export const createLivePresence = (
  io: Server,
  guardOf: ReadonlyMap<string, RoomGuard>,
  peers: Peers,
): LivePresence => {
  const presenceIn = (room: string) => guardOf.get(kindOf(room))?.presence;
  const book = createPresenceBook((room) => (presenceIn(room) === true ? Infinity : listedAtMost));
  const together = createTogether(togetherMs);
  // Connections that were not told the last news of a room.
  const behind = new Map<string, Set<string>>();

  const tellAll = (room: string) => {
    const news = book.news(room);
    const late = behind.get(room) ?? new Set();
    if (!news && late.size === 0) return;
    const lagging = new Set<string>();
    const mended: string[] = [];
    for (const socketId of io.sockets.adapter.rooms.get(room) ?? []) {
      const socket = io.sockets.sockets.get(socketId);
      if (!socket) continue;
      if (backlogOf(socket) > lagBytes) lagging.add(socketId);
      else if (late.has(socketId)) mended.push(socketId);
    }
    // Nobody in particular is left out on most days: no list is made for each of them.
    const others = io.to(room).except([...lagging, ...mended]);
    if (news) others.emit('presence', news);
    if (mended.length > 0) io.to(mended).emit('presence', book.all(room));
    const still = news ? lagging : new Set([...lagging].filter((socketId) => late.has(socketId)));
    if (still.size === 0) behind.delete(room);
    else {
      behind.set(room, still);
      tell(room);
    }
  };
  const tell = (room: string) => {
    together(room, () => {
      tellAll(room);
    });
  };

  const say = (socket: Socket, room: string, told: Told | null) => {
    const { personId } = holderOf(socket);
    if (personId === undefined) return;
    share(room, socket.id, personId, told);
    if (book.say(room, socket.id, personId, told)) tell(room);
  };
  const share = sharePresence(peers, (room, connection, personId, told) => {
    if (book.say(room, connection, personId, told)) tell(room);
  });

  // The one place that hears of every way out: left, put out, or gone.
  io.sockets.adapter.on('leave-room', (room: string, socketId: string) => {
    const socket = io.sockets.sockets.get(socketId);
    if (!socket || presenceIn(room) === undefined) return;
    holderOf(socket).tellers?.delete(room);
    say(socket, room, null);
  });

  const mayAgain = (holder: Holder): boolean => {
    const now = Date.now();
    const { left, at } = holder.words ?? { left: wordsAtOnce, at: now };
    const words = Math.min(wordsAtOnce, left + ((now - at) / 1000) * wordsPerSecond);
    holder.words = { left: words < 1 ? words : words - 1, at: now };
    return words >= 1;
  };

  return {
    prepare: async ({ presence }, visitor, id) =>
      presence === undefined || presence === true ? undefined : presence.tellerFor(visitor, id),
    enter: (socket, room, { presence }, teller) => {
      if (presence === undefined) return undefined;
      if (teller) (holderOf(socket).tellers ??= new Map()).set(room, teller);
      else say(socket, room, { shown: null, counts: [] });
      return book.all(room);
    },
    here: (socket, input) => {
      const holder = holderOf(socket);
      const parsed = hereSchema.safeParse(input);
      if (!parsed.success) return;
      const { room, detail } = parsed.data;
      const presence = presenceIn(room);
      const teller = holder.tellers?.get(room);
      if (!teller || presence === undefined || presence === true) return;
      if (detail === null) {
        // Always heard: nobody is shown longer than they want.
        say(socket, room, null);
        return;
      }
      if (!mayAgain(holder)) return;
      const said = presence.said.safeParse(detail);
      if (said.success) say(socket, room, teller(said.data));
    },
  };
};
