// A sentence for screen readers about what came in, at most one in ten seconds.
import { useEffect, useRef, useState } from 'react';

const everyMs = 10_000;

/** `waiting`: how many threads wait to be shown. The sentence belongs into a polite live region. */
export const usePoliteNews = (waiting: number): string => {
  const [sentence, setSentence] = useState('');
  const told = useRef({ count: 0, at: 0 });
  useEffect(() => {
    if (waiting <= told.current.count) {
      told.current.count = waiting;
      return;
    }
    const timer = setTimeout(
      () => {
        told.current = { count: waiting, at: Date.now() };
        setSentence(waiting === 1 ? '1 new thread' : `${String(waiting)} new threads`);
      },
      Math.max(0, told.current.at + everyMs - Date.now()),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [waiting]);
  return sentence;
};
