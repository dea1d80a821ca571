// Typesets small two-column papers as real ones are: hyphens, ligatures, maths, footnotes, a figure with labels, a stamp in the margin.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { degrees, PDFDocument, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import fontkit from '@pdf-lib/fontkit';
import { root } from '#server/build/stamp.js';

/** A line of print: its words, and the box between baseline and x-height in PDF user space, which every mark on it must cover. */
export interface Line {
  page: number;
  text: string;
  /** `[x1, y1, x2, y2]`, points, y upwards. */
  box: [number, number, number, number];
}

const vocabulary =
  'reading measured seminar latency annotation thread quorum replica office efficient workflow classify different offline margin paper evidence compare argue method result careful student question answer network protocol leader follower message record system failure recover design evaluation sample population control treatment estimate'.split(
    ' ',
  );

/** The ordinary words of a paper, the same for the same seed; never the same line twice. */
function wordsFrom(seed: number) {
  let state = seed;
  let count = 0;
  return () => {
    state = (state * 16807) % 2147483647;
    count += 1;
    const word = vocabulary[state % vocabulary.length] ?? '';
    // Every ninth word is one of a kind, so that a passage can be found again.
    return count % 9 === 0 ? `${word}${String(count)}` : word;
  };
}

const ligatures = (text: string) => text.replaceAll('fi', '\ufb01').replaceAll('fl', '\ufb02');

export interface Sheet {
  page: PDFPage;
  index: number;
  font: PDFFont;
  /** Puts text at a place of the upright sheet, points, y upwards from its lower left corner. */
  put(text: string, x: number, y: number, size: number): Line;
}

const bodySize = 10;
const leading = 12;

/** Sets lines of `width` from `top` downwards until `bottom`; words are broken where they do not fit, as typesetters do. */
function setColumn(
  sheet: Sheet,
  words: () => string,
  place: { x: number; width: number; top: number; bottom: number },
): Line[] {
  const lines: Line[] = [];
  let rest = '';
  for (let y = place.top; y >= place.bottom; y -= leading) {
    let line = rest;
    rest = '';
    for (;;) {
      const word = ligatures(words());
      const longer = line === '' ? word : `${line} ${word}`;
      const fits = (text: string) => sheet.font.widthOfTextAtSize(text, bodySize) <= place.width;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      const cut = Math.floor(word.length / 2);
      const broken = `${line} ${word.slice(0, cut)}-`;
      if (word.length > 6 && /^\p{Ll}+$/u.test(word) && fits(broken))
        [line, rest] = [broken, word.slice(cut)];
      else rest = word;
      break;
    }
    lines.push(sheet.put(line, place.x, y, bodySize));
  }
  return lines;
}

export interface Paper {
  bytes: Uint8Array;
  /** The lines of each column in the order of reading, by page: left column first. */
  columns: Line[][][];
  /** Of page 1: what else is printed there. */
  extras: Record<'stamp' | 'footnote' | 'caption' | 'label' | 'maths' | 'pageNumber', Line>;
}

const kinds = ['plain', 'plain', 'turned', 'sideways', 'cropped'] as const;

/** Page 1 has everything; page 2 goes on; 3 is turned to be upright; 4 lies on its side; 5 is cropped away from the origin. */
export async function typesetPaper(): Promise<Paper> {
  const doc = await PDFDocument.create();
  doc.registerFontkit(fontkit);
  const file = path.join(root, 'node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf');
  const font = await doc.embedFont(await readFile(file), { subset: false });
  const words = wordsFrom(20);
  const columns: Line[][][] = [];
  const extras: Partial<Paper['extras']> = {};

  for (const [index, kind] of kinds.entries()) {
    const page = doc.addPage(kind === 'turned' ? [792, 612] : kind === 'cropped' ? [712, 912] : [612, 792]);
    if (kind === 'turned') page.setRotation(degrees(90));
    if (kind === 'sideways') page.setRotation(degrees(270));
    const [dx, dy] = kind === 'cropped' ? [60, 80] : [0, 0];
    if (kind === 'cropped') page.setCropBox(dx, dy, 612, 792);
    const sheet: Sheet = {
      page,
      index,
      font,
      put(text, x, y, size) {
        const width = font.widthOfTextAtSize(text, size);
        const height = size * 0.45;
        if (kind === 'turned') {
          // Shown after a quarter turn clockwise: what is up there points to the left here.
          page.drawText(text, { x: 792 - y, y: x, size, font, rotate: degrees(90) });
          return { page: index, text, box: [792 - y - height, x, 792 - y, x + width] };
        }
        page.drawText(text, { x: x + dx, y: y + dy, size, font });
        return { page: index, text, box: [x + dx, y + dy, x + dx + width, y + dy + height] };
      },
    };
    const left = { x: 54, width: 240, top: 700, bottom: index === 0 ? 160 : 100 };
    const right = { x: 318, width: 240, top: index === 0 ? 520 : 700, bottom: 100 };
    if (index === 0) {
      page.drawText('arXiv:2601.00001v1 [cs.DC] 5 Jan 2026', {
        x: 30,
        y: 260,
        size: 18,
        font,
        rotate: degrees(90),
      });
      extras.stamp = { page: 0, text: 'arXiv:2601.00001v1', box: [0, 0, 1, 1] };
    }
    sheet.put('Running head of the proceedings', 54, 756, 8);
    const first = setColumn(sheet, words, left);
    if (index === 0) {
      extras.footnote = sheet.put('1 A footnote in small print says what nobody', 54, 112, 7);
      sheet.put('asked, over two lines and to the very edge of it.', 54, 103, 7);
      for (const [x, y, label] of [
        [350, 680, 'client'],
        [470, 650, 'server'],
        [400, 600, 'lease 42'],
      ] as const)
        extras.label = sheet.put(label, x, y, 6);
      extras.caption = sheet.put('Figure 1: Leases as clients see them in time.', 318, 552, 9);
    }
    const second = setColumn(sheet, words, right);
    if (index === 0) {
      const y = 78;
      extras.maths = sheet.put('where \u03b1', 318, y, bodySize);
      sheet.put('i', 318 + font.widthOfTextAtSize('where \u03b1', bodySize), y - 2, 6);
      sheet.put(' = \u2211 x', 352, y, bodySize);
      sheet.put('2', 352 + font.widthOfTextAtSize(' = \u2211 x', bodySize), y + 4, 6);
      sheet.put(' \u2264 1 holds.', 380, y, bodySize);
    }
    const number = sheet.put(String(index + 1), 303, 40, 9);
    if (index === 0) extras.pageNumber = number;
    columns.push([first, second]);
  }
  return { bytes: await doc.save(), columns, extras: extras as Paper['extras'] };
}
