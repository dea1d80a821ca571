// Turns through a few things by itself; the arrow keys turn by hand, and then it stays.
import { useEffect, useState } from 'react';

/** Which of `count` things is on, from 0. */
export const useTurning = (count: number, everyMs: number): number => {
  const [turn, setTurn] = useState(0);
  const [isByHand, setByHand] = useState(false);
  useEffect(() => {
    if (count < 2) return;
    const step = (by: number) => {
      setTurn((now) => (now + by + count) % count);
    };
    const press = ({ key }: KeyboardEvent) => {
      if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
      setByHand(true);
      step(key === 'ArrowRight' ? 1 : -1);
    };
    const timer = isByHand
      ? undefined
      : setInterval(() => {
          step(1);
        }, everyMs);
    window.addEventListener('keydown', press);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', press);
    };
  }, [count, everyMs, isByHand]);
  return count === 0 ? 0 : turn % count;
};
