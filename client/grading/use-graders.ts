// Who of the staff is on which review of a meeting now, and that one is oneself.
import { useEffect, useState } from 'react';
import { gradersPresence } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayHere } from '#client/kernel/live.ts';
import { nobody } from '#client/kernel/presence.ts';
import { useRoom } from '#client/kernel/use-room.ts';

/** The others by the review they are on. */
export const useGraders = (
  meetingId: Id,
  personId: Id,
  reviewId: Id | undefined,
): ReadonlyMap<Id, readonly Id[]> => {
  const [presence, setPresence] = useState(nobody);
  useRoom(gradersPresence.room, meetingId, {
    onFact: () => undefined,
    onGap: () => undefined,
    onPresence: setPresence,
  });
  useEffect(() => {
    if (reviewId === undefined) return;
    sayHere(gradersPresence, meetingId, { reviewId });
    return () => {
      sayHere(gradersPresence, meetingId, null);
    };
  }, [meetingId, reviewId]);
  const on = new Map<Id, Id[]>();
  for (const [id, told] of presence.people) {
    const { data } = gradersPresence.told.safeParse(told);
    if (data && id !== personId) on.set(data.reviewId, [...(on.get(data.reviewId) ?? []), id]);
  }
  return on;
};
