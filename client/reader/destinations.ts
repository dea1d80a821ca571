// Where the links and the outline of a PDF lead: names and arrays of the file, made into a page and a point on it.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A name, or an array that begins with a page and how it is to be shown (ISO 32000-2, 12.3.2). */
export type Destination = string | unknown[];

/** `page` counts from 0; points in the page's user space, null where the file leaves them open. */
export interface Spot {
  page: number;
  x: number | null;
  y: number | null;
  explicit: unknown[];
}

/** Null where the target lies outside of the document. */
export async function resolveDestination(
  pdf: PDFDocumentProxy,
  destination: Destination | null,
): Promise<Spot | null> {
  try {
    const explicit: unknown =
      typeof destination === 'string' ? await pdf.getDestination(destination) : destination;
    if (!Array.isArray(explicit)) return null;
    const page = await pageOf(pdf, explicit[0]);
    if (page === null || page < 0 || page >= pdf.numPages) return null;
    return { page, ...pointOf(explicit), explicit };
  } catch {
    return null; // a dangling entry leads nowhere
  }
}

async function pageOf(pdf: PDFDocumentProxy, target: unknown): Promise<number | null> {
  if (typeof target === 'number') return target;
  return isReference(target) ? pdf.getPageIndex(target) : null;
}

function pointOf(explicit: readonly unknown[]): Pick<Spot, 'x' | 'y'> {
  const how = explicit[1];
  const name = typeof how === 'object' && how !== null && 'name' in how ? how.name : null;
  const number = (index: number) => {
    const value = explicit[index];
    return typeof value === 'number' ? value : null;
  };
  if (name === 'XYZ') return { x: number(2), y: number(3) };
  if (name === 'FitR') return { x: number(2), y: number(5) };
  if (name === 'FitH' || name === 'FitBH') return { x: null, y: number(2) };
  return { x: null, y: null };
}

const isReference = (value: unknown): value is { num: number; gen: number } =>
  typeof value === 'object' && value !== null && 'num' in value && 'gen' in value;
