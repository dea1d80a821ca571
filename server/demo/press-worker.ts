// The printer's own thread: typesets papers and decks and finds the quoted passages, so that the server goes on answering.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { lettersIn, locateQuote } from './locate-quote.ts';
import { packageRoot } from './package-root.ts';
import { figuresOf, makeDeck, type Slide } from './papers/deck.ts';
import type { Span } from './papers/format.ts';
import { printPaper } from './papers/make.ts';
import { parsePaper } from './papers/parse.ts';
import type { Jobs, PressAnswer, PressOrder } from './press.ts';
import { readPrint } from './read-print.ts';

const folder = path.join(packageRoot(), 'server/demo/papers/texts');
const sourceOf = (slug: string) => readFileSync(path.join(folder, `${slug}.md`), 'utf8');

interface Talk {
  readonly slug: string;
  readonly talkTitle: string;
  readonly slides: readonly Slide[];
}

/** A span as Markdown; notes and references have no place in an abstract. */
const markdownOf = (span: Span): string => {
  if (span.kind === 'math') return `$${span.tex}$`;
  if (span.kind !== 'text') return '';
  return span.italic ? `*${span.text}*` : span.text;
};

// A talk's figures go, in the paper's order, on the slides that speak of methods and results.
const withFigures = (slides: readonly Slide[], slug: string): Slide[] => {
  const figures = figuresOf(parsePaper(sourceOf(slug)));
  return slides.map((slide) => {
    const figure = /method|result|evaluation|experiment/i.test(slide.heading) ? figures.shift() : undefined;
    return figure ? { ...slide, figure } : slide;
  });
};

const jobs: { [K in keyof Jobs]: (order: Jobs[K]['order']) => Promise<Jobs[K]['answer']> } = {
  details: async ({ slug }) => {
    const { title, authors, venue, year, abstract } = parsePaper(sourceOf(slug));
    const paragraphs = abstract.map((block) =>
      block.kind === 'paragraph' ? block.spans.map(markdownOf).join('') : '',
    );
    return { title, authors, venue, year: Number(year), abstract: paragraphs.join('\n\n') };
  },

  paper: async ({ slug, quotes }) => {
    const pdf = await printPaper(sourceOf(slug));
    const pages = await readPrint(pdf);
    const letters = pages.map(lettersIn);
    return { pdf, places: quotes.map((quote) => locateQuote(quote, letters, pages)) };
  },

  deck: async ({ slug, presenter, occasion }) => {
    const talks = JSON.parse(readFileSync(path.join(folder, 'talks.json'), 'utf8')) as Talk[];
    const talk = talks.find((one) => one.slug === slug);
    if (!talk) throw new Error(`Nobody wrote a talk about ${slug}.`);
    const slides = withFigures(talk.slides, slug);
    return { pdf: await makeDeck({ title: talk.talkTitle, presenter, occasion, slides }) };
  },
};

const work = async ({ kind, order }: PressOrder): Promise<unknown> => jobs[kind](order as never);

// One after the other: the thread has one processor, and what was ordered first is needed first.
let last: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: PressOrder) => {
  last = last
    .then(() => work(order))
    .then(
      (answer): PressAnswer => ({ id: order.id, answer }),
      (error: unknown): PressAnswer => ({ id: order.id, problem: String((error as Error).stack) }),
    )
    .then((answer) => parentPort?.postMessage(answer));
});
