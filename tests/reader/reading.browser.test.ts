// Reading in a real browser: jumps and the way back, peeks, one page at a time, dark paper, the kept place, copying.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { makeTwoColumnPaper, picture } from './two-column-paper.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { startReaderBench, type ReaderBench } from '#tests/support/reader-bench.ts';
import type { ReaderPage } from '#tests/support/reader-page.tsx';
import { selectPassage, showPage } from '#tests/support/reader.ts';

let bench: ReaderBench;
let browser: Browser;
let page: Page;
const problems: string[] = [];

/** With a structure tree, as a word processor or LaTeX's tagging writes it. */
const printTagged = async () => {
  const printer = await browser.newPage();
  await printer.setContent(
    '<html lang="en"><title>Tagged</title><h1>Reading aloud</h1><p>Its first words.</p><h2>Methods</h2><ul><li>One<li>Two</ul><table><tr><th>Count<tr><td>17</table></html>',
  );
  const pdf = await printer.pdf({ tagged: true });
  await printer.close();
  return pdf;
};

beforeAll(async () => {
  const paper = await makeTwoColumnPaper({ roman: true });
  browser = await launchChromium();
  bench = await startReaderBench({ 'paper.pdf': paper, 'tagged.pdf': await printTagged() });
  const context = await browser.newContext({
    viewport: { width: 1100, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  page.on('pageerror', ({ message }) => problems.push(message));
  await page.goto(`${bench.addressOf('paper.pdf')}&person=mei`);
  await showPage(page, 0);
});

afterAll(async () => {
  await browser.close();
  await bench.close();
});

/** Where the pane stands, and what has the focus. */
const state = () =>
  page.evaluate(() => {
    const { reader } = window as unknown as { reader: ReaderPage };
    const { here, state: stateOf } = reader.viewer ?? {};
    return { place: here?.() ?? null, ...stateOf?.() };
  });
const scrollTo = async (top: number) => {
  await pane().evaluate((element, to) => {
    element.scrollTo(0, to);
  }, top);
};
const pane = () => page.locator('.reader-scroller');
const tool = (name: string) => page.getByRole('button', { name, exact: true });
const choose = async (name: string) => {
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitemradio', { name, exact: true }).click();
};
const settle = () => page.waitForTimeout(250);

/** Rests the mouse on words of a page, near their end. */
const restOn = async (pageIndex: number, words: string) => {
  const at = await page.evaluate(
    ([index, wanted]) => {
      const spans = document.querySelectorAll(
        `.page[data-page-number="${String(index + 1)}"] .textLayer span`,
      );
      for (const span of spans) {
        const start = span.textContent.indexOf(wanted);
        if (start < 0 || !span.firstChild) continue;
        const range = document.createRange();
        range.setStart(span.firstChild, start);
        range.setEnd(span.firstChild, start + wanted.length);
        const { right, top, height } = range.getBoundingClientRect();
        return { x: right - 3, y: top + height / 2 };
      }
      return { x: 0, y: 0 };
    },
    [pageIndex, words] as const,
  );
  await page.mouse.move(at.x - 5, at.y);
  await page.mouse.move(at.x, at.y);
};

/** Of the pixel in the middle of an element: red, green, blue. */
const colourAt = async (element: Locator, x: number, y: number): Promise<number[]> => {
  const shot = (await element.screenshot()).toString('base64');
  return page.evaluate(
    async ([data, left, top]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      canvas.width = image.width;
      canvas.height = image.height;
      context?.drawImage(image, 0, 0);
      return Array.from(context?.getImageData(image.width * left, image.height * top, 1, 1).data ?? []).slice(
        0,
        3,
      );
    },
    [shot, x, y] as const,
  );
};

test('a link is a jump: back to the very place, forward again; the zoom stays', async () => {
  await scrollTo(123);
  const before = await state();
  expect([await tool('Back').isDisabled(), await tool('Forward').isDisabled()]).toEqual([true, true]);
  await page.locator('.linkAnnotation a').click();
  await page.waitForFunction(
    () => document.querySelector('.reader-page-input')?.getAttribute('value') === 'iii',
  );
  const there = await state();
  expect(there).toMatchObject({ page: 3, scale: before.scale, canGoBack: true });
  await page.keyboard.press('Alt+ArrowLeft');
  expect((await state()).place).toEqual(before.place);
  await tool('Forward').click();
  expect((await state()).place).toEqual(there.place);
  await tool('Back').click();
  // Turning pages is no jump, and finding is one.
  await pane().focus();
  await page.keyboard.press('ArrowRight');
  expect(await state()).toMatchObject({ page: 2, canGoBack: false });
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find in this document' }).fill('Okafor');
  await page.getByRole('search').getByText('1 of 1').waitFor();
  await page.keyboard.press('Escape');
  expect(await state()).toMatchObject({ page: 3, canGoBack: true });
  await tool('Back').click();
  expect(await state()).toMatchObject({ page: 2 });
});

test('peeks: a link, a figure, a reference; Escape closes, a click jumps there', async () => {
  await showPage(page, 0);
  const peek = page.getByRole('tooltip').and(page.locator('.peek'));
  await page.locator('.linkAnnotation a').hover();
  await peek.getByRole('button', { name: /M. Chen and T. Rivera/ }).waitFor();
  expect(await peek.locator('canvas').count()).toBe(1);
  await page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });

  await restOn(0, 'Figure 1');
  await peek.getByRole('button', { name: /^Figure 1: Two colours/ }).waitFor();
  // Red above blue: the figure itself is to be seen.
  expect((await colourAt(peek.locator('canvas'), 0.5, 0.35))[0]).toBeGreaterThan(180);
  const focused = await page.evaluate(() => document.activeElement?.closest('.peek') ?? null);
  expect(focused).toBeNull();

  await page.mouse.move(5, 500);
  await peek.waitFor({ state: 'detached' });
  await restOn(0, '[2]');
  const entry = peek.getByRole('button', { name: /^\[2\]/ });
  await entry.waitFor();
  await entry.click();
  await page.waitForFunction(
    () => document.querySelector('.reader-page-input')?.getAttribute('value') === 'iii',
  );
  expect(await state()).toMatchObject({ canGoBack: true });
  await tool('Back').click();
});

test('by key: the selected words are looked up, the key again goes there; words that point to nothing say so', async () => {
  await showPage(page, 0);
  await page.mouse.move(5, 500);
  const status = page.getByRole('status');
  const peek = page.locator('.peek');
  await selectPassage(page, 0, 'Figure 1');
  await page.keyboard.press('l');
  await peek.getByRole('button', { name: /^Figure 1: Two colours/ }).waitFor();
  await status.filter({ hasText: /^Figure 1: Two colours.* Press l again/ }).waitFor({ state: 'attached' });
  await page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });

  await selectPassage(page, 0, '[2]');
  await page.keyboard.press('l');
  await peek.getByRole('button', { name: /^\[2\]/ }).waitFor();
  await page.keyboard.press('l');
  await page.waitForFunction(
    () => document.querySelector('.reader-page-input')?.getAttribute('value') === 'iii',
  );
  await peek.waitFor({ state: 'detached' });
  await tool('Back').click();

  await selectPassage(page, 0, 'the');
  await page.keyboard.press('l');
  await status.filter({ hasText: 'These words point to nothing.' }).waitFor({ state: 'attached' });
  expect(await peek.count()).toBe(0);
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
});

test('a finger on a link shows first what it leads to, and a button goes there', async () => {
  await showPage(page, 0);
  await page.mouse.move(5, 500);
  // Scrolling would close it again; so would a focus that leaves the pages.
  await settle();
  await pane().focus();
  await page.locator('.linkAnnotation a').evaluate((link) => {
    link.dispatchEvent(
      new PointerEvent('click', { pointerType: 'touch', bubbles: true, cancelable: true, composed: true }),
    );
  });
  const go = page.locator('.peek').getByRole('button', { name: 'Go there' });
  await go.waitFor();
  expect(await state()).toMatchObject({ page: 1 });
  await go.click();
  await page.waitForFunction(
    () => document.querySelector('.reader-page-input')?.getAttribute('value') === 'iii',
  );
  await tool('Back').click();
});

test('one page at a time is turned by the keys that scroll, and remembered', async () => {
  await choose('One at a time');
  await choose('Whole page');
  await settle();
  expect(await page.locator('.pdfViewer .page').count()).toBe(1);
  await pane().focus();
  const pages: unknown[] = [];
  for (const key of ['PageUp', 'PageDown', 'ArrowRight', 'Space', 'ArrowUp', 'Shift+Space']) {
    await page.keyboard.press(key);
    pages.push((await state()).page);
  }
  expect(pages).toEqual([1, 2, 3, 3, 2, 1]);
  await page.keyboard.press('ArrowRight');
  // At once: what is not kept yet is kept when the page goes.
  await page.reload();
  await page.locator('.page .textLayer .endOfContent').first().waitFor({ state: 'attached' });
  expect(await state()).toMatchObject({ layout: 'single', fit: 'page-fit', page: 2 });
  await choose('One below the other');
  await choose('Comfortable');
});

test('dark paper turns print light and leaves pictures alone', async () => {
  await showPage(page, 1);
  const sheet = page.locator('.page[data-page-number="2"]');
  const middle = [
    (picture.x + picture.width / 2) / 612,
    (792 - picture.y - picture.height * 0.75) / 792,
  ] as const;
  expect(await colourAt(sheet, 0.5, 0.02)).toEqual([255, 255, 255]);
  await choose('Dark, figures as printed');
  await page
    .locator('.page[data-page-number="2"] .dark-sheet[style*="polygon"]')
    .waitFor({ state: 'attached' });
  const [paper = 255] = await colourAt(sheet, 0.5, 0.02);
  expect(paper).toBeLessThan(50);
  expect(await colourAt(sheet, ...middle)).toEqual([220, 40, 40]);
  await choose('As printed');
  expect(await colourAt(sheet, 0.5, 0.02)).toEqual([255, 255, 255]);
});

test('the place is kept and found again in a narrower window', async () => {
  await scrollTo(1700);
  await page.waitForTimeout(600);
  const { place } = await state();
  await page.setViewportSize({ width: 700, height: 800 });
  await page.reload();
  await page.locator('.page .textLayer .endOfContent').first().waitFor({ state: 'attached' });
  const found = (await state()).place;
  expect(found?.page).toBe(place?.page);
  expect(Math.abs((found?.y ?? 0) - (place?.y ?? 999))).toBeLessThan(3);
  await page.setViewportSize({ width: 1100, height: 900 });
});

test('zooming by hand keeps what is pointed at, adds small movements up, and is drawn anew', async () => {
  await showPage(page, 1);
  const caption = page.locator('.page[data-page-number="2"] .textLayer span', { hasText: /^Table 1/ });
  const stand = () =>
    caption.evaluate((words) => {
      const { left, top } = words.getBoundingClientRect();
      return { left, top };
    });
  const at = await stand();
  const { scale } = await state();
  await page.mouse.move(at.left, at.top);
  await page.keyboard.down('Control');
  // Each of them is less than one percent.
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, -2);
  await page.keyboard.up('Control');
  // On a busy machine the turns of the wheel arrive a while later.
  const zoomed = async () => ((await state()).scale ?? 0) / (scale ?? 1);
  for (let look = 0; look < 100 && (await zoomed()) < 1.45; look++) await page.waitForTimeout(50);
  expect(await zoomed()).toBeCloseTo(Math.exp(120 / 300), 1);
  const after = await state();
  // What is in sight has a canvas of its own where the whole page would be too large.
  const isSharp = () => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.page[data-page-number="2"] canvas')];
    return canvases.some(
      (canvas) => canvas.width >= canvas.getBoundingClientRect().width * devicePixelRatio - 2,
    );
  };
  await page.waitForFunction(isSharp);
  // The words are away until then.
  await caption.waitFor();
  const now = await stand();
  expect(Math.hypot(now.left - at.left, now.top - at.top)).toBeLessThan(3);

  // Two fingers move apart, to twice their distance.
  await caption.evaluate((words) => {
    const { left, top } = words.getBoundingClientRect();
    const put = (type: string, distance: number) => {
      const touches = [-1, 1].map(
        (side, identifier) =>
          new Touch({ identifier, target: words, clientX: left + side * distance, clientY: top }),
      );
      words.dispatchEvent(new TouchEvent(type, { touches, bubbles: true, cancelable: true }));
    };
    put('touchstart', 40);
    for (let distance = 41; distance <= 60; distance++) put('touchmove', distance);
  });
  expect(((await state()).scale ?? 0) / (after.scale ?? 1)).toBeCloseTo(1.5, 1);
  await caption.waitFor();
  const then = await stand();
  expect(Math.hypot(then.left - at.left, then.top - at.top)).toBeLessThan(3);
  await choose('Comfortable');
});

test('copying joins lines and columns and takes hyphens and the stamp away', async () => {
  await selectPassage(page, 0, 'understood in the communi-', { pageIndex: 0, words: 'evaluation goes on' });
  await page.keyboard.press('Control+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'understood in the communities that were asked, and their evaluation goes on',
  );
});

test('copying everything takes the pages that were never drawn, and joins words all the same', async () => {
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  await pane().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  let words = 'before';
  for (let waited = 0; waited < 100 && words === 'before'; waited++) {
    await page.waitForTimeout(100);
    words = await page.evaluate(() => navigator.clipboard.readText());
  }
  expect(words).toContain('understood in the communities that were asked');
  expect(words).toMatch(/The last room. 2026.$/);
  expect(words).not.toMatch(/arXiv|communi-/);
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
});

test('the outline names pages as they are printed', async () => {
  await tool('Outline and pages').click();
  await page.getByRole('button', { name: 'References iii' }).waitFor();
  await tool('Fold outline and pages').click();
});

test('printing makes a sheet of each page and takes them away', async () => {
  await page.evaluate(() => {
    window.print = () => {
      document.title = `${String(document.querySelectorAll('.print-sheets img').length)} sheets`;
      dispatchEvent(new Event('afterprint'));
    };
  });
  await pane().focus();
  await page.keyboard.press('Control+p');
  await page.waitForFunction(() => document.title === '3 sheets');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.locator('.print-sheets').count()).toBe(0);
  expect(problems).toEqual([]);
});

test('a tagged paper is read aloud by its structure: headings, lists and tables hold their words', async () => {
  await page.goto(bench.addressOf('tagged.pdf'));
  await showPage(page, 0);
  await page.locator('.structTree').waitFor({ state: 'attached' });
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const named = (role: string) =>
    nodes.filter((node) => node.role?.value === role).map(({ name }) => String(name?.value));
  expect(named('heading')).toEqual(['Reading aloud', 'Methods']);
  expect(named('cell')).toEqual(['17']);
  expect(named('listitem')).toHaveLength(2);
  // Each word once: where the structure has it.
  expect(named('StaticText').filter((text) => /One|Two|first words/.test(text))).toHaveLength(3);
});
