// PDFs with notes: made as other programs make them, and read as other programs read them.
import { PDFDocument, PDFHexString, PDFName, PDFString, type PDFRef } from '@cantoo/pdf-lib';
import { z } from 'zod';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

type Entries = Readonly<
  Record<string, string | number | boolean | number[] | PDFRef | PDFString | PDFHexString>
>;

/** The line `line` of a page of `makePdf` as corners, as programs differ in what they take for a line's height. */
const quadOf = (line: number, right = 590): number[] => {
  const [top, low] = [628 - line * 14, 618 - line * 14];
  return [58, top, right, top, 58, low, right, low];
};

/** Notes in the ways of Acrobat, Preview and Zotero on a PDF of `makePdf` with three pages. */
export const annotatedPdf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(bytes);
  const { context } = pdf;
  const add = (page: number, entries: Entries): PDFRef => {
    const ref = context.register(context.obj({ Type: 'Annot', ...entries }));
    pdf.getPage(page).node.addAnnot(ref);
    return ref;
  };
  const text = (words: string) => PDFHexString.fromText(words);
  // Acrobat: a highlight with its window and a chain of replies, the second to the first.
  const quad = quadOf(1);
  const asked = add(1, {
    ...{ Subtype: 'Highlight', Rect: [58, 604, 590, 614], QuadPoints: quad, C: [1, 0.82, 0] },
    ...{
      Contents: text('Is this so?'),
      T: text(''),
      NM: PDFString.of('5cf8a2d0-11aa'),
      M: PDFString.of('D:20260103'),
    },
  });
  add(1, { Subtype: 'Popup', Rect: [600, 500, 700, 600], Parent: asked });
  const reply = (to: PDFRef, author: string, words: string) =>
    add(1, {
      ...{ Subtype: 'Text', Rect: [58, 604, 78, 624], IRT: to, RT: 'R' },
      ...{ Contents: text(words), T: text(author), M: PDFString.of('not a date') },
    });
  reply(reply(asked, 'Bob', 'It is.'), 'Ann', 'Thanks.');
  add(0, {
    ...{ Subtype: 'Text', Rect: [500, 700, 520, 720], Name: 'Note' },
    ...{ Contents: text('A sticky note'), T: text('Ann O. Tator') },
  });
  // Preview: two lines underlined without a word, no name, no author.
  add(1, { Subtype: 'Underline', Rect: [58, 548, 590, 572], QuadPoints: [...quadOf(4), ...quadOf(5)] });
  // Zotero: a picture of an area; and a highlight that has no words beneath.
  add(2, {
    ...{ Subtype: 'Square', Rect: [100, 100, 250, 200], C: [0.6, 0.4, 1] },
    ...{ Contents: text('A figure'), NM: PDFString.of('Zotero-ABCD2345'), T: text('Ann') },
  });
  const low = [400, 330, 590, 330, 400, 320, 590, 320];
  add(2, {
    Subtype: 'Highlight',
    Rect: [400, 320, 590, 330],
    QuadPoints: low,
    Contents: text('Over nothing'),
  });
  // Links and fields are no notes.
  add(2, { Subtype: 'Link', Rect: [10, 10, 20, 20] });
  pdf.getPage(0).node.set(PDFName.of('Tabs'), PDFName.of('S'));
  return pdf.save();
};

const noteSchema = z.object({
  id: z.string(),
  subtype: z.string(),
  titleObj: z.object({ str: z.string() }).optional(),
  contentsObj: z.object({ str: z.string() }).optional(),
  inReplyTo: z.string().nullish(),
});

/** All notes as pdf.js reads them; windows (`Popup`) are left out. */
export const notesIn = async (bytes: Uint8Array) => {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise;
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, page) => {
      const found = await (await pdf.getPage(page + 1)).getAnnotations();
      return z
        .array(noteSchema)
        .parse(found)
        .filter(({ subtype }) => subtype !== 'Popup')
        .map(({ titleObj, contentsObj, ...note }) => ({
          ...{ ...note, page },
          title: titleObj?.str ?? '',
          contents: contentsObj?.str ?? '',
        }));
    }),
  );
  await pdf.loadingTask.destroy();
  return pages.flat();
};
