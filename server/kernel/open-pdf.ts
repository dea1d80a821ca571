/** Opens a PDF with pdf.js for Node and says in one word why a file cannot be opened. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const asset = (folder: string): string => join(packageFolder, folder) + sep;

/** Readers accept the mark anywhere in the first 1,024 bytes (ISO 32000 implementation note 13). */
const headerBytes = 1024;

export type OpenedPdf =
  | { ok: true; pdf: PDFDocumentProxy }
  | { ok: false; reason: 'not_a_pdf' | 'no_pages' | 'too_many_pages' | 'encrypted' | 'corrupt' };

/** For child processes: a file that somebody uploaded may take all time and memory there is. */
export async function openPdf({
  path,
  maxPages,
}: {
  readonly path: string;
  readonly maxPages: number;
}): Promise<OpenedPdf> {
  const file = await readFile(path);
  if (!file.subarray(0, headerBytes).includes('%PDF-')) return { ok: false, reason: 'not_a_pdf' };
  try {
    const pdf = await getDocument({
      data: new Uint8Array(file),
      cMapUrl: asset('cmaps'),
      standardFontDataUrl: asset('standard_fonts'),
      wasmUrl: asset('wasm'),
      iccUrl: asset('iccs'),
      useSystemFonts: false,
      verbosity: VerbosityLevel.ERRORS,
    }).promise;
    if (pdf.numPages < 1) return { ok: false, reason: 'no_pages' };
    if (pdf.numPages > maxPages) return { ok: false, reason: 'too_many_pages' };
    return { ok: true, pdf };
  } catch (error) {
    // pdf.js does not export this class.
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    return { ok: false, reason: encrypted ? 'encrypted' : 'corrupt' };
  }
}
