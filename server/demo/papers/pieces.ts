// Cuts spans of text into the boxes, spaces and possible breaks that lines are made of.
import type { Item } from './break-lines.ts';
import { widthOf, type Face } from './fonts.ts';
import type { Span } from './format.ts';
import { hyphenate } from './hyphenate.ts';
import { setMaths } from './maths.ts';
import { black, type Colour, type Pen } from './pen.ts';
import type { Row } from './rows.ts';

/** Answers what a citation or reference is called in the finished paper, and numbers the footnotes. */
export interface Names {
  cite(key: string): number;
  ref(id: string): string;
  /** Takes the next footnote number and sets its text. */
  note(spans: Span[]): { number: number; rows: Row[] };
}
export interface Look {
  size: number;
  leading: number;
  width: number;
  /** Indent of the first line, and of all others. */
  indent?: number;
  hang?: number;
  align?: 'justify' | 'left' | 'centre';
  /** Bold, italic or sans text throughout. */
  base?: 'roman' | 'bold' | 'italic' | 'sans' | 'sansBold';
  colour?: Colour;
  /** Text set into the first line's hanging indent, as "[7]" or a bullet. */
  label?: string;
  /** Name that links to the first row. */
  target?: string;
}

export interface Letters {
  text: string;
  face: Face;
  size: number;
  rise: number;
  colour: Colour;
  link?: string;
  notes?: Row[];
}
export type Piece = Letters | { height: number; depth: number; draw(pen: Pen, x: number, y: number): void };

const linkColour: Colour = [0.05, 0.2, 0.5];

function faceFor(bold: boolean, italic: boolean, base: Look['base']): Face {
  if (base === 'sans' || base === 'sansBold') return bold ? 'sansBold' : italic ? 'sansItalic' : base;
  const heavy = bold || base === 'bold';
  const slanted = italic !== (base === 'italic');
  if (heavy) return slanted ? 'boldItalic' : 'bold';
  return slanted ? 'italic' : 'roman';
}

/** The items of a paragraph, ready for breaking. */
export function itemsOf(spans: readonly Span[], names: Names, look: Look): Item<Piece>[] {
  const items: Item<Piece>[] = [];
  const { size, colour = black } = look;
  const box = (
    text: string,
    face: Face,
    more: { link?: string; rise?: number; size?: number; notes?: Row[] } = {},
  ) => {
    const at = more.size ?? size;
    items.push({
      kind: 'box',
      width: widthOf(face, at, text),
      content: { text, face, rise: 0, colour: more.link ? linkColour : colour, ...more, size: at },
    });
  };
  const space = (face: Face) => {
    const width = widthOf(face, size, ' ');
    items.push({ kind: 'glue', width, stretch: width * 0.55, shrink: width * 0.3 });
  };
  const words = (text: string, face: Face, link?: string) => {
    const more = link ? { link } : {};
    for (const [i, word] of text.split(/ +/).entries()) {
      if (i > 0 && items.length > 0) space(face);
      // A word may be divided after a hyphen or dash of its own, and where the hyphenator says.
      for (const [j, part] of word.split(/(?<=[\p{L}\d][-–—/])(?=\p{L})/u).entries()) {
        if (j > 0) items.push({ kind: 'penalty', width: 0, cost: 60 });
        const [, open = '', core = '', close = ''] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(part) ?? [];
        const places =
          face === 'mono' || (look.align !== undefined && look.align !== 'justify') ? [] : hyphenate(core);
        const cuts = [0, ...places, core.length];
        for (let k = 0; k + 1 < cuts.length; k++) {
          const piece =
            (k === 0 ? open : '') + core.slice(cuts[k], cuts[k + 1]) + (k + 2 === cuts.length ? close : '');
          if (k > 0) {
            items.push({
              kind: 'penalty',
              width: widthOf(face, size, '-'),
              cost: 70,
              content: { text: '-', face, size, rise: 0, colour: link ? linkColour : colour, ...more },
            });
          }
          if (piece) box(piece, face, more);
        }
      }
    }
  };
  for (const [at, span] of spans.entries()) {
    if (span.kind === 'text') {
      const face = span.code ? 'mono' : faceFor(span.bold, span.italic, look.base);
      words(span.text, face);
    } else if (span.kind === 'math') {
      for (const [i, math] of setMaths(span.tex, size, false).entries()) {
        if (i > 0) items.push({ kind: 'penalty', width: 0, cost: 150 });
        items.push({ kind: 'box', width: math.width, content: math });
        if (math.after > 0)
          items.push({
            kind: 'glue',
            width: math.after,
            stretch: math.after * 0.5,
            shrink: math.after * 0.2,
          });
      }
    } else if (span.kind === 'ref') {
      const name = names.ref(span.id);
      words(
        named(spans, at) ? name.replace(/^\w+ /, '') : name.replace(' ', '\u00a0'),
        faceFor(false, false, look.base),
        span.id,
      );
    } else if (span.kind === 'cite') {
      const face = faceFor(false, false, look.base);
      const cited = span.keys
        .map((key) => ({ key, number: names.cite(key) }))
        .sort((a, b) => a.number - b.number);
      box('[', face);
      for (const [i, { key, number }] of cited.entries()) {
        if (i > 0) {
          box(',', face);
          space(face);
        }
        box(String(number), face, { link: `cite:${key}` });
      }
      box(']', face);
    } else {
      const { number, rows } = names.note(span.spans);
      box(String(number), 'roman', {
        size: size * 0.7,
        rise: size * 0.36,
        notes: rows,
        link: `note:${number}`,
      });
    }
  }
  return items;
}

/** Whether the words before a reference already say "Figure" or "Tables", as in "Figures [#a] and [#b]". */
function named(spans: readonly Span[], at: number): boolean {
  const before = spans[at - 1];
  if (before?.kind !== 'text') return false;
  if (/\b(Figure|Table)s?\s$/.test(before.text)) return true;
  return /^(,|\s|and|or|to|–)+$/.test(before.text) && spans[at - 2]?.kind === 'ref' && named(spans, at - 2);
}
