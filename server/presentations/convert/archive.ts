// Looks into a presentation before any program opens it: what it is, and that it does not unpack to something monstrous.
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { refuse } from '#shared/kernel/refusals.ts';

export type SlidesKind = 'pdf' | 'pptx' | 'odp';

/** A deck of 200 slides has some 1,500 entries; photographs hardly shrink, XML shrinks to a tenth or a twentieth. */
const archiveLimits = { entries: 10_000, bytes: 500_000_000, ratio: 100, ratioFrom: 50_000_000 };
const odpType = 'application/vnd.oasis.opendocument.presentation';

export const notSlides = (what = 'this is none') =>
  refuse(
    'unsupported',
    'not_a_pdf',
    `Slides are shown from a PDF, and ${what}. Export them as a PDF from PowerPoint, Keynote or whatever you made them with, and upload that.`,
  );

const bomb = () =>
  refuse(
    'unprocessable',
    'archive_too_big',
    'This presentation unpacks to far more than slides need, and is not opened. Export it as a PDF and upload that.',
  );

const headOf = async (path: string, bytes: number): Promise<Buffer> => {
  const file = await open(path);
  const head = Buffer.alloc(bytes);
  const { bytesRead } = await file.read(head, 0, bytes, 0).finally(() => file.close());
  return head.subarray(0, bytesRead);
};

/** Reads every entry through: sizes in the directory may lie. Archives inside of the archive are just bytes. */
const walk = async (path: string, visit: (entry: Entry, head: string) => void): Promise<void> => {
  const zip = await promisify<string, yauzl.Options, ZipFile>(yauzl.open)(path, {
    lazyEntries: true,
    autoClose: false,
  });
  const openEntry = promisify<Entry, Readable>(zip.openReadStream.bind(zip));
  let [entries, total, packed] = [0, 0, 0];
  const take = async (entry: Entry) => {
    entries += 1;
    packed += entry.compressedSize;
    if (entries > archiveLimits.entries) throw bomb();
    let head = '';
    const check = () => {
      if (total > archiveLimits.bytes) throw bomb();
      if (total > archiveLimits.ratioFrom && total > archiveLimits.ratio * packed) throw bomb();
    };
    if (total + entry.uncompressedSize > archiveLimits.bytes) throw bomb();
    if (!entry.fileName.endsWith('/'))
      for await (const chunk of (await openEntry(entry)) as AsyncIterable<Buffer>) {
        if (head.length < 200) head += chunk.subarray(0, 200).toString('latin1');
        total += chunk.length;
        check();
      }
    visit(entry, head);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      zip.on('entry', (entry: Entry) => {
        take(entry).then(() => {
          zip.readEntry();
        }, reject);
      });
      zip.once('end', resolve);
      zip.once('error', reject);
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
};

/** What a file is. Refused: what is no presentation, and an archive past {@link archiveLimits}. A PDF is looked at elsewhere. */
export const slidesKindOf = async (path: string): Promise<SlidesKind> => {
  const head = await headOf(path, 8);
  if (head.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex')))
    throw notSlides('this is a PowerPoint file of an old kind or with a password');
  if (!head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return 'pdf';
  const names = new Set<string>();
  let mimetype = '';
  try {
    await walk(path, ({ fileName, generalPurposeBitFlag }, start) => {
      if ((generalPurposeBitFlag & 1) !== 0) throw notSlides('this one asks for a password');
      names.add(fileName);
      if (fileName === 'mimetype') mimetype = start.trim();
    });
  } catch (error) {
    if (error instanceof Error && 'body' in error) throw error;
    throw notSlides('this file is damaged');
  }
  if (names.has('[Content_Types].xml') && names.has('ppt/presentation.xml')) return 'pptx';
  if (mimetype === odpType && names.has('content.xml')) return 'odp';
  throw notSlides();
};
