// The laser pointer of whoever presents: sent at most 25 times a second, and taken away when the pointer leaves.
import { useCallback, useRef, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Point } from '#shared/kernel/live.ts';
import { pointIn } from '#client/kernel/live.ts';

const everyMs = 40;

/** `at` is where it is on one's own slide. */
export const useLaser = (meetingId: Id) => {
  const [isOn, setOn] = useState(false);
  const [at, setAt] = useState<Point>(null);
  const sentAt = useRef(0);
  const point = useCallback(
    (next: Point) => {
      setAt(next);
      const now = performance.now();
      if (next !== null && now - sentAt.current < everyMs) return;
      sentAt.current = now;
      pointIn('stage', meetingId, next);
    },
    [meetingId],
  );
  return {
    isOn,
    at: isOn ? at : null,
    point: isOn ? point : undefined,
    toggle: () => {
      if (isOn) point(null);
      setOn(!isOn);
    },
  };
};
