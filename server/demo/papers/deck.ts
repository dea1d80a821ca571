// Makes slide decks for presenters: landscape PDFs with a title slide, bulleted slides and figures from the papers.
import { makeDocument } from './document.ts';
import { drawFigure } from './figures/figure.ts';
import type { Figure, Source } from './format.ts';
import { parseSpans } from './parse-spans.ts';
import { setParagraph } from './paragraph.ts';
import type { Names } from './pieces.ts';
import type { Colour, Pen } from './pen.ts';
import { drawStack, gap, heightOf, type Gap, type Row } from './rows.ts';
import { widthOf } from './fonts.ts';

export interface Slide {
  heading: string;
  /** Each may hold *emphasis*, **bold**, `code` and $maths$. */
  bullets: readonly string[];
  /** A figure of a paper, as `figuresOf` gives it. */
  figure?: Figure;
}
export interface Deck {
  title: string;
  presenter: string;
  /** A line below the presenter: the course, or the meeting's date. */
  occasion?: string;
  slides: readonly Slide[];
}

/** 16:9, in points. */
const sheet = { width: 960, height: 540 };
const margin = 64;
const ink: Colour = [0.11, 0.14, 0.2];
const accent: Colour = [0.12, 0.33, 0.62];
const soft: Colour = [0.42, 0.46, 0.53];

const names: Names = {
  cite: (key) => {
    throw new Error(`A slide cannot cite [@${key}].`);
  },
  ref: (id) => {
    throw new Error(`A slide cannot refer to [#${id}].`);
  },
  note: () => {
    throw new Error('A slide has no footnotes.');
  },
};

/** The figures of a parsed paper, to be shown on slides. */
export const figuresOf = (source: Source): Figure[] => source.body.filter((block) => block.kind === 'figure');

function set(text: string, width: number, size: number, colour: Colour, bold = false): Row[] {
  return setParagraph(parseSpans(text), names, {
    size,
    leading: size * 1.32,
    width,
    align: 'left',
    base: bold ? 'sansBold' : 'sans',
    colour,
  });
}

/** The PDF of a deck: the title slide, then one page per slide. The same deck gives the same bytes. */
export async function makeDeck(deck: Deck): Promise<Uint8Array> {
  const document = await makeDocument(sheet.width, sheet.height);
  drawTitleSlide(deck, document.newPage());
  for (const [i, slide] of deck.slides.entries()) drawSlide(deck, slide, i + 2, document.newPage());
  const entries = [deck.title, ...deck.slides.map((slide) => slide.heading)];
  return document.finish(
    { title: deck.title, authors: [deck.presenter], subject: 'Slides', date: new Date(Date.UTC(2025, 5, 1)) },
    entries.map((title, i) => ({ title, target: `slide:${i + 1}`, children: [] })),
  );
}

function drawTitleSlide(deck: Deck, pen: Pen) {
  pen.target('slide:1', 0, sheet.height);
  pen.rect(0, 0, sheet.width, sheet.height, accent);
  pen.rect(margin, 232, 72, 4, [1, 1, 1]);
  const rows = set(deck.title, sheet.width - 2 * margin - 60, 42, [1, 1, 1], true);
  drawStack(rows, pen, margin, 262 + heightOf(rows));
  pen.text('sans', 24, deck.presenter, margin, 186, { colour: [1, 1, 1] });
  if (deck.occasion) pen.text('sans', 18, deck.occasion, margin, 152, { colour: [0.82, 0.88, 0.96] });
}

function drawSlide(deck: Deck, slide: Slide, number: number, pen: Pen) {
  pen.target(`slide:${number}`, 0, sheet.height);
  pen.rect(0, 0, sheet.width, sheet.height, [1, 1, 1]);
  const heading = set(slide.heading, sheet.width - 2 * margin, 33, ink, true);
  let top = drawStack(heading, pen, margin, sheet.height - 44) - 8;
  pen.rect(margin, top, 48, 3.5, accent);
  top -= 30;
  const bottom = 66;
  const textWidth = slide.figure ? 360 : sheet.width - 2 * margin;
  drawBullets(slide.bullets, pen, margin, top, textWidth, top - bottom);
  if (slide.figure) drawSlideFigure(slide.figure, pen, margin + textWidth + 36, top, bottom);
  const page = String(number);
  pen.text('sans', 12, shortened(deck.title, 640, 12), margin, 30, { colour: soft });
  pen.text('sans', 12, page, sheet.width - margin - widthOf('sans', 12, page), 30, { colour: soft });
}

/** Bullets in the largest size that fits the height. */
function drawBullets(
  bullets: readonly string[],
  pen: Pen,
  x: number,
  top: number,
  width: number,
  height: number,
) {
  let stack: (Row | Gap)[] = [];
  let size = 28;
  for (; size >= 15; size -= 1) {
    stack = bullets.flatMap((text): (Row | Gap)[] => [...set(text, width - 26, size, ink), gap(size * 0.62)]);
    if (heightOf(stack) <= height) break;
  }
  let y = top;
  let first = true;
  for (const one of stack) {
    if (one.kind === 'row') {
      one.draw(pen, x + 26, y);
      if (first) pen.circle(x + 6, y - size * 0.66, size * 0.14, accent);
    }
    first = one.kind === 'gap';
    y -= one.kind === 'gap' ? one.size : one.height;
  }
}

/** A paper's figure, enlarged to the right half of the slide. */
function drawSlideFigure(figure: Figure, pen: Pen, x: number, top: number, bottom: number) {
  const room = { width: sheet.width - margin - x, height: top - bottom };
  const drawing = drawFigure({ ...figure, wide: false }, 231);
  const scale = Math.min(room.width / drawing.width, room.height / drawing.height);
  const left = x + (room.width - drawing.width * scale) / 2;
  const low = bottom + (room.height - drawing.height * scale) / 2;
  pen.scaled(scale, left, low, () => drawing.draw(pen, 0, 0));
}

function shortened(text: string, width: number, size: number): string {
  if (widthOf('sans', size, text) <= width) return text;
  const words = text.split(' ');
  while (words.length > 1 && widthOf('sans', size, `${words.join(' ')}…`) > width) words.pop();
  return `${words.join(' ')}…`;
}
