// Whether the paper can be seen: what stands beside it waits for that, because both are drawn by the same thread.
import { useEffect, useState } from 'react';
import type { Viewer } from './viewer.ts';

/** So long at most: a page may fail to be drawn. */
const patienceMs = 3000;

export const usePainted = (viewer: Viewer | null): boolean => {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const see = () => {
      setSeen(true);
    };
    const timer = setTimeout(see, patienceMs);
    const stop = viewer?.onPageRendered(see);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [viewer]);
  // Taken over from before the client was there, it may be drawn already.
  return isSeen || viewer?.isPainted() === true;
};
