// Builds the annotation dictionaries of ISO 32000 (section 12.5) for a note and its replies.
import {
  PDFArray,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { PdfNote, PdfReply } from './notes.ts';

type Rect = PdfNote['rects'][number];

/** Table 165: Print; and NoZoom, NoRotate for what is drawn as an icon. */
const flags = { print: 4, icon: 4 + 8 + 16 };

/** The page's entries for a note: the note itself, its window and its replies, all registered. */
export const registerNote = (context: PDFContext, page: PDFRef, note: PdfNote): PDFRef[] => {
  const box = around(note.rects);
  const shape = context.obj({
    ...said(note),
    Type: 'Annot',
    Subtype: subtypes[note.shape],
    Rect: box,
    P: page,
    F: note.shape === 'note' ? flags.icon : flags.print,
    C: note.color,
    Subj: PDFHexString.fromText(note.subject),
    AP: { N: context.register(appearanceOf(context, note, box)) },
    ...moreOf(note),
  });
  const ref = context.register(shape);
  const popup = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Popup',
      Rect: beside(box),
      Parent: ref,
      P: page,
      F: flags.icon,
      Open: false,
    }),
  );
  shape.set(PDFName.of('Popup'), popup);
  return [ref, popup, ...note.replies.map((reply) => registerReply(context, page, ref, box, reply))];
};

const moreOf = ({ shape, rects, color }: PdfNote) =>
  ({
    highlight: { QuadPoints: rects.flatMap(quadOf) },
    square: { BS: { Type: 'Border', W: squareBorder }, IC: color },
    note: { Name: 'Comment' },
  })[shape];

/** A reply is a text annotation "in reply to" (12.5.6.2). Viewers list it; nothing is drawn for it on the page. */
const registerReply = (
  context: PDFContext,
  page: PDFRef,
  parent: PDFRef,
  [x1, , , y2]: Rect,
  reply: PdfReply,
): PDFRef =>
  context.register(
    context.obj({
      ...said(reply),
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [x1, y2 - iconSize, x1 + iconSize, y2],
      P: page,
      F: flags.icon,
      Name: 'Comment',
      IRT: parent,
      RT: 'R',
      AP: { N: context.register(context.formXObject([], { BBox: context.obj([0, 0, 0, 0]) })) },
    }),
  );

const subtypes = { highlight: 'Highlight', square: 'Square', note: 'Text' };
const iconSize = 18;
const squareBorder = 1.5;

const said = ({ name, author, contents, createdAt, changedAt }: PdfReply) => ({
  NM: PDFString.of(name),
  T: PDFHexString.fromText(author),
  Contents: PDFHexString.fromText(contents),
  CreationDate: PDFString.fromDate(new Date(createdAt)),
  M: PDFString.fromDate(new Date(changedAt)),
});

/** Top left, top right, bottom left, bottom right: not what the standard says, but what all viewers draw. */
const quadOf = ([x1, y1, x2, y2]: Rect): number[] => [x1, y2, x2, y2, x1, y1, x2, y1];

const around = (rects: readonly Rect[]): Rect => [
  Math.min(...rects.map(([x1]) => x1)),
  Math.min(...rects.map(([, y1]) => y1)),
  Math.max(...rects.map(([, , x2]) => x2)),
  Math.max(...rects.map(([, , , y2]) => y2)),
];

/** Where the window of the note opens: beside the passage. */
const beside = ([, , x2, y2]: Rect): Rect => [x2, y2 - 100, x2 + 180, y2];

/** Drawn by ourselves, so that every viewer shows the same: the colour multiplied with the print. */
const appearanceOf = (context: PDFContext, { shape, rects, color }: PdfNote, box: Rect) => {
  const [red, green, blue] = color.map((part) => part.toFixed(3));
  const paint = `${String(red)} ${String(green)} ${String(blue)}`;
  const half = squareBorder / 2;
  const drawn =
    shape === 'highlight'
      ? [`${paint} rg`, ...rects.map((rect) => `${boxOf(rect, 0)} re`), 'f']
      : [
          `${paint} rg ${darker(color)} RG ${String(squareBorder)} w`,
          '/Clear gs',
          ...rects.map((rect) => `${boxOf(rect, half)} re B`),
        ];
  return context.stream(['q', '/Multiply gs', ...drawn, 'Q'].join('\n'), {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: box,
    Matrix: [1, 0, 0, 1, 0, 0],
    Group: { S: 'Transparency', Type: 'Group' },
    Resources: { ExtGState: { Multiply: { BM: 'Multiply' }, Clear: { ca: 0.25 } } },
  });
};

const boxOf = ([x1, y1, x2, y2]: Rect, inset: number): string =>
  [x1 + inset, y1 + inset, Math.max(x2 - x1 - 2 * inset, 0), Math.max(y2 - y1 - 2 * inset, 0)]
    .map((points) => points.toFixed(2))
    .join(' ');

const darker = (color: PdfNote['color']): string => color.map((part) => (part * 0.6).toFixed(3)).join(' ');

/** Puts annotations on a page; answers with the object that has changed by it: the page, or its list where that stands alone. */
export const listOnPage = (context: PDFContext, page: PDFPage, annotations: readonly PDFRef[]): PDFRef => {
  const key = PDFName.of('Annots');
  const held = page.node.get(key);
  const there = page.node.lookup(key);
  const list = there instanceof PDFArray ? there : context.obj([]);
  for (const ref of annotations) list.push(ref);
  if (list === there && held instanceof PDFRef) return held;
  page.node.set(key, list);
  return page.ref;
};
