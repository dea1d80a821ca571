// Typesets words as a paper and remembers where each of them came to stand: the truth that re-anchoring is measured against.
import {
  beginText,
  endText,
  PDFDocument,
  setFontAndSize,
  setTextMatrix,
  setWordSpacing,
  showText,
  StandardFonts,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib';

/** A word that keeps its number through all versions of the paper. */
export interface Word {
  readonly id: number;
  readonly text: string;
}

/** Sizes in points. */
export interface Measure {
  readonly columns: 1 | 2;
  readonly width: number;
  readonly size: number;
  readonly leading: number;
  readonly linesPerColumn: number;
  /** Whether long words are broken at line ends. */
  readonly hyphens: boolean;
  /** At the top of every page, with its number. */
  readonly head: string;
}

/** Part of a word: its page, condensed range there, and box on it in points. */
export interface Piece {
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

export interface Printed {
  readonly pdf: Uint8Array;
  /** Condensed text of each page, as it was set. */
  readonly pages: readonly string[];
  readonly where: ReadonlyMap<number, readonly Piece[]>;
}

const sheet = { width: 612, height: 792, left: 54, top: 700 };
const gutter = 24;

interface Line {
  words: { id: number; text: string }[];
  /** Ends a paragraph or holds a broken word only. */
  isLast: boolean;
}

export async function print(words: readonly Word[], measure: Measure): Promise<Printed> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const widthOf = widths(font, measure.size);
  const lines = breakLines(words, measure, widthOf, (text) => printable(text, font));
  const pages: string[] = [];
  const where = new Map<number, Piece[]>();
  const perPage = measure.linesPerColumn * measure.columns;
  for (let page = 0; page * perPage < lines.length; page++) {
    const head = `${measure.head} ${String(page + 1)}`;
    const sheetOfPage = document.addPage([sheet.width, sheet.height]);
    const draw = drawer(sheetOfPage, font, measure.size);
    draw(head, sheet.left, 740, 0);
    let condensed = head.replaceAll(' ', '');
    for (const [at, { words: set, isLast }] of lines.slice(page * perPage, (page + 1) * perPage).entries()) {
      const column = Math.floor(at / measure.linesPerColumn);
      const left = sheet.left + column * (measure.width + gutter);
      const baseline = sheet.top - (at % measure.linesPerColumn) * measure.leading;
      const text = set.map((word) => word.text).join(' ');
      const spaces = set.length - 1;
      const spacing = isLast || spaces === 0 ? 0 : (measure.width - widthOf(text)) / spaces;
      draw(text, left, baseline, spacing);
      let x = left;
      for (const { id, text: piece } of set) {
        const right = x + widthOf(piece);
        const start = condensed.length;
        condensed += piece;
        const pieces = where.get(id) ?? [];
        where.set(id, [...pieces, { page, start, end: condensed.length, left: x, right, baseline }]);
        x = right + widthOf(' ') + spacing;
      }
    }
    pages.push(condensed);
  }
  return { pdf: await document.save(), pages, where };
}

/** What the standard fonts can show of a text. */
const printable = (text: string, font: PDFFont) =>
  [...text.normalize('NFKC')]
    .filter((letter) => {
      try {
        font.encodeText(letter);
        return letter.trim() !== '';
      } catch {
        return false;
      }
    })
    .join('');

function widths(font: PDFFont, size: number): (text: string) => number {
  const known = new Map<string, number>();
  const one = (letter: string) => {
    const width = known.get(letter) ?? font.widthOfTextAtSize(letter, size);
    known.set(letter, width);
    return width;
  };
  return (text) => [...text].reduce((sum, letter) => sum + one(letter), 0);
}

function breakLines(
  words: readonly Word[],
  { width, hyphens }: Measure,
  widthOf: (text: string) => number,
  clean: (text: string) => string,
): Line[] {
  const lines: Line[] = [];
  let line: Line = { words: [], isLast: false };
  const room = () => width - widthOf(line.words.map(({ text }) => `${text} `).join(''));
  const feed = () => {
    lines.push(line);
    line = { words: [], isLast: false };
  };
  for (const { id, text } of words) {
    let rest = clean(text);
    if (rest === '') continue;
    if (widthOf(rest) > room() && line.words.length > 0) {
      const cut = hyphens && /^[a-z]{8,}[.,;]?$/.test(rest) ? cutAt(rest, room(), widthOf) : 0;
      if (cut > 0) {
        line.words.push({ id, text: `${rest.slice(0, cut)}-` });
        rest = rest.slice(cut);
      }
      feed();
    }
    while (widthOf(rest) > width) {
      line.words.push({ id, text: rest.slice(0, 20) });
      rest = rest.slice(20);
      feed();
    }
    line.words.push({ id, text: rest });
  }
  line.isLast = true;
  feed();
  return lines;
}

/** After how many letters a word may be broken; 0 when there is no room. */
function cutAt(word: string, room: number, widthOf: (text: string) => number): number {
  for (let cut = word.length - 4; cut >= 3; cut--) if (widthOf(`${word.slice(0, cut)}-`) <= room) return cut;
  return 0;
}

const drawer =
  (page: PDFPage, font: PDFFont, size: number) =>
  (text: string, x: number, y: number, spacing: number): void => {
    const key = page.node.newFontDictionary(font.name, font.ref);
    page.pushOperators(
      beginText(),
      setFontAndSize(key, size),
      setWordSpacing(spacing),
      setTextMatrix(1, 0, 0, 1, x, y),
      showText(font.encodeText(text)),
      endText(),
    );
  };
