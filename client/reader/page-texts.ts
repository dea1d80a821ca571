// The texts of the pages that are drawn, each read once and kept: boxes are in points, whatever the zoom.
import { readPageText } from './page-text.ts';
import type { PageText } from './page-text.ts';
import type { Viewer } from './viewer.ts';

/** Gives the text of a page, from 0; null while it is not there. */
export function pageTexts(viewer: Viewer): (index: number) => PageText | null {
  const texts = new WeakMap<HTMLElement, PageText>();
  return (index) => {
    const page = viewer.page(index);
    const layer = page?.textLayer;
    if (!page || !layer?.querySelector('.endOfContent')) return null;
    const known = texts.get(layer);
    if (known?.runs.every(({ nodes }) => nodes[0]?.isConnected)) return known;
    const read = readPageText(page);
    if (read) texts.set(layer, read);
    return read;
  };
}
