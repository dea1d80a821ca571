// Notes go into PDFs in a child process: also into encrypted ones, and into hundreds of places at once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { PdfNote } from '#server/exchange/pdf/notes.ts';
import { createPdfWorker } from '#server/exchange/pdf/pdf-worker.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { notesIn } from './annotated-pdf.ts';

const pdfs = createPdfWorker();
const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-test-'));
afterAll(async () => {
  await pdfs.close();
  await rm(folder, { recursive: true });
});

const at = '2026-11-24T10:00:00.000Z';
const noteOn = (page: number, index = 0): PdfNote => ({
  ...{
    name: `note${String(index)}`,
    author: 'Łucja 漢字',
    contents: 'Why “so”? 🙂',
    createdAt: at,
    changedAt: at,
  },
  ...{ page, shape: 'highlight', rects: [[60, 600, 300, 612]], subject: 'Question', color: [0.7, 0.9, 1] },
  replies: [{ name: 'reply', author: 'Ben', contents: 'Because.', createdAt: at, changedAt: at }],
});
const fileOf = async (name: string, bytes: Uint8Array) => {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
};
const written = async (file: string, notes: readonly PdfNote[]) => {
  const answer = await pdfs.write(file, notes);
  if (!answer.ok) throw new Error(answer.reason);
  return buffer(answer.pdf);
};

test('a PDF that is encrypted but open to everybody gets its notes and stays readable', async () => {
  const pdf = await PDFDocument.load(await makePdf({ pages: 2 }));
  pdf.encrypt({ userPassword: '', ownerPassword: 'secret' });
  const file = await fileOf('encrypted.pdf', await pdf.save());
  const notes = await notesIn(await written(file, [noteOn(1)]));
  expect(notes).toMatchObject([
    { subtype: 'Highlight', page: 1, title: 'Łucja 漢字', contents: 'Why “so”? 🙂' },
    { subtype: 'Text', page: 1, title: 'Ben', contents: 'Because.', inReplyTo: notes[0]?.id },
  ]);
});

test('one that needs a password, or is none, is refused', async () => {
  const locked = await fileOf('locked.pdf', await makePdf({ password: 'secret' }));
  expect(await pdfs.read(locked, 10)).toEqual({ ok: false, reason: 'encrypted' });
  expect(await pdfs.write(locked, [noteOn(0)])).toMatchObject({ ok: false });
  expect(await pdfs.read(await fileOf('none.pdf', Buffer.from('none')), 10)).toEqual({
    ok: false,
    reason: 'not_a_pdf',
  });
});

test('as many notes are read as were asked for, and whether there are more is told', async () => {
  const file = await fileOf('many.pdf', await makePdf({ pages: 3 }));
  const full = await written(
    file,
    Array.from({ length: 300 }, (_, index) => noteOn(index % 3, index)),
  );
  const many = await fileOf('full.pdf', full);
  const some = await pdfs.read(many, 120);
  expect(some).toMatchObject({ ok: true, more: true });
  expect(some.ok && some.notes).toHaveLength(120);
  const all = await pdfs.read(many, 500);
  expect(all).toMatchObject({ ok: true, more: false });
  expect(all.ok && all.notes.every(({ replies, kind }) => replies.length === 1 && kind === 'highlight')).toBe(
    true,
  );
  expect(all.ok && all.notes).toHaveLength(300);
});
