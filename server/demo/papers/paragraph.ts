// Sets spans of text into justified rows.
import { breakLines, type Item } from './break-lines.ts';
import { widthOf } from './fonts.ts';
import type { Span } from './format.ts';
import { itemsOf, type Letters, type Look, type Names, type Piece } from './pieces.ts';
import type { Pen } from './pen.ts';
import type { Row } from './rows.ts';

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
