// Turns the drawn pages dark, except for their pictures: a sheet over each page inverts what lies under it and has holes.
import type { PageHandle } from '#client/reader/page-handle.ts';
import type { Viewer } from '#client/reader/viewer.ts';

const sheetClass = 'dark-sheet';
/** A picture over more of the page than this is the paper itself, scanned. */
const scannedShare = 0.6;

/** Until the signal aborts; `viewer` draws on. */
export function darkenPaper(viewer: Viewer, signal: AbortSignal): void {
  const holes = new Map<number, Promise<string>>();

  function darken(page: PageHandle) {
    if (!page.layer || signal.aborted) return;
    const sheet = page.layer.querySelector<HTMLElement>(`.${sheetClass}`) ?? document.createElement('div');
    sheet.className = sheetClass;
    if (!sheet.isConnected) page.layer.append(sheet);
    const shape = holes.get(page.index) ?? viewer.pictures(page.index).then((rects) => shapeOf(page, rects));
    holes.set(page.index, shape);
    void shape.then((path) => {
      sheet.style.clipPath = path;
    });
  }

  viewer.renderedPages().forEach(darken);
  const stop = viewer.onPageRendered(darken);
  signal.addEventListener('abort', () => {
    stop();
    for (const sheet of viewer.container.querySelectorAll(`.${sheetClass}`)) sheet.remove();
  });
}

type Rects = Awaited<ReturnType<Viewer['pictures']>>;

/** The page's outline with the pictures cut out, in shares of the page; where lines lie over one another they cancel out. */
function shapeOf(page: PageHandle, rects: Rects): string {
  const x = (points: number) => `${((points / page.width) * 100).toFixed(3)}%`;
  const y = (points: number) => `${((points / page.height) * 100).toFixed(3)}%`;
  const boxes = rects
    .map(page.pdfToShown)
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(0, left),
      top: Math.max(0, top),
      right: Math.min(page.width, right),
      bottom: Math.min(page.height, bottom),
    }))
    .filter(
      ({ left, top, right, bottom }) =>
        right > left &&
        bottom > top &&
        (right - left) * (bottom - top) < page.width * page.height * scannedShare,
    );
  if (boxes.length === 0) return 'none';
  const cuts = boxes.map(({ left, top, right, bottom }) =>
    [
      `${x(left)} ${y(top)}`,
      `${x(left)} ${y(bottom)}`,
      `${x(right)} ${y(bottom)}`,
      `${x(right)} ${y(top)}`,
      `${x(left)} ${y(top)}`,
      '0 0',
    ].join(','),
  );
  return `polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, ${cuts.join(', ')})`;
}
