/** The runs of text of a page with their places: which characters they hold, and how far each of them reaches. */
import type { PDFPageProxy } from 'pdfjs-dist';
import { readGlyphWidths, type GlyphWidths } from './glyph-widths.ts';

/** Points; the frame is PDF user space turned so that the run's own text goes from left to right and upwards is up. */
export interface PrintedRun {
  /** How many quarter turns, counterclockwise, the text stands against user space: 0 to 3. */
  readonly quarter: number;
  /** Condensed offsets, half-open. */
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly baseline: number;
  readonly size: number;
  /** How far from `x` each of the condensed characters begins and ends. */
  readonly reaches: readonly (readonly [from: number, to: number])[];
}

interface Item {
  readonly str: string;
  readonly dir: string;
  readonly transform: number[];
  readonly width: number;
  readonly height: number;
  readonly fontName: string;
}

/** A character whose width is not known, and a space, in thousandths of the size. */
const usual = { letter: 500, space: 250 };
/** A space of justified text is so wide, as a share of the size; else the whole run is stretched evenly. */
const justified = { least: 0.1, most: 2 };

/** In the order of the page's text, with the same options as the extraction and the browser's text layer. */
export async function readPrintedRuns(page: PDFPageProxy): Promise<PrintedRun[]> {
  const { items } = await page.getTextContent({ disableNormalization: true, includeMarkedContent: true });
  const widths = await readGlyphWidths(page);
  const runs: PrintedRun[] = [];
  let offset = 0;
  for (const item of items) {
    if (!('str' in item)) continue;
    const start = offset;
    const reaches = reachesIn(item, widths);
    offset += reaches.length;
    if (reaches.length === 0) continue;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform as number[];
    const quarter = (((Math.round(Math.atan2(b, a) / (Math.PI / 2)) % 4) + 4) % 4) as 0 | 1 | 2 | 3;
    const [x, baseline] = turn([e, f], quarter);
    runs.push({ quarter, start, end: offset, x, baseline, size: Math.hypot(c, d), reaches });
  }
  return runs;
}

/** From user space into the frame of text that stands `quarter` quarter turns against it. */
export function turn([x, y]: readonly [number, number], quarter: number): [number, number] {
  if (quarter === 1) return [y, -x];
  if (quarter === 2) return [-x, -y];
  return quarter === 3 ? [-y, x] : [x, y];
}

/** Of the characters that are no whitespace. Justified lines are set in natural letters, the spaces take what is left. */
function reachesIn({ str, dir, transform, width, fontName }: Item, widths: GlyphWidths): [number, number][] {
  const [a = 0, b = 0] = transform;
  const scale = Math.hypot(a, b) / 1000;
  const isSpace = (character: string) => /\s/.test(character);
  const natural = str
    .split('')
    .map(
      (character) =>
        scale * (widths(fontName, character) ?? (isSpace(character) ? usual.space : usual.letter)),
    );
  const spaces = str.split('').filter(isSpace).length;
  const letters = natural.reduce((sum, one, at) => (isSpace(str.charAt(at)) ? sum : sum + one), 0);
  const space = (width - letters) / Math.max(1, spaces);
  const isJustified =
    spaces > 0 && space > justified.least * 1000 * scale && space < justified.most * 1000 * scale;
  const total = natural.reduce((sum, one) => sum + one, 0);
  const stretch = total > 0 ? width / total : 0;
  const reaches: [number, number][] = [];
  let at = 0;
  for (const [index, one] of natural.entries()) {
    const blank = isSpace(str.charAt(index));
    const next = at + (isJustified ? (blank ? space : one) : one * stretch);
    if (!blank) reaches.push(dir === 'rtl' ? [width - next, width - at] : [at, next]);
    at = next;
  }
  return reaches;
}
