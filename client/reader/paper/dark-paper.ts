// Turns the drawn pages dark, except for their pictures: a sheet over each page inverts what lies under it and has holes.
import { areaOf, heightOf, widthOf } from '#client/reader/box.ts';
import type { Box } from '#client/reader/box.ts';
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

/** The outline of a piece of the page, all of it unless told, with the pictures cut out; in shares of the piece. */
export function shapeOf(
  page: PageHandle,
  rects: Rects,
  piece: Box = { left: 0, top: 0, right: page.width, bottom: page.height },
): string {
  const [width, height] = [widthOf(piece), heightOf(piece)];
  const x = (points: number) => `${(((points - piece.left) / width) * 100).toFixed(3)}%`;
  const y = (points: number) => `${(((points - piece.top) / height) * 100).toFixed(3)}%`;
  const boxes = rects
    .map(page.pdfToShown)
    .filter((box) => areaOf(box) < page.width * page.height * scannedShare)
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(piece.left, left),
      top: Math.max(piece.top, top),
      right: Math.min(piece.right, right),
      bottom: Math.min(piece.bottom, bottom),
    }))
    .filter(({ left, top, right, bottom }) => right > left && bottom > top);
  if (boxes.length === 0) return 'none';
  // Where lines lie over one another they cancel out, so that one line can go round all holes.
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
