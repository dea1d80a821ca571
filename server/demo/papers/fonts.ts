// The typefaces of the generated PDFs: Computer Modern from KaTeX for papers, Liberation Sans for figures and slides.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit, { type Font } from '@pdf-lib/fontkit';
import { kernOf } from './kerning.ts';

const files = {
  roman: 'katex/dist/fonts/KaTeX_Main-Regular.ttf',
  bold: 'katex/dist/fonts/KaTeX_Main-Bold.ttf',
  italic: 'katex/dist/fonts/KaTeX_Main-Italic.ttf',
  boldItalic: 'katex/dist/fonts/KaTeX_Main-BoldItalic.ttf',
  mono: 'katex/dist/fonts/KaTeX_Typewriter-Regular.ttf',
  math: 'katex/dist/fonts/KaTeX_Math-Italic.ttf',
  ams: 'katex/dist/fonts/KaTeX_AMS-Regular.ttf',
  script: 'katex/dist/fonts/KaTeX_Caligraphic-Regular.ttf',
  size1: 'katex/dist/fonts/KaTeX_Size1-Regular.ttf',
  size2: 'katex/dist/fonts/KaTeX_Size2-Regular.ttf',
  size3: 'katex/dist/fonts/KaTeX_Size3-Regular.ttf',
  size4: 'katex/dist/fonts/KaTeX_Size4-Regular.ttf',
  sans: 'pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf',
  sansItalic: 'pdfjs-dist/standard_fonts/LiberationSans-Italic.ttf',
  sansBold: 'pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf',
} as const;

export type Face = keyof typeof files;
export const faces = Object.keys(files) as Face[];

interface LoadedFace {
  bytes: Uint8Array;
  font: Font;
  /** Advance widths in thousandths of the size, filled as they are asked for. */
  widths: Map<string, number>;
}

const require = createRequire(import.meta.url);
const loaded = new Map<Face, LoadedFace>();

/** Reads and parses a face once per process. */
export function load(face: Face): LoadedFace {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = new Uint8Array(readFileSync(require.resolve(files[face])));
  const fresh = { bytes, font: fontkit.create(bytes), widths: new Map<string, number>() };
  loaded.set(face, fresh);
  return fresh;
}

/** The dots of i and j make way for an accent. */
const dotless: Record<string, string> = { i: 'ı', j: 'ȷ' };
/** Combining mark → the spacing accent that the fonts have. */
const spacing: Record<string, string> = {
  '\u0300': 'ˋ',
  '\u0301': 'ˊ',
  '\u0302': 'ˆ',
  '\u0303': '˜',
  '\u0304': 'ˉ',
  '\u0306': '˘',
  '\u0307': '˙',
  '\u0308': '¨',
  '\u030a': '˚',
  '\u030b': '˝',
  '\u030c': 'ˇ',
  '\u0327': '¸',
};

export const has = (face: Face, char: string) =>
  load(face).font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0);

/** The letter and the accent that together draw an accented letter, or nothing when the face cannot. */
export function compose(
  face: Face,
  char: string,
): { letter: string; accent: string; below: boolean } | undefined {
  const [base = '', mark = ''] = char.normalize('NFD');
  const accent = spacing[mark];
  const letter = mark === '\u0327' ? base : (dotless[base] ?? base);
  if (!accent || !has(face, letter) || !has(face, accent)) return undefined;
  return { letter, accent, below: mark === '\u0327' };
}

/** Advance width of one character in thousandths of the size. */
export function advance(face: Face, char: string): number {
  const { font, widths } = load(face);
  let width = widths.get(char);
  if (width === undefined) {
    const known = has(face, char);
    const drawn = known ? char : (compose(face, char)?.letter ?? undefined);
    const source = drawn === undefined ? load('sans').font : font;
    const glyph = source.glyphForCodePoint((drawn ?? char).codePointAt(0) ?? 0);
    width = (glyph.advanceWidth * 1000) / source.unitsPerEm;
    widths.set(char, width);
  }
  return width;
}

/** Width in points of a text set at a size, kerning included. */
export function widthOf(face: Face, size: number, text: string): number {
  let total = 0;
  let before = '';
  for (const char of text) {
    total += advance(face, char) + kernOf(face, before, char);
    before = char;
  }
  return (total * size) / 1000;
}
