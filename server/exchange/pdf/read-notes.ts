// Reads the notes that people made in a PDF with Acrobat, Preview, Zotero and the like, with the words under them.
import { readFile } from 'node:fs/promises';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { z } from 'zod';
import { openPdf } from '#server/kernel/open-pdf.ts';
import type { PdfJob, Read } from './job.ts';
import type { FoundNote } from './notes.ts';

const shapes: Readonly<Record<string, FoundNote['kind']>> = {
  Highlight: 'highlight',
  Underline: 'highlight',
  Squiggly: 'highlight',
  StrikeOut: 'highlight',
  Square: 'area',
  Circle: 'area',
  Ink: 'area',
  Line: 'area',
  Polygon: 'area',
  PolyLine: 'area',
  FreeText: 'area',
  Text: 'note',
};

/** What pdf.js answers for an annotation, as far as it matters here; files put odd things everywhere. */
const annotationSchema = z.object({
  id: z.string().catch(''),
  subtype: z.string(),
  rect: z.array(z.number()).length(4),
  quadPoints: z
    .custom<ArrayLike<number>>((value) => ArrayBuffer.isView(value) || Array.isArray(value))
    .nullish(),
  overlaidText: z.string().catch(''),
  titleObj: z.object({ str: z.string() }).nullish().catch(null),
  contentsObj: z.object({ str: z.string() }).nullish().catch(null),
  modificationDate: z.string().nullish().catch(null),
  inReplyTo: z.string().nullish().catch(null),
  replyType: z.string().nullish().catch(null),
});
type Annotation = z.infer<typeof annotationSchema>;

export const readNotes = async (job: Extract<PdfJob, { kind: 'read' }>): Promise<Read> => {
  const opened = await openPdf(job);
  if (!opened.ok) return opened;
  const { pdf } = opened;
  const entries = await entriesIn(job.path);
  const notes: FoundNote[] = [];
  let left = 0;
  for (let page = 0; page < pdf.numPages; page++) {
    const sheet = await pdf.getPage(page + 1);
    // A page that cannot be read costs its own notes only.
    const found = await sheet.getAnnotations({ intent: 'any' }).catch(() => []);
    const here = notesOn(page, found, entries);
    const room = job.maxNotes - notes.length;
    left += Math.max(here.length - room, 0);
    notes.push(...here.slice(0, room));
    sheet.cleanup();
  }
  return { ok: true, notes, left };
};

const notesOn = (page: number, found: readonly unknown[], entries: Entries): FoundNote[] => {
  const annotations = found
    .map((one) => annotationSchema.safeParse(one))
    .flatMap(({ data }) => (data && shapes[data.subtype] !== undefined ? [data] : []));
  const answers = new Map<Annotation, Annotation[]>();
  const roots: Annotation[] = [];
  for (const [annotation, root] of rootsOf(annotations)) {
    if (root === annotation) roots.push(annotation);
    else {
      const among = answers.get(root);
      if (among) among.push(annotation);
      else answers.set(root, [annotation]);
    }
  }
  return roots.map((annotation) => ({
    name: entries.get(annotation.id)?.name ?? '',
    kind: annotation.quadPoints ? 'highlight' : (shapes[annotation.subtype] ?? 'note'),
    page,
    rects: rectsOf(annotation),
    words: annotation.overlaidText,
    author: annotation.titleObj?.str ?? '',
    subject: entries.get(annotation.id)?.subject ?? '',
    contents: annotation.contentsObj?.str ?? '',
    changedAt: annotation.modificationDate ?? null,
    replies: (answers.get(annotation) ?? [])
      // Members of a group ("Group") belong to the look of the note, they say nothing.
      .filter(({ replyType }) => replyType !== 'Group')
      .map((other) => ({ author: other.titleObj?.str ?? '', contents: other.contentsObj?.str ?? '' }))
      .filter(({ contents }) => contents.trim() !== ''),
  }));
};

/**
 * For each what its thread begins with, in the order of `annotations`; every one is walked over once, however deep replies go.
 * What answers to something that is not there stands by itself, as does one of a circle.
 */
const rootsOf = (annotations: readonly Annotation[]): Map<Annotation, Annotation> => {
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const roots = new Map<Annotation, Annotation>();
  for (const annotation of annotations) {
    const way = new Set<Annotation>();
    let top = annotation;
    while (!way.has(top) && !roots.has(top)) {
      way.add(top);
      top = byId.get(top.inReplyTo ?? '') ?? top;
    }
    const root = roots.get(top) ?? top;
    for (const one of way) roots.set(one, root);
  }
  return roots;
};

/** The box of every quadrilateral, or the annotation's own where it has none. */
const rectsOf = ({ quadPoints, rect }: Annotation): FoundNote['rects'] => {
  const points = Array.from(quadPoints ?? []);
  const boxes = Array.from({ length: Math.floor(points.length / 8) }, (_, quad) =>
    boxOf(points.slice(quad * 8, quad * 8 + 8)),
  );
  return boxes.length > 0 ? boxes : [boxOf(rect)];
};

const boxOf = (points: readonly number[]): FoundNote['rects'][number] => {
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};

type Entries = ReadonlyMap<string, { name: string; subject: string }>;

/** Names (`/NM`) and subjects by pdf.js's ids of objects ("12R"), which pdf.js itself does not tell. */
const entriesIn = async (path: string): Promise<Entries> => {
  const entries = new Map<string, { name: string; subject: string }>();
  try {
    const pdf = await PDFDocument.load(await readFile(path), {
      ...{ updateMetadata: false, throwOnInvalidObject: false, preserveXFA: true, password: '' },
    });
    for (const [ref, object] of pdf.context.enumerateIndirectObjects()) {
      if (!(object instanceof PDFDict) || !object.has(PDFName.of('Rect'))) continue;
      const id = `${String(ref.objectNumber)}R${ref.generationNumber === 0 ? '' : String(ref.generationNumber)}`;
      entries.set(id, { name: textIn(object, 'NM'), subject: textIn(object, 'Subj') });
    }
  } catch {
    // Without them our own notes are recognised by their place and words.
  }
  return entries;
};

const textIn = (dict: PDFDict, key: string): string => {
  const value = dict.lookup(PDFName.of(key));
  try {
    return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
  } catch {
    return '';
  }
};
