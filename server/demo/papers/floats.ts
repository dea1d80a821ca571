// Figures, tables and boxed algorithms with their captions.
import { widthOf } from './fonts.ts';
import type { Block, Figure, Span, Table } from './format.ts';
import { drawFigure } from './figures/figure.ts';
import { setParagraph, type Names } from './paragraph.ts';
import { drawStack, heightOf, type Floating, type Row } from './rows.ts';

const bold = (text: string): Span => ({ kind: 'text', text, bold: true, italic: false, code: false });

function caption(name: string, spans: Span[], names: Names, width: number): Row[] {
  const all: Span[] = [bold(`${name}: `), ...spans];
  const rows = setParagraph(all, names, { size: 8.6, leading: 10.4, width });
  return rows.length === 1
    ? setParagraph(all, names, { size: 8.6, leading: 10.4, width, align: 'centre' })
    : rows;
}

/** A figure with its caption below. */
export function setFigure(figure: Figure, name: string, names: Names, width: number): Floating {
  const drawing = drawFigure(figure, width);
  const rows = caption(name, figure.caption, names, width);
  return {
    kind: 'float',
    wide: figure.wide,
    height: drawing.height + 8 + heightOf(rows),
    draw(pen, x, top) {
      pen.target(figure.id, x, top + 4);
      drawing.draw(pen, x, top - drawing.height);
      drawStack(rows, pen, x, top - drawing.height - 8);
    },
  };
}

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
  const heading = caption(name, table.caption, names, width);
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
          // Numbers stand flush right below their heading.
          const content = plain(table.rows[r]?.[c] ?? []);
          const shift =
            numeric[c] && cell.length === 1
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

/** Pseudo-code in a framed box; stays in the text where it stands. */
export function setAlgorithm(block: Block & { kind: 'algorithm' }, name: string, width: number): Row {
  const longest = Math.max(1, ...block.lines.map((line) => widthOf('mono', 1, line)));
  const size = Math.min(8.2, (width - 16) / longest);
  const leading = 10;
  const height = 17 + block.lines.length * leading + 10;
  return {
    kind: 'row',
    height,
    notes: [],
    glued: false,
    draw(pen, x, top) {
      pen.line([[x, top - 2], [x + width, top - 2]], 0.8); // prettier-ignore
      const after = pen.text('bold', 8.8, `${name} `, x + 2, top - 12);
      pen.text('roman', 8.8, block.title, x + 2 + after, top - 12);
      pen.line([[x, top - 17], [x + width, top - 17]], 0.45); // prettier-ignore
      for (const [i, line] of block.lines.entries()) {
        const start = line.length - line.trimStart().length;
        if (line.trim())
          pen.text(
            'mono',
            size,
            line.trim(),
            x + 6 + widthOf('mono', size, ' ') * start,
            top - 27 - i * leading,
          );
      }
      pen.line([[x, top - height + 3], [x + width, top - height + 3]], 0.8); // prettier-ignore
    },
  };
}
