/** Reads the outline of a PDF with the pages that its entries point at. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { OutlineEntry } from '#shared/papers/extraction.ts';

type Node = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** A hostile file may nest or repeat without end; no real one comes near. */
const mostEntries = 2000;
const deepest = 10;
const longestTitle = 500;

export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineEntry[]> {
  let left = mostEntries;
  const read = async (nodes: Node[], depth: number): Promise<OutlineEntry[]> => {
    const entries: OutlineEntry[] = [];
    for (const node of nodes) {
      if (left-- <= 0) break;
      entries.push({
        title: node.title.replace(/\s+/g, ' ').trim().slice(0, longestTitle),
        page: await pageOf(pdf, node.dest),
        children: depth < deepest ? await read(node.items as Node[], depth + 1) : [],
      });
    }
    return entries;
  };
  // pdf.js answers null for a file without outline, whatever its types say.
  const nodes = (await pdf.getOutline()) as Node[] | null;
  return read(nodes ?? [], 1);
}

/** A destination is a name or an explicit array that opens with a page reference or a page index. */
async function pageOf(pdf: PDFDocumentProxy, dest: Node['dest']): Promise<number | null> {
  try {
    const explicit = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
    const target: unknown = explicit?.[0];
    if (typeof target === 'number') return target >= 0 && target < pdf.numPages ? target : null;
    return target ? await pdf.getPageIndex(target as Parameters<typeof pdf.getPageIndex>[0]) : null;
  } catch {
    return null;
  }
}
