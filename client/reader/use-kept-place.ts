// React's side of remembering where somebody reads.
import { useLayoutEffect } from 'react';
import { keepPlace } from './keep-place.ts';
import type { PlaceOwner } from './kept-places.ts';
import type { Viewer } from './viewer.ts';

export function useKeptPlace(viewer: Viewer | null, owner: PlaceOwner | undefined): void {
  const { personId, documentId } = owner ?? {};
  // Ended while the pages are still there to be asked.
  useLayoutEffect(() => {
    const ended = new AbortController();
    if (viewer && personId !== undefined && documentId !== undefined)
      keepPlace(viewer, { personId, documentId }, ended.signal);
    return () => {
      ended.abort();
    };
  }, [viewer, personId, documentId]);
}
