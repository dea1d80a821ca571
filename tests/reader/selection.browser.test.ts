// Selecting in a real browser on two-column pages: the words, their position and their rectangles are those that were meant.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { isTextTarget, quoteFromTargets, sortKey, type Target } from '#shared/annotations/anchor.ts';
import { createExtractor } from '#server/papers/extract/extract.ts';
import type { Extraction } from '#shared/papers/extraction.ts';
import { temporaryPdfs } from '#tests/papers/temporary-pdfs.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { startReaderBench, type ReaderBench } from '#tests/support/reader-bench.ts';
import type { ReaderPage } from '#tests/support/reader-page.tsx';
import { selectPassage, showPage } from '#tests/support/reader.ts';
import { typesetPaper, type Line, type Paper } from '#tests/reader/typeset.ts';

let paper: Paper;
let extraction: Extraction;
let bench: ReaderBench;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  paper = await typesetPaper();
  const { fileOf, remove } = await temporaryPdfs();
  const extractor = createExtractor();
  const answer = await extractor.extractText(await fileOf(paper.bytes));
  await Promise.all([extractor.close(), remove()]);
  if (!answer.ok) throw new Error(answer.reason);
  extraction = answer.extraction;
  [bench, browser] = await Promise.all([startReaderBench({ 'paper.pdf': paper.bytes }), launchChromium()]);
  page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.goto(bench.addressOf('paper.pdf'));
}, 60_000);

afterAll(async () => {
  await browser.close();
  await bench.close();
});

/** What the reader reported; it must be true of the pages as the server read them. */
async function captured(from = page): Promise<Target[]> {
  const targets = await from.evaluate(() => {
    const { reader } = window as unknown as { reader: ReaderPage };
    return reader.capture?.targets ?? [];
  });
  if (targets.length > 0) {
    const anchor = { fileHash: 'a'.repeat(64), targets, sortKey: sortKey(targets) };
    expect(anchorSchema.safeParse(anchor).error?.issues ?? []).toEqual([]);
    expect(validateAnchorAgainstPages(anchor, extraction.pages)).toBe(true);
  }
  return targets;
}

const lineOf = (pageIndex: number, column: number, at: number): Line => {
  const line = paper.columns[pageIndex]?.[column]?.at(at);
  if (!line) throw new Error('There is no such line.');
  return line;
};

const bare = (text: string) => text.normalize('NFKC').replace(/[\s-]/gu, '');
const joined = (lines: readonly Line[]) => bare(lines.map(({ text }) => text).join(' '));
const words = (targets: readonly Target[]) => bare(quoteFromTargets(targets));

/** Lines of print that a target's rectangles cover, among all that were set on its page. */
function coveredBy(target: Target | undefined, lines: readonly Line[]): Line[] {
  const covers = ([x1, y1, x2, y2]: Line['box']) =>
    target?.rects.some(([a, b, c, d]) => a <= x1 + 1 && b <= y1 + 1 && c >= x2 - 1 && d >= y2 - 1);
  return lines.filter(({ box }) => covers(box));
}

describe('a passage by mouse', () => {
  test('within a column: the words of whole lines, hyphens and ligatures as they stand', async () => {
    // From the first broken word on.
    const begin = paper.columns[1]?.[0]?.findIndex(({ text }) => text.endsWith('-')) ?? 0;
    const lines = paper.columns[1]?.[0]?.slice(begin, begin + 8) ?? [];
    await selectPassage(page, 1, lines.at(0)?.text ?? '', { pageIndex: 1, words: lines.at(-1)?.text ?? '' });
    const targets = await captured();
    expect(words(targets)).toBe(joined(lines));
    expect(targets[0]?.rects).toHaveLength(8);
    expect(coveredBy(targets[0], paper.columns[1]?.flat() ?? [])).toEqual(lines);
    const [target] = targets;
    const exact = target && isTextTarget(target) ? target.quote.exact : '';
    // As they stand: the quote is what the file says; for showing, broken words are joined and ligatures spelt out.
    expect(exact).toMatch(/-\n/);
    expect(exact).toMatch(/[\ufb01\ufb02]/u);
    expect(quoteFromTargets(targets)).not.toMatch(/-|[\ufb01\ufb02]/u);
  });

  test('across columns: down the one, then down the other, without the figure’s labels', async () => {
    const [left = [], right = []] = paper.columns[0] ?? [];
    await selectPassage(page, 0, lineOf(0, 0, -4).text, { pageIndex: 0, words: lineOf(0, 1, 2).text });
    const [target, ...more] = await captured();
    expect(more).toEqual([]);
    const { label, caption, footnote, stamp, pageNumber } = paper.extras;
    const marked = coveredBy(target, [...left, ...right, label, caption, footnote, stamp, pageNumber]);
    expect(marked).toEqual([...left.slice(-4), ...right.slice(0, 3), caption, footnote]);
  });

  test('across the page break: one target per page, without page numbers and running heads', async () => {
    await selectPassage(page, 0, lineOf(0, 1, -2).text, { pageIndex: 1, words: lineOf(1, 0, 1).text });
    const targets = await captured();
    expect(targets.map((target) => target.page)).toEqual([0, 1]);
    expect(words(targets.slice(1))).toBe(joined(paper.columns[1]?.[0]?.slice(0, 2) ?? []));
    expect(words(targets.slice(0, 1))).toContain(joined(paper.columns[0]?.[1]?.slice(-2) ?? []));
    expect(words(targets)).not.toMatch(/Runninghead|1$/u);
  });

  test('with maths and in a footnote: raised and lowered signs go along', async () => {
    await selectPassage(page, 0, 'where α', { pageIndex: 0, words: 'holds.' });
    expect(quoteFromTargets(await captured())).toMatch(/^where α ?i ?= ∑ x ?2 ≤ 1 holds\.$/u);
    const footnote = 'A footnote in small print says what nobody asked, over two lines';
    await selectPassage(page, 0, footnote);
    const targets = await captured();
    expect(quoteFromTargets(targets)).toBe(footnote);
    expect(targets[0]?.rects).toHaveLength(2);
  });

  test('from margin to margin: the lines between, not the page and not the stamp', async () => {
    await showPage(page, 1);
    await page.evaluate(() => document.getSelection()?.removeAllRanges());
    const sheet = await page.locator('.page[data-page-number="2"]').boundingBox();
    if (!sheet) throw new Error('no page');
    const scale = sheet.width / 612;
    const [from, to] = [lineOf(1, 0, 3), lineOf(1, 0, 6)];
    const down = (line: Line) => sheet.y + (792 - line.box[1] - 3) * scale;
    await page.mouse.move(sheet.x + 20 * scale, down(from));
    await page.mouse.down();
    await page.mouse.move(sheet.x + 30 * scale, down(from) + 4, { steps: 3 });
    await page.mouse.move(sheet.x + 300 * scale, down(to), { steps: 6 });
    await page.mouse.up();
    await page.waitForTimeout(60);
    expect(words(await captured())).toBe(joined(paper.columns[1]?.[0]?.slice(3, 7) ?? []));
  });

  test.each([
    ['turned to be upright', 2],
    ['lying on its side', 3],
    ['cropped away from the origin', 4],
  ])('on a page %s: words and rectangles as elsewhere', async (_, index) => {
    const lines = paper.columns[index]?.[0]?.slice(10, 14) ?? [];
    const [first, last] = [lines.at(0)?.text ?? '', lines.at(-1)?.text ?? ''];
    await selectPassage(page, index, first, { pageIndex: index, words: last });
    const targets = await captured();
    expect(words(targets)).toBe(joined(lines));
    expect(coveredBy(targets[0], paper.columns[index]?.flat() ?? [])).toEqual(lines);
  });
});

describe('a passage by keyboard', () => {
  const read = () => page.evaluate(() => document.getSelection()?.toString() ?? '');
  const marked = async () => {
    await page.waitForFunction(() => (window as unknown as { reader: ReaderPage }).reader.marked !== null);
    return page.evaluate(() => {
      const { reader } = window as unknown as { reader: ReaderPage };
      const targets = reader.marked?.targets ?? [];
      reader.marked = null;
      return targets;
    });
  };

  test('begins in view, goes by sentence and word, is stretched, and taken by Enter; it is said', async () => {
    await showPage(page, 1);
    await page.locator('.reader-scroller').focus();
    await page.keyboard.press('m');
    await page.getByRole('group', { name: 'Passage' }).waitFor();
    const first = bare(await read());
    await page.keyboard.press('ArrowDown');
    const second = await read();
    expect(bare(second)).not.toBe(first);
    // From a sentence to its first word, and on to the next.
    await page.keyboard.press('ArrowRight');
    const [one = '', two = '', three = ''] = second.trim().split(/\s+/u);
    expect((await read()).trim()).toBe(one);
    await page.keyboard.press('ArrowRight');
    expect((await read()).trim()).toBe(two);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    const targets = await marked();
    expect(words(targets)).toBe(bare(two + three));
    expect(await page.locator('.reader-pane [aria-live]').allTextContents()).toContain(
      quoteFromTargets(targets),
    );
    await page.getByRole('group', { name: 'Passage' }).waitFor({ state: 'detached' });
  });

  test('goes over to the next page, and Escape leaves nothing behind', async () => {
    await showPage(page, 1);
    await page.locator('.reader-scroller').focus();
    await page.keyboard.press('m');
    const onPage = () =>
      page.evaluate(
        () =>
          document.getSelection()?.anchorNode?.parentElement?.closest<HTMLElement>('.page')?.dataset[
            'pageNumber'
          ],
      );
    expect(await onPage()).toBe('2');
    for (let press = 0; press < 200 && (await onPage()) === '2'; press++)
      await page.keyboard.press('ArrowDown');
    expect(await onPage()).toBe('3');
    await page.keyboard.press('ArrowUp');
    expect(await onPage()).toBe('2');
    await page.keyboard.press('Escape');
    expect(await read()).toBe('');
    await page.getByRole('group', { name: 'Passage' }).waitFor({ state: 'detached' });
  });
});

describe('an area', () => {
  /** Draws from the middle of one line's box to another's, and gives what is between them in PDF user space. */
  async function draw(index: number, from: Line, to: Line) {
    await showPage(page, index);
    const at = (line: Line) =>
      page.evaluate(
        ([pageIndex, box]) => {
          const { reader } = window as unknown as { reader: ReaderPage };
          const sheet = reader.viewer?.page(pageIndex);
          if (!sheet) throw new Error('no page');
          const shown = sheet.pdfToShown(box);
          const { left, top, width } = sheet.element.getBoundingClientRect();
          const scale = width / sheet.width;
          return { x: left + shown.left * scale, y: top + shown.top * scale };
        },
        [index, line.box] as const,
      );
    await page.getByRole('button', { name: 'Mark an area' }).click();
    const [a, b] = [await at(from), await at(to)];
    await page.mouse.move(a.x, a.y);
    await page.mouse.down();
    await page.mouse.move(b.x, b.y, { steps: 4 });
    await page.mouse.up();
    return captured();
  }

  test.each([
    ['an ordinary page', 0],
    ['a page turned by the file', 2],
    ['a cropped page', 4],
  ])('drawn on %s lies where the hand drew it', async (_, index) => {
    const [from, to] = [lineOf(index, 0, 1), lineOf(index, 1, 12)];
    const [target, ...more] = await draw(index, from, to);
    expect(more).toEqual([]);
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = target?.rects[0] ?? [];
    // The corners are the upper left ones of the two boxes, as shown.
    const corner = ({ box }: Line) => (index === 2 ? [box[0], box[1]] : [box[0], box[3]]);
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [corner(from), corner(to)];
    for (const [is, should] of [
      [x1, Math.min(ax, bx)],
      [y1, Math.min(ay, by)],
      [x2, Math.max(ax, bx)],
      [y2, Math.max(ay, by)],
    ])
      expect(Math.abs((is ?? 0) - (should ?? 0))).toBeLessThan(1.5);
  });

  test('by keyboard: a rectangle lies ready, is moved and taken; Escape takes it back', async () => {
    await showPage(page, 1);
    await page.locator('.reader-scroller').focus();
    await page.keyboard.press('a');
    await page.getByText(/A rectangle lies on page 2: 25 % from the left/).waitFor({ state: 'attached' });
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Enter'])
      await page.keyboard.press(key);
    const [target] = await captured();
    expect(target).toMatchObject({ page: 1 });
    const [x1 = 0, , x2 = 0] = target?.rects[0] ?? [];
    expect(x1).toBeCloseTo(612 / 4 + 16, 0);
    expect(x2 - x1).toBeCloseTo(612 / 2, 0);
    await page.keyboard.press('Escape');
    expect(await captured()).toEqual([]);
  });
});

describe('the extent of what is marked', () => {
  /** Changes the extent of the passage by keys and gives what is kept. */
  async function change(targets: readonly Target[], keys: readonly string[]): Promise<readonly Target[]> {
    await page.evaluate((given) => {
      const { reader } = window as unknown as { reader: ReaderPage };
      document.getSelection()?.removeAllRanges();
      reader.set({ highlights: [{ id: 'one', kind: 'question', targets: given }], extent: { id: 'one' } });
    }, targets);
    await page.getByRole('button', { name: 'End of the passage' }).waitFor();
    for (const key of keys) await page.keyboard.press(key);
    const before = page.getByRole('button', { name: 'End of the passage' });
    await before.waitFor({ state: 'detached' });
    return page.evaluate(() => (window as unknown as { reader: ReaderPage }).reader.extents.at(-1) ?? []);
  }

  test('its ends step by characters, words and lines, over the page break too', async () => {
    const last = lineOf(0, 1, -1);
    await selectPassage(page, 0, last.text);
    const longer = await change(await captured(), ['Shift+ArrowRight', 'Control+ArrowLeft', 'Enter']);
    expect(quoteFromTargets(longer)).toMatch(/where α ?i ?= ∑ x ?2 ≤ 1$/u);
    const first = paper.columns[1]?.[0]?.[0]?.text ?? '';
    const lines = ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight'];
    const over = await change(longer, [...lines, 'Enter']);
    expect(over.map((target) => target.page)).toEqual([0, 1]);
    expect(words(over.slice(1))).toBe(bare(first));
    const anchor = { fileHash: 'a'.repeat(64), targets: [...over], sortKey: sortKey(over) };
    expect(validateAnchorAgainstPages(anchor, extraction.pages)).toBe(true);
    expect(await change(over, ['ArrowRight', 'Escape'])).toEqual([]);
  });
});

test('on a phone a selection by the system’s handles is reported without a mouse', async () => {
  const phone = await browser.newPage({
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    isMobile: true,
  });
  await phone.goto(bench.addressOf('paper.pdf'));
  await showPage(phone, 1);
  await phone.evaluate(() => {
    const runs = document.querySelectorAll('.page[data-page-number="2"] .textLayer span');
    const [from, to] = [runs[3]?.firstChild, runs[5]?.firstChild];
    if (from && to) document.getSelection()?.setBaseAndExtent(from, 0, to, to.textContent?.length ?? 0);
  });
  await phone.waitForFunction(() => (window as unknown as { reader: ReaderPage }).reader.capture);
  expect(words(await captured(phone))).not.toBe('');
  await phone.close();
});
