// Looks at the first bytes of a stored file: only what really begins as a PDF goes on.
import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { refuseFile } from './refusals.ts';

/** Readers accept the mark anywhere in the first 1,024 bytes (ISO 32000, implementation note 13). */
const markWithin = 1024;
/** What file-type asks for. */
const headBytes = 4100;

/** Refuses with `not_a_pdf`, and says what the file is where that is known. */
export const ensurePdf = async (path: string): Promise<void> => {
  const file = await open(path);
  const head = Buffer.alloc(headBytes);
  const { bytesRead } = await file.read(head, 0, headBytes, 0).finally(() => file.close());
  const start = head.subarray(0, bytesRead);
  // A file that is something else at the start and a PDF further on would be read in two ways by two programs.
  const kind = await fileTypeFromBuffer(start);
  if (kind && kind.ext !== 'pdf')
    throw refuseFile(
      'not_a_pdf',
      `This is not a PDF but a ${kind.ext.toUpperCase()} file. Save or print it as a PDF and upload that.`,
    );
  if (!start.subarray(0, markWithin).includes('%PDF-')) throw refuseFile('not_a_pdf');
};
