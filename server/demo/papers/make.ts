// Makes the demo course's sample papers: two-column PDFs from the texts in the folder beside this file.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '#server/demo/package-root.ts';
import { fillPages, type Geometry } from './columns.ts';
import { makeDocument, type OutlineEntry } from './document.ts';
import { widthOf } from './fonts.ts';
import type { Source } from './format.ts';
import { parsePaper } from './parse.ts';
import type { Pen } from './pen.ts';
import { drawTitle, setTitle } from './title.ts';
import { typeset, type Measures } from './typeset.ts';

/** US letter with two columns of 3.2 inches. */
const sheet = { width: 612, height: 792 };
const geometry: Geometry = { left: 63, top: 716, bottom: 76, column: 231, gutter: 24 };
const full = geometry.column * 2 + geometry.gutter;

const defaultFolder = path.join(packageRoot(), 'server/demo/papers/texts');

/** The names of the papers there are, sorted. */
export const paperSlugs: readonly string[] = readdirSync(defaultFolder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => name.slice(0, -'.md'.length))
  .sort();

/** The PDF of one of the `paperSlugs`. */
export async function makePaper(slug: string, textsFolder = defaultFolder): Promise<Uint8Array> {
  return printPaper(await readFile(path.join(textsFolder, `${slug}.md`), 'utf8'));
}

/** Body sizes and line distances to try, in points, until a paper fills the pages that a reader expects. */
const settings = [
  [10, 12],
  [10.3, 12.6],
  [10.6, 13],
  [10.9, 13.5],
  [11, 14.2],
] as const;

/** Typesets a paper from its source text. */
export async function printPaper(text: string): Promise<Uint8Array> {
  const source = parsePaper(text);
  let wanted = 0;
  for (const [i, [size, leading]] of settings.entries()) {
    const final = i === settings.length - 1;
    if (size * leading < wanted && !final) continue;
    const { document, outline, pages, last } = await layOut(source, {
      size,
      leading,
      column: geometry.column,
      full,
    });
    if ((pages < 8 || last < 150) && !final) {
      // Text takes room in proportion to the area of a letter: skip what cannot reach 7.2 pages.
      wanted = (size * leading * 7.2) / (pages - 1 + last / (geometry.top - geometry.bottom));
      continue;
    }
    const details = {
      title: source.title,
      authors: source.authors,
      subject: `${source.venue}, ${source.year}`,
    };
    return document.finish(
      { ...details, date: new Date(Date.UTC(Number(source.year) || 2025, 5, 1)) },
      outline,
    );
  }
  throw new Error('No body size to try.');
}

async function layOut(source: Source, measures: Measures) {
  const document = await makeDocument(sheet.width, sheet.height);
  const { names, stack, outline } = typeset(source, measures);
  const title = setTitle(source, names, full);
  const abstract: OutlineEntry = { title: 'Abstract', target: 'abstract', children: [] };
  const stacked = [...title.abstract(measures), ...stack];
  const { pages, last } = fillPages(stacked, geometry, title.height, () => {
    const pen = document.newPage();
    if (document.pens.length === 1) drawTitle(title, pen, geometry.left, geometry.top);
    else drawHead(source, pen);
    return pen;
  });
  for (const [i, pen] of document.pens.entries()) drawFoot(pen, i);
  return { document, outline: [abstract, ...outline], pages, last };
}

const grey = [0.25, 0.25, 0.25] as const;

/** The running head: the paper at the left, where it appeared at the right. */
function drawHead(source: Source, pen: Pen) {
  const venue = `${source.venue}, ${source.year}`;
  const [short = ''] = source.title.split(/:\s/);
  pen.text('italic', 8.4, short, geometry.left, 735, { colour: grey });
  pen.text('roman', 8.4, venue, geometry.left + full - widthOf('roman', 8.4, venue), 735, { colour: grey });
}

/** The page number; on the first page also what kind of paper this is. */
function drawFoot(pen: Pen, page: number) {
  const centred = (text: string, size: number, y: number) =>
    pen.text('roman', size, text, geometry.left + (full - widthOf('roman', size, text)) / 2, y, {
      colour: grey,
    });
  centred(String(page + 1), 9, 48);
  if (page === 0)
    centred(
      'A sample paper of the Paperround demo course: its people, places and venue are invented.',
      7.4,
      34,
    );
}
