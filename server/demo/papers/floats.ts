// Figures and boxed algorithms with their captions.
import { widthOf } from './fonts.ts';
import type { Block, Figure, Span } from './format.ts';
import { drawFigure } from './figures/figure.ts';
import { setParagraph } from './paragraph.ts';
import type { Names } from './pieces.ts';
import { drawStack, heightOf, type Floating, type Row } from './rows.ts';

const bold = (text: string): Span => ({ kind: 'text', text, bold: true, italic: false, code: false });

/** A caption after its name in bold; a short one is centred. */
export function setCaption(name: string, spans: Span[], names: Names, width: number): Row[] {
  const all: Span[] = [bold(`${name}: `), ...spans];
  const rows = setParagraph(all, names, { size: 8.6, leading: 10.4, width });
  return rows.length === 1
    ? setParagraph(all, names, { size: 8.6, leading: 10.4, width, align: 'centre' })
    : rows;
}

/** A figure with its caption below. */
export function setFigure(figure: Figure, name: string, names: Names, width: number): Floating {
  const drawing = drawFigure(figure, width);
  const rows = setCaption(name, figure.caption, names, width);
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
