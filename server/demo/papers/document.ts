// Assembles drawn pages into a PDF: fonts, links, outline, title. The same input gives the same bytes.
import fontkit from '@pdf-lib/fontkit';
import {
  type PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFFont,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { faces, load, type Face } from './fonts.ts';
import { makePen, type Pen } from './pen.ts';

export interface OutlineEntry {
  title: string;
  target: string;
  children: OutlineEntry[];
}
export interface Details {
  title: string;
  authors: readonly string[];
  subject: string;
  /** Fixed, because the same text must give the same bytes. */
  date: Date;
}

/**
 * pdf-lib takes any `encode` of a subset for the argument-free one of newer fontkits; this fontkit's wants a stream,
 * so only its `encodeStream` is shown.
 */
const adapted = {
  create(bytes: Uint8Array, name?: string) {
    const font = fontkit.create(bytes, name) as unknown as LibraryFont;
    const subsetOf = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = subsetOf();
      return {
        includeGlyph: (glyph) => subset.includeGlyph(glyph),
        encodeStream: () => subset.encodeStream?.(),
      } as ReturnType<LibraryFont['createSubset']>;
    };
    return font;
  },
};
type Library = Parameters<PDFDocument['registerFontkit']>[0];
type LibraryFont = Extract<ReturnType<Library['create']>, { createSubset: unknown }>;

/** A document with pages of one size in points. */
export async function makeDocument(width: number, height: number) {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(adapted);
  const fonts = new Map<Face, PDFFont>();
  for (const [i, face] of faces.entries()) {
    const { bytes, font } = load(face);
    const tag = `PRND${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`;
    fonts.set(
      face,
      await pdf.embedFont(bytes, { subset: true, customName: `${tag}+${font.postscriptName ?? face}` }),
    );
  }
  const codes = new Map<string, string>();
  const encode = (face: Face, char: string) => {
    const key = face + char;
    let code = codes.get(key);
    if (code === undefined) {
      code = fonts.get(face)?.encodeText(char).asString() ?? '';
      codes.set(key, code);
    }
    return code;
  };
  const pens: Pen[] = [];

  const finish = async (details: Details, outline: OutlineEntry[]): Promise<Uint8Array> => {
    const { context } = pdf;
    const pages = pens.map((pen) => {
      const page = pdf.addPage([width, height]);
      for (const face of pen.used)
        page.node.setFontDictionary(PDFName.of(face), fonts.get(face)?.ref as PDFRef);
      page.node.set(PDFName.of('Contents'), context.register(context.flateStream(pen.content())));
      return page;
    });
    const places = new Map<string, PDFArray>();
    for (const [i, pen] of pens.entries()) {
      for (const { name, x, y } of pen.targets) {
        places.set(name, context.obj([pages[i]?.ref ?? null, 'XYZ', x - 4, y + 4, null]));
      }
    }
    const place = (target: string) => {
      const found = places.get(target);
      if (!found) throw new Error(`A link leads to "${target}", which is nowhere.`);
      return found;
    };
    for (const [i, pen] of pens.entries()) {
      const links = pen.links.map(({ rect, target }) =>
        context.register(
          context.obj({
            Type: 'Annot',
            Subtype: 'Link',
            Rect: [...rect],
            Border: [0, 0, 0],
            F: 4,
            Dest: place(target),
          }),
        ),
      );
      if (links.length > 0) pages[i]?.node.set(PDFName.of('Annots'), context.obj(links));
    }
    const level = (
      entries: readonly OutlineEntry[],
      parent: PDFRef,
    ): { First: PDFRef; Last: PDFRef } | undefined => {
      const refs = entries.map(() => context.nextRef());
      for (const [i, entry] of entries.entries()) {
        const ref = refs[i] as PDFRef;
        const below = level(entry.children, ref);
        const dict = context.obj({
          Title: PDFHexString.fromText(entry.title),
          Parent: parent,
          Dest: place(entry.target),
          ...below,
        });
        if (below) dict.set(PDFName.of('Count'), PDFNumber.of(-entry.children.length));
        if (refs[i - 1]) dict.set(PDFName.of('Prev'), refs[i - 1] as PDFRef);
        if (refs[i + 1]) dict.set(PDFName.of('Next'), refs[i + 1] as PDFRef);
        context.assign(ref, dict);
      }
      const [First] = refs;
      const Last = refs.at(-1);
      return First && Last ? { First, Last } : undefined;
    };
    const root = context.nextRef();
    context.assign(root, context.obj({ Type: 'Outlines', Count: outline.length, ...level(outline, root) }));
    pdf.catalog.set(PDFName.of('Outlines'), root);
    pdf.catalog.set(PDFName.of('Lang'), PDFString.of('en'));
    pdf.setTitle(details.title, { showInWindowTitleBar: true });
    pdf.setAuthor(details.authors.join(', '));
    pdf.setSubject(details.subject);
    pdf.setCreator('Paperround demo course');
    pdf.setProducer('pdf-lib');
    pdf.setCreationDate(details.date);
    pdf.setModificationDate(details.date);
    return pdf.save();
  };

  return {
    /** Adds a page and gives the pen that draws on it. */
    newPage(): Pen {
      const pen = makePen(encode);
      pens.push(pen);
      return pen;
    },
    pens,
    finish,
  };
}
