// A pointer that moves over what a room looks at: passed on at once, to those who can take it now, numbered and kept nowhere.
import type { Socket } from 'socket.io';
import { roomName } from '#shared/kernel/contract.ts';
import { pointSchema } from '#shared/kernel/live.ts';
import type { RoomGuard, Visitor } from './feature.ts';

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

export const createLivePointer =
  (guardOf: ReadonlyMap<string, RoomGuard>) =>
  /** What a client sends: anything at all, until it was looked at. */
  (socket: Socket, visitor: Visitor, input: unknown): void => {
    const parsed = pointSchema.safeParse(input);
    if (!parsed.success || !socket.rooms.has(parsed.data.room)) return;
    const { room, at } = parsed.data;
    const [kind = '', id = ''] = room.split(':');
    const seenIn = guardOf.get(kind)?.pointer?.(visitor, id) ?? [];
    if (seenIn.length === 0 || !mayAgain(socket.data as Holder)) return;
    for (const [otherKind, otherId] of seenIn) {
      const name = roomName(otherKind, otherId);
      socket.to(name).volatile.emit('point', name, at);
    }
  };
