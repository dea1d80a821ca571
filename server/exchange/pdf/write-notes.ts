// Writes notes into a PDF behind its own bytes; where that cannot be, writes the file anew.
import { readFile, writeFile } from 'node:fs/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { openPdf } from '#server/kernel/open-pdf.ts';
import { listOnPage, registerNote } from './annotation-dicts.ts';
import type { PdfJob, Written } from './job.ts';
import { pdfNotesSchema, type PdfNote } from './notes.ts';

export const writeNotes = async (job: Extract<PdfJob, { kind: 'write' }>): Promise<Written> => {
  const notes = pdfNotesSchema.parse(JSON.parse(await readFile(job.notes, 'utf8')));
  const original = await readFile(job.path);
  for (const isWhole of [false, true]) {
    const bytes = await withNotes(original, notes, isWhole).catch(() => null);
    if (bytes === null) continue;
    await writeFile(job.out, bytes);
    if (await opensWith(job, notes)) return { ok: true, isWhole };
  }
  return { ok: false, reason: 'corrupt' };
};

/** Null where it cannot be done in this way: an incremental update of an encrypted file would corrupt it. */
const withNotes = async (
  original: Uint8Array,
  notes: readonly PdfNote[],
  isWhole: boolean,
): Promise<Uint8Array | null> => {
  const options = { updateMetadata: false, throwOnInvalidObject: false, preserveXFA: true };
  const pdf = isWhole
    ? await load(original, options)
    : await PDFDocument.load(original, { ...options, forIncrementalUpdate: true });
  if (!isWhole && pdf.isEncrypted) return null;
  const { context } = pdf;
  const { snapshot } = context;
  // While it knows the snapshot, the library looks through the whole file at every entry of every new dictionary: minutes.
  delete context.snapshot;
  const byPage = new Map<number, PdfNote[]>();
  for (const note of notes) {
    const here = byPage.get(note.page);
    if (here) here.push(note);
    else byPage.set(note.page, [note]);
  }
  const changed = pdf.getPages().flatMap((page, index) => {
    const here = byPage.get(index) ?? [];
    const refs = here.flatMap((note) => registerNote(context, page.ref, note));
    return refs.length === 0 ? [] : [listOnPage(context, page, refs)];
  });
  if (!snapshot) return pdf.save({ addDefaultPage: false, updateFieldAppearances: false });
  snapshot.markRefsForSave(changed);
  return Buffer.concat([original, await pdf.saveIncremental(snapshot)]);
};

/** Files that everybody may read but that are encrypted all the same open with the empty password. */
const load = async (original: Uint8Array, options: object): Promise<PDFDocument> => {
  try {
    return await PDFDocument.load(original, { ...options, password: '' });
  } catch {
    return PDFDocument.load(original, { ...options, ignoreEncryption: true });
  }
};

/** Whether another program reads the result: as many notes on the first page that has some as were written there. */
const opensWith = async ({ out, maxPages }: { out: string; maxPages: number }, notes: readonly PdfNote[]) => {
  const opened = await openPdf({ path: out, maxPages });
  if (!opened.ok) return false;
  const first = notes[0]?.page;
  try {
    if (first === undefined) return true;
    const page = await opened.pdf.getPage(first + 1);
    const found = await page.getAnnotations();
    return found.length >= notes.filter((note) => note.page === first).length;
  } catch {
    return false;
  } finally {
    await opened.pdf.loadingTask.destroy();
  }
};
