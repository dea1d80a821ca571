// The part of a selection that lies on one page: which runs were meant, their words, position and rectangles.
import { condense, toCondensedRange } from '#shared/annotations/page-text.ts';
import { pagePlace } from './area-geometry.ts';
import { heightOf, mergeLines } from './box.ts';
import { columnAt, wordGap } from './columns.ts';
import { boxesOf, runAt } from './positions.ts';
import type { TextTarget } from '#shared/annotations/anchor.ts';
import type { Box } from './box.ts';
import type { PageText, Run } from './page-text.ts';

export interface Passage {
  content: PageText;
  /** Offsets in the page's text. */
  start: number;
  end: number;
  target: TextTarget;
}

const contextLength = 32;

/** `start` and `end` are offsets in the page's text; null where the selection came from, or goes on to, another page. */
export function passageOn(content: PageText, start: number | null, end: number | null): Passage | null {
  const { page, frame, text, runs } = content;
  const [from, to] = [start ?? 0, end ?? text.length];
  const inside = runs.filter(
    (run) => run.end > from && run.start < to && !run.turned && !isBlank(content, run),
  );
  const meant = inside.filter((run) => isMeant(content, run, start, end));
  // Where the file's order is not the order of reading, too much is better than nothing.
  const kept = meant.length > 0 ? meant : inside;
  const [first, last] = [kept.at(0), kept.at(-1)];
  if (!first || !last) return null;

  const words = trimmed(text, Math.max(from, first.start), Math.min(to, last.end));
  if (!words) return null;
  const boxes = inReadingOrder(content, kept).flatMap((run) =>
    boxesOf(content, run, Math.max(words.start, run.start), Math.min(words.end, run.end)),
  );
  const rects = mergeLines(boxes, wordGap).map((box) => page.shownToPdf(frame.toShown(box)));
  if (rects.length === 0) return null;
  return {
    content,
    ...words,
    target: {
      ...pagePlace(page),
      quote: {
        exact: text.slice(words.start, words.end),
        prefix: text.slice(Math.max(0, words.start - contextLength), words.start),
        suffix: text.slice(words.end, words.end + contextLength),
      },
      position: toCondensedRange(condense(text), words),
      rects,
    },
  };
}

const isBlank = ({ text }: PageText, run: Run) => text.slice(run.start, run.end).trim() === '';

function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  const words = text.slice(start, end);
  if (words.trim() === '') return null;
  return {
    start: start + words.length - words.trimStart().length,
    end: end - words.length + words.trimEnd().length,
  };
}

/** Between the two ends in the order of reading: down a column, then down the next one. */
function isMeant(content: PageText, run: Run, start: number | null, end: number | null): boolean {
  const over = start === null || end === null;
  if (over && isRunningMatter(content, run.line)) return false;
  if (run.label && !isAtEnd(content, run, start, end)) return false;
  if (run.column === null) return true;
  const from = start === null ? null : placeOf(content, start, 0);
  const to = end === null ? null : placeOf(content, end - 1, content.columns.length - 1);
  const isAfter =
    !from || run.column > from.column || (run.column === from.column && run.line.bottom > from.line.top);
  const isBefore =
    !to || run.column < to.column || (run.column === to.column && run.line.top < to.line.bottom);
  return isAfter && isBefore;
}

/** A label that somebody began or ended with was meant. */
const isAtEnd = (content: PageText, run: Run, start: number | null, end: number | null) =>
  (start !== null && runAt(content, start)?.line === run.line) ||
  (end !== null && runAt(content, end - 1)?.line === run.line);

/** `wide`: the column to stand for a line that reaches over several. */
function placeOf(content: PageText, offset: number, wide: number): { column: number; line: Box } | null {
  const run = runAt(content, offset);
  return run && { column: run.column ?? wide, line: run.line };
}

/** Page numbers and running heads: alone near the upper or lower edge of the paper, in nobody's sentence. */
function isRunningMatter({ frame, runs }: PageText, line: Box): boolean {
  const edge = frame.height * 0.08;
  if (line.top > edge && line.bottom < frame.height - edge) return false;
  const reach = heightOf(line) * 1.2;
  return !runs.some(
    (run) =>
      !run.turned &&
      (run.line.bottom < line.top || run.line.top > line.bottom) &&
      run.line.bottom > line.top - reach &&
      run.line.top < line.bottom + reach,
  );
}

function inReadingOrder({ columns }: PageText, runs: readonly Run[]): Run[] {
  const column = (run: Run) => run.column ?? columnAt(columns, run.line.left);
  return runs.toSorted((a, b) => column(a) - column(b) || a.line.top - b.line.top || a.box.left - b.box.left);
}
