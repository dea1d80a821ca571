// The document's table of contents as a tree, with the pages as they are named in print.
import { resolveDestination } from './destinations.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Destination } from './destinations.ts';

/** `page` is the label printed on the page, else its number from 1; null where the target lies outside of the document. */
export interface OutlineItem {
  title: string;
  destination: Destination | null;
  page: string | null;
  children: OutlineItem[];
}

type Entry = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** Empty where the file has no outline. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineItem[]> {
  const labels = (await pdf.getPageLabels()) as string[] | null;
  const read = async (entry: Entry): Promise<OutlineItem> => {
    const destination = entry.dest as Destination | null;
    const spot = await resolveDestination(pdf, destination);
    return {
      title: entry.title.replace(/\s+/gu, ' ').trim() || 'Untitled',
      destination,
      page: spot && (labels?.[spot.page] || String(spot.page + 1)),
      children: await Promise.all((entry.items as Entry[]).map(read)),
    };
  };
  const entries = (await pdf.getOutline()) as Entry[] | null;
  return Promise.all((entries ?? []).map(read));
}
