// Notes go into PDFs in a child process: also into encrypted ones, and into hundreds of places at once.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { PDFDocument, PDFString, type PDFRef } from '@cantoo/pdf-lib';
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

test('answers upon answers belong to what they began with, however many; those to nothing stand by themselves', async () => {
  const pdf = await PDFDocument.load(await makePdf({ pages: 1 }));
  const note = (contents: string, entries: Record<string, PDFRef> = {}): PDFRef => {
    const dict = { Type: 'Annot', Subtype: 'Text', Rect: [10, 10, 30, 30], ...entries };
    const ref = pdf.context.register(pdf.context.obj({ ...dict, Contents: PDFString.of(contents) }));
    pdf.getPage(0).node.addAnnot(ref);
    return ref;
  };
  let above = note('Begins');
  for (let at = 0; at < 300; at += 1) above = note(`Answer ${String(at)}`, { IRT: above });
  note('To nothing', { IRT: pdf.context.nextRef() });
  const read = await pdfs.read(await fileOf('deep.pdf', Buffer.from(await pdf.save())), 10);
  const found = read.ok ? read.notes.map(({ contents, replies }) => [contents, replies.length]) : [];
  expect(found).toEqual([
    ['Begins', 300],
    ['To nothing', 0],
  ]);
  expect(read.ok && read.notes[0]?.replies.at(-1)?.contents).toBe('Answer 299');
});

test('as many notes are read as were asked for, and how many there are behind them is told', async () => {
  const file = await fileOf('many.pdf', await makePdf({ pages: 3 }));
  const full = await written(
    file,
    Array.from({ length: 300 }, (_, index) => noteOn(index % 3, index)),
  );
  const many = await fileOf('full.pdf', full);
  const some = await pdfs.read(many, 120);
  expect(some).toMatchObject({ ok: true, left: 180 });
  expect(some.ok && some.notes).toHaveLength(120);
  const all = await pdfs.read(many, 500);
  expect(all).toMatchObject({ ok: true, left: 0 });
  expect(all.ok && all.notes.every(({ replies, kind }) => replies.length === 1 && kind === 'highlight')).toBe(
    true,
  );
  expect(all.ok && all.notes).toHaveLength(300);
});
