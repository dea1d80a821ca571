// Goes to where somebody stopped reading, and remembers it while they read on.
import { keptPlaces } from './kept-places.ts';
import type { PlaceOwner } from './kept-places.ts';
import type { Viewer } from './viewer.ts';

/** Milliseconds without scrolling after which a place counts. */
const settled = 400;

const places = keptPlaces();

const resumed = new WeakSet<Viewer>();

/** Once for each open document: whoever asks later finds that it was done, and that somebody may have read on. */
export function resumeReading(viewer: Viewer, owner: PlaceOwner): void {
  if (resumed.has(viewer)) return;
  resumed.add(viewer);
  const place = places.read(owner);
  if (!place || place.page >= viewer.state().pageCount) return;
  viewer.goToPlace(place);
  const { scrollTop } = viewer.container;
  // Pages are taken to be as large as the first until they are known better.
  const stop = viewer.onPageRendered(({ index }) => {
    if (index !== place.page) return;
    stop();
    if (viewer.container.scrollTop === scrollTop) viewer.goToPlace(place);
  });
}

export function keepPlace(viewer: Viewer, owner: PlaceOwner, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const place = viewer.here();
    if (place) places.keep(owner, place);
  };
  viewer.container.addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = setTimeout(keep, settled);
    },
    { passive: true, signal },
  );
  window.addEventListener('pagehide', keep, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
}
