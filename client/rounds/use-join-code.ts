// The check-in code of this moment, changed at its second without asking the server.
import { useEffect, useRef, useState } from 'react';
import { codeAt, type JoinCode } from '#shared/rounds/join-code.ts';
import { serverNow, useServerClock } from '#client/kernel/server-clock.ts';

interface Shown {
  readonly code: string;
  /** Until the next one, in milliseconds; whole seconds. */
  readonly leftMs: number;
}

const askAgainMs = 15_000;
const second = () => Math.floor(serverNow() / 1000) * 1000;

/** Undefined while no code of now is known. `more` is called from when the last one known is shown until there are others. */
export const useJoinCode = (codes: readonly JoinCode[], more: () => void): Shown | undefined => {
  useServerClock();
  const [now, setNow] = useState(second);
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(second());
    }, 200);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const ask = useRef(more);
  useEffect(() => {
    ask.current = more;
  });
  const shown = codeAt(codes, now);
  const isLast = shown === undefined || shown === codes.at(-1);
  useEffect(() => {
    if (!isLast) return;
    ask.current();
    const timer = setInterval(() => {
      ask.current();
    }, askAgainMs);
    return () => {
      clearInterval(timer);
    };
  }, [isLast]);
  return shown && { code: shown.code, leftMs: shown.until - now };
};
