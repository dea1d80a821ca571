/** A folder of PDF files that lives as long as one test file. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';

/** What a file may be made of; text and bytes are written as they are. */
export type PdfContent = PDFDocument | Uint8Array | string;

export async function temporaryPdfs() {
  const folder = await mkdtemp(join(tmpdir(), 'paperround-pdfs-'));
  let files = 0;
  return {
    fileOf: async (content: PdfContent): Promise<string> => {
      const path = join(folder, `${String(files++)}.pdf`);
      const isDocument = content instanceof PDFDocument;
      await writeFile(path, isDocument ? await content.save({ addDefaultPage: false }) : content);
      return path;
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
