// Makes the file of one format for one person, streamed while it is made.
import { Readable } from 'node:stream';
import { exportFormats, type ExportFormat } from '#shared/exchange/formats.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { FileAnswer } from '#server/kernel/feature.ts';
import type { PdfWorker } from './pdf/pdf-worker.ts';
import { refusePdf } from './read-file.ts';
import { writeCsv } from './write/csv.ts';
import { writeHypothesis } from './write/hypothesis.ts';
import { writeMarkdown } from './write/markdown.ts';
import type { Material, PageTexts } from './write/material.ts';
import { pdfNotesOf } from './write/pdf-notes.ts';
import { writeW3c } from './write/w3c.ts';

interface Wish {
  readonly format: ExportFormat;
  readonly material: Material;
  readonly exporterId: Id;
  readonly texts: PageTexts;
  readonly pdfs: PdfWorker;
  /** Gives the path of the document's PDF. */
  withPath<T>(use: (path: string) => Promise<T>): Promise<T>;
}

/** Whose threads, and of which kind; a thread is one's own when one began it, under whatever name. */
export const chosen = (
  threads: readonly ThreadView[],
  { scope, kind }: { readonly scope: 'all' | 'mine'; readonly kind?: Kind | undefined },
  own: ReadonlySet<Id>,
): ThreadView[] =>
  threads.filter(
    (thread) => (scope === 'all' || own.has(thread.authorId)) && (kind === undefined || thread.kind === kind),
  );

export const exportAs = async (wish: Wish): Promise<FileAnswer> => {
  const { format, material } = wish;
  const { mediaType, ending } = exportFormats[format];
  return { mediaType, name: nameOf(material.document.title, ending), made: await made(wish) };
};

const made = async ({ format, material, exporterId, texts, pdfs, withPath }: Wish): Promise<Readable> => {
  if (format === 'pdf') {
    const written = await withPath((path) => pdfs.write(path, pdfNotesOf(material)));
    if (!written.ok) throw refusePdf(written);
    return written.pdf;
  }
  const pieces = {
    md: () => writeMarkdown(material),
    csv: () => writeCsv(material),
    jsonld: () => writeW3c(material, texts),
    hypothesis: () => writeHypothesis(material, texts, exporterId),
  }[format]();
  return Readable.from(pieces);
};

/** The title as every file system takes it. */
const nameOf = (title: string, ending: string): string => {
  const plain = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60)
    .trim();
  return `${plain === '' ? 'Paper' : plain} - notes.${ending}`;
};
