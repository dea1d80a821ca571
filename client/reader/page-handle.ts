// One page of the open document as others see it: its elements, and the way between screen, page as shown, and PDF user space.
import type { PDFPageView } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { Box } from './box.ts';

/** "Shown" coordinates are points (1/72 inch) of the upright page, y downwards from its top left corner, whatever the zoom. */
export interface PageHandle {
  index: number;
  label: string | null;
  element: HTMLElement;
  /** Where highlights are drawn: survives zoom and scrolling; null while the page is not rendered. */
  layer: HTMLElement | null;
  textLayer: HTMLElement | null;
  width: number;
  height: number;
  /** How far the file says the page is to be turned clockwise to be shown, degrees. */
  rotation: number;
  clientToShown(box: Box): Box;
  shownToPdf(box: Box): Rect;
  pdfToShown(rect: Rect): Box;
}

const round = (points: number) => Math.round(points * 100) / 100;

export function pageHandle(view: PDFPageView, index: number): PageHandle {
  const element = view.div;
  const shown = view.viewport.clone({ scale: 1 });
  const { width, height, rotation } = shown;

  return {
    index,
    label: view.pageLabel,
    element,
    layer: element.querySelector<HTMLElement>(':scope > .canvasWrapper'),
    textLayer: element.querySelector<HTMLElement>(':scope > .textLayer'),
    width,
    height,
    rotation,

    clientToShown({ left, top, right, bottom }) {
      const page = element.getBoundingClientRect();
      const x = (client: number) => ((client - page.left) / page.width) * width;
      const y = (client: number) => ((client - page.top) / page.height) * height;
      return { left: x(left), top: y(top), right: x(right), bottom: y(bottom) };
    },

    shownToPdf({ left, top, right, bottom }) {
      const [ax = 0, ay = 0] = shown.convertToPdfPoint(left, top) as number[];
      const [bx = 0, by = 0] = shown.convertToPdfPoint(right, bottom) as number[];
      const [x1, y1] = [round(Math.min(ax, bx)), round(Math.min(ay, by))];
      // A sliver must not round to nothing: an anchor's rectangles have an inside.
      return [
        x1,
        y1,
        Math.max(round(Math.max(ax, bx)), round(x1 + 0.01)),
        Math.max(round(Math.max(ay, by)), round(y1 + 0.01)),
      ];
    },

    pdfToShown(rect) {
      const [ax = 0, ay = 0, bx = 0, by = 0] = shown.convertToViewportRectangle(rect) as number[];
      return {
        left: Math.min(ax, bx),
        top: Math.min(ay, by),
        right: Math.max(ax, bx),
        bottom: Math.max(ay, by),
      };
    },
  };
}
