// A pointer that moves over what a room looks at: passed on at once, to those who can take it now, numbered and kept nowhere.
import type { Server, Socket } from 'socket.io';
import { z } from 'zod';
import { roomName } from '#shared/kernel/contract.ts';
import { pointSchema } from '#shared/kernel/live.ts';
import type { RoomGuard, Visitor } from './feature.ts';
import type { Peers } from './peers.ts';

/** The eye sees no more; what is too much is dropped. */
const pointsPerSecond = 30;
const pointsAtOnce = 6;

interface Holder {
  points?: { left: number; at: number };
}

const mayAgain = (holder: Holder): boolean => {
  const now = performance.now();
  const { left, at } = holder.points ?? { left: pointsAtOnce, at: now };
  const points = Math.min(pointsAtOnce, left + ((now - at) / 1000) * pointsPerSecond);
  holder.points = { left: points < 1 ? points : points - 1, at: now };
  return points >= 1;
};

const toldSchema = z.strictObject({ rooms: z.array(z.string()), at: pointSchema.shape.at });

export const createLivePointer = (
  io: Server,
  guardOf: ReadonlyMap<string, RoomGuard>,
  peers: Peers,
): ((socket: Socket, visitor: Visitor, input: unknown) => void) => {
  peers.hear('point', (told) => {
    const { rooms, at } = toldSchema.parse(told);
    for (const room of rooms) io.to(room).volatile.emit('point', room, at);
  });
  // What a client sends: anything at all, until it was looked at.
  return (socket, visitor, input) => {
    const parsed = pointSchema.safeParse(input);
    if (!parsed.success || !socket.rooms.has(parsed.data.room)) return;
    const { room, at } = parsed.data;
    const [kind = '', id = ''] = room.split(':');
    const seenIn = guardOf.get(kind)?.pointer?.(visitor, id) ?? [];
    if (seenIn.length === 0 || !mayAgain(socket.data as Holder)) return;
    const rooms = seenIn.map(([otherKind, otherId]) => roomName(otherKind, otherId));
    for (const name of rooms) socket.to(name).volatile.emit('point', name, at);
    peers.tell('point', { rooms, at });
  };
};
