// What to show of a page when somebody peeks at it: the figure with its caption, the table, the reference, the lines at a link's end.
import { columnAt, columnsOf } from '#client/reader/columns.ts';
import { heightOf, widthOf } from '#client/reader/box.ts';
import { beginsIt, isCaption, isEntry } from './mention.ts';
import type { Box } from '#client/reader/box.ts';
import type { Line } from './lines.ts';
import type { Mention, MentionKind } from './mention.ts';

/** A page's lines and size, points as shown. */
export interface PrintedPage {
  width: number;
  height: number;
  lines: Line[];
}

/** Points: the tallest figure, the tallest piece of text, and the paper left around either. */
const figureHeight = 300;
const textHeight = 96;
const margin = 6;
/** Less above and below, where the next lines are. */
const leading = 2;

export interface Found {
  region: Box;
  /** What the line says that begins it. */
  text: string;
  /** How sure: see {@link beginsIt}; more where the line stands apart. */
  score: number;
}

/** The best place on this page for what is mentioned; null where it is not here. */
export function findOnPage(page: PrintedPage, mention: Pick<Mention, 'kind' | 'number'>): Found | null {
  let best: Found | null = null;
  page.lines.forEach((line, index) => {
    const { kind } = mention;
    // The year of an entry may be in its last line.
    const said = kind === 'citation' ? linesFrom(page, index).map(({ text }) => text) : [line.text];
    const sure = beginsIt(said.join(' '), mention);
    if (sure === 0) return;
    const more =
      kind === 'reference'
        ? neighbours(page, mention.number)
        : kind === 'citation'
          ? 0
          : standsApart(page, index);
    const score = sure + more;
    if (best && best.score > score) return;
    best = {
      region: regionOf[kind](page, index),
      text: line.text,
      score,
    };
  });
  return best;
}

type RegionOf = (page: PrintedPage, index: number) => Box;

const regionOf: Record<MentionKind, RegionOf> = {
  figure: captionRegion,
  table: captionRegion,
  algorithm: captionRegion,
  listing: captionRegion,
  reference: entryRegion,
  citation: entryRegion,
  section: headingRegion,
  equation: equationRegion,
};

/** The lines of an entry that begins here: up to the next one, which stands as far to the left or further down. */
function linesFrom({ lines }: PrintedPage, index: number): Line[] {
  const first = lines[index];
  const second = lines[index + 1];
  if (!first) return [];
  const hangs = second && second.left > first.left + 4 && second.left < first.left + 40;
  const entry = [first];
  for (const line of lines.slice(index + 1, index + 6)) {
    const bottom = entry.at(-1)?.bottom ?? first.bottom;
    const isNext = isEntry(line.text) || (hangs && line.left < first.left + 4);
    if (isNext || line.top < first.top || line.top - bottom > heightOf(first) * 1.5) break;
    entry.push(line);
  }
  return entry;
}

function headingRegion(page: PrintedPage, index: number): Box {
  const first = page.lines[index];
  const top = first?.top ?? 0;
  return grown(page, {
    ...columnBox(page, first?.left ?? null),
    top,
    bottom: Math.min(page.height, top + textHeight),
  });
}

/** With what stands around it, for an equation is higher than the line of its number. */
function equationRegion(page: PrintedPage, index: number): Box {
  const line = page.lines[index];
  const [top, bottom] = [line?.top ?? 0, line?.bottom ?? textHeight];
  const around = 22;
  return grown(page, {
    ...columnBox(page, line?.left ?? null),
    top: Math.max(0, top - around),
    bottom: Math.min(page.height, bottom + around),
  });
}

/** Entries come in rows: one alone may be a citation that a line happened to begin with. */
function neighbours({ lines }: PrintedPage, number: string): number {
  const others = [Number(number) - 1, Number(number) + 1].map(String);
  const has = (other: string) =>
    lines.some(({ text }) => beginsIt(text, { kind: 'reference', number: other }) > 0);
  return others.some(has) ? 2 : 0;
}

/** A caption has air above it; a sentence of running text that begins a line has none. */
function standsApart({ lines }: PrintedPage, index: number): number {
  const line = lines[index];
  const above = lines[index - 1];
  if (!line) return 0;
  const isBelow = above && above.right > line.left && above.left < line.right && above.bottom < line.bottom;
  return isBelow && line.top - above.bottom < heightOf(line) * 0.6 ? 0 : 1;
}

/** What stands at a link's end; `x` and `y` in points as shown, null where the link leaves them open. */
export function regionAt(page: PrintedPage, x: number | null, y: number | null): Found {
  const top = y ?? 0;
  const column = columnBox(page, x);
  const below = page.lines.filter((line) => line.bottom > top && overlaps(line, column));
  // A link to a figure leads to its caption, or to its upper edge.
  const caption = below.find(({ text }) => isCaption(text));
  if (caption) {
    const region = captionRegion(page, page.lines.indexOf(caption));
    if (top >= region.top - 12 && top <= region.bottom) return { region, text: caption.text, score: 1 };
  }
  const first = below.reduce<Line | null>((best, line) => (best && best.top <= line.top ? best : line), null);
  if (first && isEntry(first.text)) {
    return { region: entryRegion(page, page.lines.indexOf(first)), text: first.text, score: 1 };
  }
  const start = first && first.top - top < textHeight / 2 ? first.top : top;
  const region = { ...column, top: start, bottom: start + textHeight };
  const text = below.filter((line) => line.top < region.bottom).map((line) => line.text);
  return { region: grown(page, region), text: text.join(' '), score: 1 };
}

/** Labels in figures and cells of tables stand in columns of their own, which are nobody's here; so only lines of text count. */
function columnsOfText(lines: readonly Line[]) {
  const text = lines.filter((line) => line.text.length > 25);
  return columnsOf(text.length > 0 ? text : lines, 1);
}

/** The column that a point lies in, as wide as its print. */
function columnBox({ lines, width, height }: PrintedPage, x: number | null): Box {
  const columns = columnsOfText(lines);
  if (x === null || columns.length === 1) {
    const left = Math.min(width, ...lines.map((line) => line.left));
    return { left, right: Math.max(left + 72, ...lines.map((line) => line.right)), top: 0, bottom: height };
  }
  // Links point a little to the left of what they mean.
  const index = columnAt(columns, x + 9);
  const { left, right } = columns[index] ?? { left: 0, right: width };
  // Figures may be a little wider than the text, up to the next column or as far as the other margin.
  const next = columns[index + 1];
  const limit = next ? next.left - 2 * margin : width - (columns[0]?.left ?? 0);
  return { left, right: Math.max(right, limit), top: 0, bottom: height };
}

function entryRegion(page: PrintedPage, index: number): Box {
  const first = page.lines[index];
  if (!first) return { left: 0, top: 0, right: page.width, bottom: textHeight };
  const column = columnBox(page, first.left);
  const bottom = Math.min(
    first.top + textHeight,
    Math.max(...linesFrom(page, index).map((line) => line.bottom)),
  );
  return grown(page, { ...column, top: first.top, bottom });
}

function captionRegion(page: PrintedPage, index: number): Box {
  const first = page.lines[index];
  if (!first) return { left: 0, top: 0, right: page.width, bottom: figureHeight };
  const across = captionWidth(page, first);
  const caption = { ...first };
  for (const line of page.lines.slice(index + 1)) {
    if (line.top - caption.bottom > heightOf(first) * 0.8 || line.top < caption.top) break;
    if (caption.bottom - first.top > textHeight) break;
    caption.bottom = Math.max(caption.bottom, line.bottom);
  }
  const text = page.lines.filter((line) => isRunningText(line, across) && line !== first);
  // No more of an empty upper margin than a picture may need.
  const edge = Math.max(0, Math.min(...page.lines.map((line) => line.top)) - 24);
  const above = Math.max(edge, ...text.filter((line) => line.bottom <= first.top).map((line) => line.bottom));
  const below = Math.min(
    page.height,
    ...text.filter((line) => line.top >= caption.bottom).map((line) => line.top),
  );
  const isAbove = first.top - above >= below - caption.bottom;
  const region = isAbove
    ? { ...across, top: Math.max(above, caption.bottom - figureHeight), bottom: caption.bottom }
    : { ...across, top: first.top, bottom: Math.min(below, first.top + figureHeight) };
  return grown(page, region);
}

/** A caption that reaches over a gutter, or stands in its middle, belongs to a figure as wide as the page. */
function captionWidth(page: PrintedPage, caption: Line): Box {
  const columns = columnsOfText(page.lines);
  const inOne = columns.some(({ left, right }) => caption.left >= left - 4 && caption.right <= right + 4);
  return inOne && columns.length > 1 ? columnBox(page, caption.left) : columnBox(page, null);
}

const isRunningText = (line: Line, across: Box) =>
  overlaps(line, across) && widthOf(line) > Math.min(widthOf(across) * 0.8, 190) && line.text.length > 30;

const overlaps = (line: Box, { left, right }: Box) => line.right > left + 4 && line.left < right - 4;

const grown = ({ width, height }: PrintedPage, { left, top, right, bottom }: Box): Box => ({
  left: Math.max(0, left - margin),
  top: Math.max(0, top - leading),
  right: Math.min(width, right + margin),
  bottom: Math.min(height, bottom + leading + 1),
});
