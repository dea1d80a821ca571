// The document's table of contents as a tree with page numbers.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Destination = string | unknown[];

/** `page` counts from 1; null where the target lies outside of the document. */
export interface OutlineItem {
  title: string;
  destination: Destination | null;
  page: number | null;
  children: OutlineItem[];
}

type Entry = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>[number];

/** Empty where the file has no outline. */
export async function readOutline(pdf: PDFDocumentProxy): Promise<OutlineItem[]> {
  const read = async (entry: Entry): Promise<OutlineItem> => ({
    title: entry.title.replace(/\s+/gu, ' ').trim() || 'Untitled',
    destination: entry.dest as Destination | null,
    page: await pageOf(pdf, entry.dest as Destination | null),
    children: await Promise.all((entry.items as Entry[]).map(read)),
  });
  const entries = (await pdf.getOutline()) as Entry[] | null;
  return Promise.all((entries ?? []).map(read));
}

async function pageOf(pdf: PDFDocumentProxy, destination: Destination | null): Promise<number | null> {
  try {
    const explicit = typeof destination === 'string' ? await pdf.getDestination(destination) : destination;
    const target: unknown = explicit?.[0];
    if (typeof target === 'number') return target + 1;
    return isReference(target) ? (await pdf.getPageIndex(target)) + 1 : null;
  } catch {
    return null; // a dangling entry: shown, but leads nowhere
  }
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
