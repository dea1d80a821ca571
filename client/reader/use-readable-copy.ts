// React's side of copying from the pages.
import { useEffect } from 'react';
import { sayRefused } from '#client/kit/say.ts';
import { copyReadably } from './copying.ts';
import type { Viewer } from './viewer.ts';

export function useReadableCopy(viewer: Viewer | null): void {
  useEffect(() => {
    const ended = new AbortController();
    if (viewer) copyReadably(viewer, sayRefused, ended.signal);
    return () => {
      ended.abort();
    };
  }, [viewer]);
}
