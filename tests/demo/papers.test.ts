// The generated sample papers and decks are real PDFs: two columns, text layer, outline, links, fixed bytes.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import { figuresOf, makeDeck } from '#server/demo/papers/deck.ts';
import type { Block, Span } from '#server/demo/papers/format.ts';
import { makePaper, paperSlugs, printPaper } from '#server/demo/papers/make.ts';
import { parsePaper } from '#server/demo/papers/parse.ts';

async function read(bytes: Uint8Array) {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const pages: TextItem[][] = [];
  let links = 0;
  for (let i = 1; i <= document.numPages; i++) {
    const page = await document.getPage(i);
    const { items } = await page.getTextContent();
    pages.push(items.filter((item): item is TextItem => 'str' in item));
    const annotations = (await page.getAnnotations()) as { subtype: string; dest: unknown }[];
    links += annotations.filter((one) => one.subtype === 'Link' && Array.isArray(one.dest)).length;
  }
  const outline = (await document.getOutline()) as { title: string; dest: unknown; items: unknown[] }[];
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, string> };
  await document.loadingTask.destroy();
  return { pages, links, outline, info };
}

/** Letters and digits only: line ends, hyphens, joined words and the two code points of µ do not matter. */
const squeeze = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
const textOf = (pages: TextItem[][]) =>
  squeeze(
    pages
      .flat()
      .map((item) => item.str)
      .join(''),
  );

function spansOf(block: Block): Span[] {
  if (block.kind === 'paragraph') return block.spans;
  if (block.kind === 'list') return block.items.flat();
  if (block.kind === 'figure') return block.caption;
  if (block.kind === 'table') return [...block.caption, ...block.rows.flat(2)];
  const text =
    block.kind === 'heading' ? block.text : block.kind === 'algorithm' ? block.lines.join(' ') : '';
  return [{ kind: 'text', text, bold: false, italic: false, code: false }];
}
const deep = (spans: readonly Span[]): Span[] =>
  spans.flatMap((span) => (span.kind === 'note' ? deep(span.spans) : [span]));

/** Every word of a source that is set as text. */
function wordsOf(source: string): string[] {
  const { title, authors, abstract, body, references } = parsePaper(source);
  const spans = deep([...abstract, ...body].flatMap(spansOf).concat(references.flatMap((one) => one.spans)));
  const texts = spans.flatMap((span) => (span.kind === 'text' ? [span.text] : []));
  return [title, ...authors, ...texts].join(' ').split(/\s+/).map(squeeze).filter(Boolean);
}

const small = `title: A Small Paper
authors: Ada Ångström; José Öz
affiliations: A School
venue: Workshop
year: 2024

# Abstract

One office, two affluent coffees.^[With a *footnote* of Poincaré.]

# Introduction

We cite [@one; @two] and see Figure [#fig] and [#tab]. For $x_i \\le \\sqrt{2}$ it holds that "all" is well.

$$
\\sum_{i=1}^{n} \\frac{1}{i^2} \\approx \\frac{\\pi^2}{6}, \\quad \\left( \\prod_{k} \\mathbb{E}[X_k] \\right) \\to \\infty
$$

## A part

- first **bold** item
- second \`code\` item

\`\`\`algorithm Greet
if x <- y:
  return "{hello}"
\`\`\`

\`\`\`figure fig | A diagram. | boxes
node a "Client" at 0,0
node b "Server" at 1,0
a -> b : asks
b -> a : answers
\`\`\`

\`\`\`table tab | Numbers.
name | value
first | 1
second | 20
\`\`\`

# References

[one] A. Author. A Title. A Venue, 1999.
[two] B. Author. Other. Venue, 2001.
`;

describe('a short text', () => {
  test('keeps every word, links and outline', async () => {
    const { pages, links, outline, info } = await read(await printPaper(small));
    const text = textOf(pages);
    expect(wordsOf(small).filter((word) => !text.includes(word))).toEqual([]);
    // Two citations, a figure, a table and a footnote mark.
    expect(links).toBe(5);
    expect(outline.map((one) => one.title)).toEqual(['Abstract', '1 Introduction', 'References']);
    expect(info['Title']).toBe('A Small Paper');
    const maths = pages.flat().map((item) => item.str);
    for (const part of ['∑', 'π', '≈', '∞']) expect(maths.join('')).toContain(part);
  });

  test('names what it does not understand', async () => {
    await expect(printPaper(small.replace('[@one; @two]', '[@three]'))).rejects.toThrow('[@three]');
    await expect(printPaper(small.replace('| boxes', '| cakes'))).rejects.toThrow('cakes');
    await expect(printPaper(small.replace('venue: Workshop\n', ''))).rejects.toThrow('venue');
  });
});

describe.each([...paperSlugs])('%s', (slug) => {
  const source = readFileSync(new URL(`../../server/demo/papers/texts/${slug}.md`, import.meta.url), 'utf8');

  test('has the shape of a conference paper and loses no word', async () => {
    const bytes = await makePaper(slug);
    const { pages, links, outline, info } = await read(bytes);
    expect(pages.length).toBeGreaterThanOrEqual(8);
    expect(pages.length).toBeLessThanOrEqual(14);
    expect(info['Title']).toBe(parsePaper(source).title);
    expect(links).toBeGreaterThan(20);
    expect(outline.length).toBeGreaterThan(5);
    expect(outline.every((one) => Array.isArray(one.dest))).toBe(true);
    // Most lines of an inner page begin at one of two left edges.
    const starts = pages
      .slice(1, -1)
      .flat()
      .filter((item) => item.width > 120)
      .map((item) => Math.round(Number(item.transform[4])));
    const near = (x: number) => starts.filter((start) => Math.abs(start - x) <= 24).length;
    expect(near(63)).toBeGreaterThan(starts.length * 0.25);
    expect(near(318)).toBeGreaterThan(starts.length * 0.25);
    expect(near(63) + near(318)).toBeGreaterThan(starts.length * 0.75);
    const text = textOf(pages);
    expect(wordsOf(source).filter((word) => !text.includes(word))).toEqual([]);
    expect(Buffer.compare(bytes, await makePaper(slug))).toBe(0);
  });
});

test('a deck has a page per slide, an outline and its words', async () => {
  const [figure] = figuresOf(parsePaper(small));
  const deck = {
    title: 'A Small Paper',
    presenter: 'Zoë',
    slides: [
      { heading: 'First', bullets: ['An efficient office', 'with $x^2$ in it'] },
      { heading: 'Second', bullets: ['Seen'], ...(figure ? { figure } : {}) },
    ],
  };
  const bytes = await makeDeck(deck);
  const { pages, outline, info } = await read(bytes);
  expect(pages).toHaveLength(3);
  expect(outline.map((one) => one.title)).toEqual(['A Small Paper', 'First', 'Second']);
  expect(info['Title']).toBe('A Small Paper');
  expect(textOf(pages)).toContain(squeeze('An efficient office'));
  expect(textOf(pages)).toContain('Client');
  expect(Buffer.compare(bytes, await makeDeck(deck))).toBe(0);
});
