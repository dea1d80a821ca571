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

/** What is not kept yet is kept when `signal` aborts: the pages must still be there. */
export function keepPlace(viewer: Viewer, owner: PlaceOwner, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const place = viewer.here();
    if (place) places.keep(owner, place);
  };
  const moved = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, settled);
  };
  viewer.container.addEventListener('scroll', moved, { passive: true, signal });
  // Where one whole page is shown at a time nothing scrolls.
  let { page } = viewer.state();
  const stop = viewer.subscribe(() => {
    const now = viewer.state().page;
    if (now !== page) moved();
    page = now;
  });
  window.addEventListener('pagehide', keep, { signal });
  signal.addEventListener('abort', () => {
    stop();
    keep();
  });
}
