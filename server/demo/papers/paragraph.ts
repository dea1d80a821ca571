// Sets spans of text into justified rows.
import { breakLines, type Item } from './break-lines.ts';
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

interface Letters {
  text: string;
  face: Face;
  size: number;
  rise: number;
  colour: Colour;
  link?: string;
  notes?: Row[];
}
type Piece = Letters | { height: number; depth: number; draw(pen: Pen, x: number, y: number): void };

export const linkColour: Colour = [0.05, 0.2, 0.5];

function faceFor(bold: boolean, italic: boolean, base: Look['base']): Face {
  if (base === 'sans' || base === 'sansBold') return bold ? 'sansBold' : base;
  const heavy = bold || base === 'bold';
  const slanted = italic !== (base === 'italic');
  if (heavy) return slanted ? 'boldItalic' : 'bold';
  return slanted ? 'italic' : 'roman';
}

function itemsOf(spans: readonly Span[], names: Names, look: Look): Item<Piece>[] {
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

/** Sets one paragraph. */
export function setParagraph(spans: readonly Span[], names: Names, look: Look): Row[] {
  const { indent = 0, hang = 0, align = 'justify', leading, width } = look;
  const start = (line: number) => (line === 0 ? indent : hang);
  const items = itemsOf(spans, names, look);
  // Lines that are not justified may be as short as they like.
  if (align !== 'justify') for (const item of items) if (item.kind === 'glue') item.stretch = width;
  const lines = breakLines(items, (line) => width - start(line));
  return lines.map((line, at): Row => {
    const pieces = line.flatMap((item) => (item.content === undefined ? [] : [item.content]));
    const natural = line.reduce((sum, item) => sum + item.width, 0);
    const spaces = line.filter((item) => item.kind === 'glue').length;
    const room = width - start(at) - natural;
    const full = align === 'justify' && (at < lines.length - 1 || room < 0);
    const spread = full && spaces > 0 ? room / spaces : 0;
    const x0 = start(at) + (align === 'centre' ? room / 2 : 0);
    const above = Math.max(
      leading * 0.74,
      ...pieces.map((piece) => ('draw' in piece ? piece.height + 0.8 : 0)),
    );
    const below = Math.max(
      leading * 0.26,
      ...pieces.map((piece) => ('draw' in piece ? piece.depth + 0.8 : 0)),
    );
    const last = lines.length - 1;
    return {
      kind: 'row',
      height: above + below,
      notes: pieces.flatMap((piece) => ('text' in piece && piece.notes ? [piece.notes] : [])),
      // No column ends after a paragraph's first line or within a word, or begins with a paragraph's last line.
      glued: last > 0 && (at === 0 || at === last - 1 || line.at(-1)?.kind === 'penalty'),
      draw(pen, x, top) {
        const y = top - above;
        if (at === 0 && look.target) pen.target(look.target, x, top + 2);
        if (at === 0 && look.label !== undefined) {
          pen.text(
            look.base ?? 'roman',
            look.size,
            look.label,
            x + hang - widthOf(look.base ?? 'roman', look.size, look.label) - look.size * 0.5,
            y,
          );
        }
        drawLine(line, pen, x + x0, y, spread);
      },
    };
  });
}

/** Draws a line, joining neighbouring pieces of one style so that the text layer keeps whole words and phrases. */
function drawLine(line: Item<Piece>[], pen: Pen, x: number, y: number, spread: number) {
  let at = x;
  let run: { text: string; x: number; piece: Letters } | undefined;
  const flush = () => {
    if (!run) return;
    const { piece, text } = run;
    const width = pen.text(piece.face, piece.size, text, run.x, y + piece.rise, {
      colour: piece.colour,
      spread,
    });
    if (piece.link) pen.link(piece.link, run.x, y + piece.rise - 2, width, piece.size);
    run = undefined;
  };
  for (const [i, item] of line.entries()) {
    if (item.kind === 'glue') {
      const next = line[i + 1];
      const regular = run && Math.abs(item.width - widthOf(run.piece.face, run.piece.size, ' ')) < 0.01;
      if (run && regular && next?.kind === 'box') run.text += ' ';
      else flush();
      at += item.width + spread;
      continue;
    }
    const piece = item.content;
    if (piece && 'text' in piece) {
      const same =
        run &&
        run.piece.face === piece.face &&
        run.piece.size === piece.size &&
        run.piece.link === piece.link &&
        run.piece.colour === piece.colour;
      if (run && same) run.text += piece.text;
      else {
        flush();
        run = { text: piece.text, x: at, piece };
      }
    } else if (piece) {
      flush();
      piece.draw(pen, at, y);
    }
    at += item.width;
  }
  flush();
}
