// Fills pages with two columns: floats on top, footnotes at the foot, both columns ending at the same height.
import { drawStack, gap, heightOf, type Floating, type Gap, type Row, type Stacked } from './rows.ts';
import type { Pen } from './pen.ts';

export interface Geometry {
  left: number;
  top: number;
  bottom: number;
  column: number;
  gutter: number;
}
interface Filled {
  floats: Floating[];
  rows: (Row | Gap)[];
  notes: (Row | Gap)[];
  /** Index of the first stacked thing that did not fit. */
  next: number;
  /** Floats that wait for a later column or page. */
  waiting: Floating[];
  height: number;
}

const floatGap = 14;
const noteGap = 9;

/** Fills one column from `from` on; a float met on the way waits, or stands on top when the column is still empty. */
function fill(stack: readonly Stacked[], from: number, queue: readonly Floating[], height: number): Filled {
  const waiting = [...queue];
  const floats: Floating[] = [];
  let used = 0;
  for (let i = 0; i < waiting.length;) {
    const one = waiting[i];
    const share = floats.length === 0 ? 1 : 0.8;
    if (one && !one.wide && used + one.height + floatGap <= height * share) {
      floats.push(one);
      used += one.height + floatGap;
      waiting.splice(i, 1);
    } else i++;
  }
  const rows: (Row | Gap)[] = [];
  const notes: (Row | Gap)[] = [];
  let next = from;
  // The state at the last place where the column may end.
  let safe = { rows: 0, notes: 0, next: from, waiting: waiting.length };
  for (; next < stack.length; next++) {
    const one = stack[next];
    if (!one) break;
    if (one.kind === 'float') {
      waiting.push(one);
      continue;
    }
    if (one.kind === 'gap') {
      if (rows.length > 0) {
        rows.push(one);
        used += one.size;
      }
      continue;
    }
    const foot = one.notes.flat();
    const extra = foot.length > 0 ? heightOf(foot) + (notes.length === 0 ? noteGap : 2) : 0;
    if (used + one.height + extra > height + 0.01) break;
    rows.push(one);
    if (foot.length > 0) notes.push(gap(notes.length === 0 ? noteGap : 2), ...foot);
    used += one.height + extra;
    if (!one.glued)
      safe = { rows: rows.length, notes: notes.length, next: next + 1, waiting: waiting.length };
  }
  if (next >= stack.length) safe = { rows: rows.length, notes: notes.length, next, waiting: waiting.length };
  rows.length = safe.rows;
  notes.length = safe.notes;
  waiting.length = safe.waiting;
  while (rows.at(-1)?.kind === 'gap') rows.pop();
  return { floats, rows, notes, next: safe.next, waiting, height };
}

/** Space to add to gaps, then to lines, so that the column ends exactly at its foot. */
function justify(column: Filled): (Row | Gap)[] {
  const top = column.floats.reduce((sum, one) => sum + one.height + floatGap, 0);
  const missing = column.height - top - heightOf(column.rows) - heightOf(column.notes);
  const stretch = column.rows.reduce((sum, one) => sum + (one.kind === 'gap' ? one.stretch : 0), 0);
  const byGaps = Math.min(missing, stretch);
  const rest = missing - byGaps;
  const lines = column.rows.filter((one) => one.kind === 'row').length;
  const perLine = rest <= 44 && lines > 12 ? rest / (lines - 1) : 0;
  return column.rows.flatMap((one, i): (Row | Gap)[] => {
    if (one.kind === 'gap') return [gap(one.size + (stretch > 0 ? (one.stretch * byGaps) / stretch : 0))];
    return i < column.rows.length - 1 && perLine > 0 ? [one, gap(perLine)] : [one];
  });
}

function drawColumn(column: Filled, rows: readonly (Row | Gap)[], pen: Pen, x: number, top: number) {
  let y = top;
  for (const one of column.floats) {
    one.draw(pen, x, y);
    y -= one.height + floatGap;
  }
  drawStack(rows, pen, x, y);
  if (column.notes.length === 0) return;
  const notesTop = top - column.height + heightOf(column.notes);
  pen.line(
    [
      [x, notesTop - 5],
      [x + 70, notesTop - 5],
    ],
    0.4,
  );
  drawStack(column.notes, pen, x, notesTop);
}

/**
 * Lays the stack out on as many pages as it takes.
 * @param head height in points that the title takes off the first page's top
 * @param newPage called for each page; its pen gets the drawing
 * @returns the number of pages, and the height in points that the last one uses
 */
export function fillPages(
  stack: readonly Stacked[],
  geometry: Geometry,
  head: number,
  newPage: () => Pen,
): { pages: number; last: number } {
  let next = 0;
  let queue: Floating[] = [];
  let pages = 0;
  let used = 0;
  const { left, column: width, gutter, bottom } = geometry;
  while (next < stack.length || queue.length > 0) {
    const pen = newPage();
    let top = geometry.top - (pages === 0 ? head : 0);
    pages++;
    for (let i = 0; i < queue.length;) {
      const one = queue[i];
      if (one?.wide && top - one.height - floatGap > bottom + 200) {
        one.draw(pen, left, top);
        top -= one.height + floatGap;
        queue.splice(i, 1);
      } else i++;
    }
    const pair = (height: number) => {
      const first = fill(stack, next, queue, height);
      const second = fill(stack, first.next, first.waiting, height);
      return { first, second, done: second.next >= stack.length && second.waiting.length === 0 };
    };
    let full = pair(top - bottom);
    const last = full.done;
    // The last page's columns end level: take the smallest height that still holds everything.
    for (let height = top - bottom - 6; last && height > 40; height -= 6) {
      const shorter = pair(height);
      if (!shorter.done) break;
      full = shorter;
    }
    if (
      full.second.next === next &&
      full.second.waiting.length === queue.length &&
      queue.every((one) => !one.wide)
    ) {
      throw new Error('Something is higher than a column.');
    }
    drawColumn(full.first, last ? full.first.rows : justify(full.first), pen, left, top);
    drawColumn(full.second, last ? full.second.rows : justify(full.second), pen, left + width + gutter, top);
    next = full.second.next;
    used = geometry.top - top + full.first.height;
    queue = full.second.waiting;
  }
  return { pages, last: used };
}
