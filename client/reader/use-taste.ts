// React's side of how somebody likes to read, and its effect on an open viewer.
import { useEffect, useSyncExternalStore } from 'react';
import { taste } from './taste.ts';
import { turnByWheel } from './turning.ts';
import type { Taste } from './taste.ts';
import type { Viewer } from './viewer.ts';

export const useTaste = (): Taste => useSyncExternalStore(taste.subscribe, taste.state);

export function useLayout(viewer: Viewer | null): void {
  const { layout } = useTaste();
  useEffect(() => {
    viewer?.setLayout(layout);
  }, [viewer, layout]);
  useEffect(() => {
    const ended = new AbortController();
    if (viewer) turnByWheel(viewer, ended.signal);
    return () => {
      ended.abort();
    };
  }, [viewer]);
}
