// Passages of published papers where selecting is hard: what is quoted, and what the drawn highlight covers, letter by letter.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { Browser, Page } from 'playwright-core';
import { isTextTarget, quoteFromTargets, type Target } from '#shared/annotations/anchor.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { eventually } from '#tests/support/journey.ts';
import { startReaderBench, type ReaderBench } from '#tests/support/reader-bench.ts';
import type { ReaderPage } from '#tests/support/reader-page.tsx';
import { selectPassage } from '#tests/support/reader.ts';
import { haveRealPapers, realPapers } from '#tests/support/real-papers.ts';

interface Passage {
  readonly what: string;
  /** Counted from 1, as people do; the passage ends on the same page unless told. */
  readonly page: number;
  readonly endPage?: number;
  readonly from: string;
  readonly to?: string;
  /** Where it is other than what was selected. */
  readonly quote: string;
}

const dapper: readonly Passage[] = [
  {
    what: 'over the page break, with the figure’s caption between and without the page number',
    page: 3,
    endPage: 4,
    from: 'Since the timestamps on client and server come from',
    to: 'different host machines, we have to be mindful of clock skew.',
    quote:
      'Since the timestamps on client and server come from Figure 3: A detailed view of a single span from Figure 2. different host machines, we have to be mindful of clock skew.',
  },
  {
    what: 'a line with maths',
    page: 8,
    from: 'z, where 0 ≤ z ≤ 1. If z is less',
    quote: 'z, where 0 ≤ z ≤ 1. If z is less',
  },
  {
    what: 'a word with a ligature in a broken line',
    page: 8,
    from: 'sampling coefficient, we keep the span',
    quote: 'sampling coefficient, we keep the span',
  },
];

const tracemonkey: readonly Passage[] = [
  {
    what: 'over the page break',
    page: 1,
    endPage: 2,
    from: 'When the VM executes a compiled trace',
    to: 'exactly as they were during recording',
    quote:
      'When the VM executes a compiled trace, it cannot guarantee that the same path will be followed or that the same types will occur in subsequent loop iterations. Hence, recording and compiling a trace speculates that the path and typing will be exactly as they were during recording',
  },
  {
    what: 'a line with maths, lowered signs and all',
    page: 6,
    from: 'through the inner loop, {i2, i3, i5, α}.',
    quote: 'through the inner loop, {i2, i3, i5, α}.',
  },
  {
    what: 'a footnote',
    page: 5,
    from: 'Arrays are actually worse than this',
    to: 'internally to the array implementation.',
    quote:
      'Arrays are actually worse than this: if the index value is a number, it must be converted from a double to a string for the property access operator, and then to an integer internally to the array implementation.',
  },
];

const zookeeper: readonly Passage[] = [
  {
    what: 'a word that is broken by the page’s end, and a ligature',
    page: 1,
    endPage: 2,
    from: 'Although the wait-free property',
    to: 'it is not sufficient for co-ordination.',
    quote:
      'Although the wait-free property is important for performance and fault tolerance, it is not sufficient for coordination.',
  },
  {
    what: 'a hyphenated line end',
    page: 5,
    from: 'Using the above guar-antees B can make sure',
    quote: 'Using the above guarantees B can make sure',
  },
  {
    what: 'a footnote with its mark',
    page: 8,
    from: '1Details of leaders and followers',
    to: 'are out of the scope of this paper.',
    quote:
      '1Details of leaders and followers, as part of the agreement protocol, are out of the scope of this paper.',
  },
];

/** The same paper with page 2 turned by each quarter in a copy of its own, and cut to the print on page 3. */
const altered: readonly Passage[] = [
  {
    what: 'on a page that the file turns by 90°',
    page: 2,
    from: 'operations. In particular, we have found that guarantee-ing both',
    quote: 'operations. In particular, we have found that guaranteeing both',
  },
  {
    what: 'on a page that the file turns by 270°',
    page: 4,
    from: 'with the znode. The watch flag works in the same way',
    quote: 'with the znode. The watch flag works in the same way',
  },
  {
    what: 'on a cropped page',
    page: 3,
    from: 'given znode, we use the standard UNIX notation for file system paths.',
    quote: 'given znode, we use the standard UNIX notation for file system paths.',
  },
  {
    what: 'from the turned page over to the cropped one',
    page: 2,
    endPage: 3,
    from: 'To refer to a',
    to: 'standard UNIX notation',
    quote: 'To refer to a given znode, we use the standard UNIX notation',
  },
];

const papers: readonly (readonly [string, readonly Passage[]])[] = [
  ['dapper.pdf', dapper],
  ['tracemonkey.pdf', tracemonkey],
  ['zookeeper.pdf', zookeeper],
  ['altered.pdf', altered],
];
const files = ['dapper.pdf', 'tracemonkey.pdf', 'zookeeper.pdf'];

async function turnAndCrop(bytes: Uint8Array): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes);
  pdf.getPage(1).setRotation(degrees(90));
  pdf.getPage(3).setRotation(degrees(270));
  const { x, y, width, height } = pdf.getPage(2).getMediaBox();
  pdf.getPage(2).setCropBox(x + 40, y + 30, width - 70, height - 80);
  return pdf.save();
}

const bare = (text: string) => text.normalize('NFKC').replace(/[\s-]/gu, '');

/** Runs in the browser: the letters of a page whose middle lies under the drawn highlight; null while it is not drawn. */
function lettersCovered(pageNumber: number): string | null {
  const sheet = document.querySelector(`.page[data-page-number="${String(pageNumber)}"]`);
  const path = sheet?.querySelector<SVGPathElement>('.reader-highlights path[data-id="one"]');
  const toPath = path?.getScreenCTM()?.inverse();
  const layer = sheet?.querySelector('.textLayer');
  if (!path || !toPath || !layer) return null;
  let covered = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    for (let at = 0; at < text.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const { left, top, width, height } = range.getBoundingClientRect();
      const middle = new DOMPoint(left + width / 2, top + height / 2).matrixTransform(toPath);
      if (path.isPointInFill(middle)) covered += text.charAt(at);
    }
  }
  return covered;
}

const tellPassages = () => {
  let bench: ReaderBench;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const bytes = await Promise.all(files.map((file) => readFile(path.join(realPapers, file))));
    const given = Object.fromEntries(files.map((file, index) => [file, bytes[index] ?? new Uint8Array()]));
    const made = await turnAndCrop(given['zookeeper.pdf'] ?? new Uint8Array());
    [bench, browser] = await Promise.all([
      startReaderBench({ ...given, 'altered.pdf': made }),
      launchChromium(),
    ]);
    page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await bench.close();
  });

  const draw = async (): Promise<readonly Target[]> =>
    page.evaluate(() => {
      const { reader } = window as unknown as { reader: ReaderPage };
      const targets = reader.capture?.targets ?? [];
      reader.set({ highlights: [{ id: 'one', kind: 'question', targets }] });
      return targets;
    });

  describe.each(papers)('%s', (file, passages) => {
    beforeAll(async () => {
      await page.goto(bench.addressOf(file));
    }, 30_000);

    test.each(passages)('$what', async ({ page: number, endPage = number, from, to, quote }) => {
      await selectPassage(page, number - 1, from, { pageIndex: endPage - 1, words: to ?? from });
      const targets = await draw();
      expect(quoteFromTargets(targets)).toBe(quote);
      expect(targets.map((target) => target.page + 1)).toEqual(
        endPage === number ? [number] : [number, endPage],
      );
      for (const target of targets) {
        const quoted = isTextTarget(target) ? bare(target.quote.exact) : '';
        // The passage before may still be the one that is drawn.
        await eventually(async () => {
          expect(bare((await page.evaluate(lettersCovered, target.page + 1)) ?? '')).toBe(quoted);
        });
      }
    });
  });
};

if (haveRealPapers(files)) tellPassages();
