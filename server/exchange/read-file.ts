// Recognises what kind of file somebody brings, by its content, and reads the notes out of it.
import { open, readFile } from 'node:fs/promises';
import { exchangeLimits } from '#shared/exchange/contract.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { PdfFailure } from './pdf/job.ts';
import type { PdfWorker } from './pdf/pdf-worker.ts';
import { isHypothesis, readHypothesis } from './read/hypothesis.ts';
import type { Incoming } from './read/incoming.ts';
import { readPdfNotes } from './read/pdf.ts';
import { isW3c, readW3c } from './read/w3c.ts';

interface NotesInFile {
  readonly source: 'pdf' | 'jsonld' | 'hypothesis';
  readonly notes: readonly Incoming[];
  /** Notes behind those. */
  readonly left: number;
}

const pdfProblems: Readonly<Record<PdfFailure['reason'], string>> = {
  not_a_pdf: 'This is not a PDF.',
  no_pages: 'This PDF has no pages.',
  too_many_pages: 'This PDF has more than 1,000 pages, which is more than can be read here.',
  encrypted: 'This PDF needs a password. Save it without one and try again.',
  corrupt: 'This PDF is damaged and cannot be read. Save it once more from the program it comes from.',
  too_slow:
    'This PDF takes too long to read. Save it once more from the program it comes from, or export the notes as JSON.',
  too_big_in_memory: 'This PDF takes too much memory to read. Export the notes as JSON instead.',
};

export const refusePdf = ({ reason }: PdfFailure) => refuse('unprocessable', reason, pdfProblems[reason]);

const notUnderstood = () =>
  refuse(
    'unprocessable',
    'not_understood',
    'This is neither a PDF nor a file of Web Annotations (JSON-LD) or of Hypothesis. Nothing was stored.',
  );

/** `path` holds `bytes` bytes; refused in a sentence where nothing can be read from them. */
export const readNotesIn = async (
  pdfs: PdfWorker,
  path: string,
  bytes: number,
  pages: DocumentView['pages'],
): Promise<NotesInFile> => {
  if (await isPdf(path)) {
    const read = await pdfs.read(path, exchangeLimits.notes);
    if (!read.ok) throw refusePdf(read);
    return { source: 'pdf', notes: readPdfNotes(read.notes), left: read.left };
  }
  if (bytes > exchangeLimits.jsonBytes)
    throw refuse('too_large', 'file_too_large', 'A JSON file may have 10 MB. Export fewer notes at once.');
  const json = parse(await readFile(path, 'utf8'));
  const [source, notes] = isHypothesis(json)
    ? (['hypothesis', readHypothesis(json)] as const)
    : isW3c(json)
      ? (['jsonld', readW3c(json, pages)] as const)
      : [];
  if (!source) throw notUnderstood();
  return {
    source,
    notes: notes.slice(0, exchangeLimits.notes),
    left: Math.max(notes.length - exchangeLimits.notes, 0),
  };
};

/** Readers accept the mark anywhere in the first 1,024 bytes (ISO 32000 implementation note 13). */
const isPdf = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes('%PDF-');
  } finally {
    await file.close();
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw notUnderstood();
  }
};
