// The keeper of a live meeting: of all processes the one that does for it what nobody asks for; taken over when it dies.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Leases } from '#server/kernel/leases.ts';

/** A meeting in which nothing happens for so long (ms) needs no keeper. */
const idleMs = 60_000;
const askAgainMs = 1000;
const lookEveryMs = 2000;

export interface Keeper {
  /** Something happens in a meeting: this process is its keeper from now on, unless another one is. Answers at once. */
  touch(meetingId: Id): void;
  /** The meetings that this process keeps. */
  kept(): readonly Id[];
  /** Called when this process becomes the keeper of a meeting. */
  onTaken(listener: () => void): void;
  /** Called every two seconds with the meetings that this process keeps, if there are any; at the end of the last call. */
  onLook(listener: (meetingIds: readonly Id[]) => Promise<void>): void;
}

const nameOf = (meetingId: Id) => `meeting:${meetingId}`;

/** Nobody's work depends on there being one keeper at every moment: what it writes is conditional. */
export const openKeeper = (leases: Leases): Keeper => {
  const meetings = new Map<Id, { usedAt: number; askedAt: number; end?: () => Promise<void> }>();
  const listeners: (() => void)[] = [];

  const take = async (meetingId: Id) => {
    const one = meetings.get(meetingId);
    const lease = await leases.take(nameOf(meetingId));
    if (!one || !lease) return;
    one.end = lease.end;
    for (const listener of listeners) listener();
  };
  const touch = (meetingId: Id) => {
    const now = performance.now();
    const one = meetings.get(meetingId) ?? { usedAt: now, askedAt: -Infinity };
    meetings.set(meetingId, one);
    one.usedAt = now;
    if (leases.has(nameOf(meetingId)) || now - one.askedAt < askAgainMs) return;
    one.askedAt = now;
    // Without an answer it is asked again when the next thing happens.
    take(meetingId).catch(() => undefined);
  };
  leases.onAbandoned('meeting', touch);

  const kept = () => {
    const now = performance.now();
    for (const [meetingId, { usedAt, end }] of meetings)
      if (now - usedAt > idleMs) {
        meetings.delete(meetingId);
        end?.().catch(() => undefined);
      }
    return [...meetings.keys()].filter((meetingId) => leases.has(nameOf(meetingId)));
  };

  return {
    touch,
    kept,
    onLook: (listener) => {
      let isLooking = false;
      setInterval(() => {
        const meetingIds = isLooking ? [] : kept();
        if (meetingIds.length === 0) return;
        isLooking = true;
        // What fails now is looked at again.
        listener(meetingIds)
          .catch(() => undefined)
          .finally(() => {
            isLooking = false;
          });
      }, lookEveryMs).unref();
    },
    onTaken: (listener) => {
      listeners.push(listener);
    },
  };
};
