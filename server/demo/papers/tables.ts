// Tables: column widths by content, numbers flush right, three rules.
import { setCaption } from './floats.ts';
import { widthOf } from './fonts.ts';
import type { Span, Table } from './format.ts';
import { setParagraph } from './paragraph.ts';
import type { Names } from './pieces.ts';
import { drawStack, heightOf, type Floating } from './rows.ts';

/** A table with its caption above, ruled at top, below the header and at the bottom. */
export function setTable(table: Table, name: string, names: Names, width: number): Floating {
  const size = 8.4;
  const leading = 10.2;
  const columns = Math.max(...table.rows.map((row) => row.length));
  const set = (spans: Span[], w: number, base: 'roman' | 'bold', at: number) =>
    setParagraph(spans, names, { size, leading, width: w, base, align: 'left', hang: at === 0 ? 6 : 0 });
  // Natural widths first: when they do not fit, the widest columns give way.
  const plain = (spans: Span[]) =>
    spans
      .map((span) => (span.kind === 'text' ? span.text : span.kind === 'math' ? span.tex : '[00]'))
      .join('');
  const natural = Array.from({ length: columns }, (_, c) =>
    Math.max(
      ...table.rows.map((row, r) => widthOf(r === 0 ? 'bold' : 'roman', size, plain(row[c] ?? [])) + 4),
    ),
  );
  const padding = 9;
  const room = width - padding * (columns - 1);
  const widths = share(natural, room);
  const numeric = Array.from(
    { length: columns },
    (_, c) =>
      c > 0 &&
      table.rows
        .slice(1)
        .every(
          (row) =>
            /^[\d.,%×+\-−–—<>≤≥ ]*[\w%µ]{0,3}$/.test(plain(row[c] ?? [])) &&
            /\d|^[—–-]?$/.test(plain(row[c] ?? [])),
        ),
  );
  const rows = table.rows.map((row, r) => {
    const cells = widths.map((w, c) => set(row[c] ?? [], w, r === 0 ? 'bold' : 'roman', c));
    return { cells, height: Math.max(leading, ...cells.map(heightOf)) + (r === 0 ? 3 : 1.6) };
  });
  const heading = setCaption(name, table.caption, names, width);
  const body = rows.reduce((sum, row) => sum + row.height, 0);
  const used = widths.reduce((sum, w) => sum + w, 0) + padding * (columns - 1);
  return {
    kind: 'float',
    wide: table.wide,
    height: heightOf(heading) + 6 + body + 8,
    draw(pen, x, top) {
      pen.target(table.id, x, top + 4);
      let y = drawStack(heading, pen, x, top) - 6;
      const left = x + (width - used) / 2;
      const rule = (at: number, weight: number) => pen.line([[left, at], [left + used, at]], weight); // prettier-ignore
      rule(y, 0.8);
      y -= 3;
      for (const [r, row] of rows.entries()) {
        let at = left;
        for (const [c, cell] of row.cells.entries()) {
          const w = widths[c] ?? 0;
          // Numbers stand flush right below their heading, unless that takes several lines.
          const content = plain(table.rows[r]?.[c] ?? []);
          const shift =
            numeric[c] && rows[0]?.cells[c]?.length === 1
              ? Math.max(0, w - widthOf(r === 0 ? 'bold' : 'roman', size, content) - 1)
              : 0;
          drawStack(cell, pen, at + shift, y);
          at += w + padding;
        }
        y -= row.height;
        if (r === 0) {
          rule(y + 1.2, 0.45);
          y -= 1.4;
        }
      }
      rule(y, 0.8);
    },
  };
}

/** Cuts the widest widths down to one common maximum so that all together take `room`. */
function share(natural: readonly number[], room: number): number[] {
  const total = natural.reduce((sum, w) => sum + w, 0);
  if (total <= room) return [...natural];
  const sorted = [...natural].sort((a, b) => a - b);
  let left = room;
  for (const [i, w] of sorted.entries()) {
    const each = left / (sorted.length - i);
    if (w > each) return natural.map((one) => Math.min(one, each));
    left -= w;
  }
  return [...natural];
}
