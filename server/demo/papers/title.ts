// The head of a paper: title, authors and affiliations across both columns, and the abstract in the first.
import { widthOf } from './fonts.ts';
import type { Source, Span } from './format.ts';
import { setParagraph } from './paragraph.ts';
import type { Names } from './pieces.ts';
import type { Pen } from './pen.ts';
import { drawStack, gap, heightOf, type Gap, type Row, type Stacked } from './rows.ts';
import type { Measures } from './typeset.ts';

export interface Title {
  height: number;
  rows: (Row | Gap)[];
  abstract(measures: Measures): Stacked[];
}

const plain = (text: string): Span => ({ kind: 'text', text, bold: false, italic: false, code: false });

/** Sets the head for a width in points. */
export function setTitle(source: Source, names: Names, width: number): Title {
  const centred = (text: string, size: number, base: 'roman' | 'bold' | 'italic') =>
    setParagraph([plain(text)], names, { size, leading: size * 1.22, width, align: 'centre', base });
  const venue = `${source.venue}, ${source.year}`;
  const rows = [
    ...centred(venue, 8.6, 'italic'),
    gap(16),
    ...balanced(source.title, width - 30, 17).flatMap((line) => centred(line, 17, 'bold')),
    gap(10),
    ...centred(
      source.authors.join(', ').replace(/, ([^,]+)$/, source.authors.length > 2 ? ', and $1' : ' and $1'),
      11.5,
      'roman',
    ),
    gap(2),
    ...centred(source.affiliations.join(' · '), 10, 'italic'),
    gap(22),
  ];
  return {
    rows,
    height: heightOf(rows),
    abstract({ size, leading, column }) {
      const look = { size: size - 0.4, leading: leading - 0.4, width: column };
      const heading = setParagraph([plain('Abstract')], names, {
        size: size + 2,
        leading: (size + 2) * 1.2,
        width: column,
        align: 'centre',
        base: 'bold',
        target: 'abstract',
      });
      const paragraphs = source.abstract.flatMap((block): Stacked[] =>
        block.kind === 'paragraph' ? [gap(4), ...setParagraph(block.spans, names, look)] : [],
      );
      return [...heading.map((row) => ({ ...row, glued: true })), ...paragraphs, gap(4, 6)];
    },
  };
}

/** Divides a long title into lines of about the same length. */
function balanced(text: string, width: number, size: number): string[] {
  const lines = Math.ceil(widthOf('bold', size, text) / width);
  const wanted = widthOf('bold', size, text) / lines;
  const result: string[] = [''];
  for (const word of text.split(' ')) {
    const line = result.at(-1) ?? '';
    const longer = line ? `${line} ${word}` : word;
    const fits =
      result.length === lines ||
      widthOf('bold', size, longer) - wanted < widthOf('bold', size, ` ${word}`) / 2;
    if (!line || fits) result[result.length - 1] = longer;
    else result.push(word);
  }
  return result;
}

export function drawTitle(title: Title, pen: Pen, x: number, top: number) {
  drawStack(title.rows, pen, x, top);
}
