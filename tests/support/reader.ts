// Drives the reader in a real browser the way a hand does: finds words on a page and drags the mouse over them.
import type { Page } from 'playwright-core';

interface Point {
  x: number;
  y: number;
}

/**
 * Selects `words` on a page (counted from 0) by a mouse drag over the text layer; white space, hyphens and ligatures do not matter.
 * Pass `to` to end elsewhere, on this or another page. Throws when the words are not on the page.
 */
export async function selectPassage(
  page: Page,
  pageIndex: number,
  words: string,
  to?: { pageIndex: number; words: string },
): Promise<void> {
  await showPage(page, pageIndex);
  // A drag that begins on selected words would carry them away instead of selecting.
  await page.evaluate(() => document.getSelection()?.removeAllRanges());
  const from = await endsOf(page, pageIndex, words);
  await page.mouse.move(from.start.x, from.start.y);
  await page.mouse.down();
  // Chromium begins a selection with the first movement; only after that may the page be scrolled.
  await page.mouse.move(from.start.x + (from.upwards ? 0 : 8), from.start.y - (from.upwards ? 8 : 0), {
    steps: 4,
  });
  const target = to ? await endsOf(page, to.pageIndex, to.words) : await endsOf(page, pageIndex, words);
  await page.mouse.move((from.start.x + target.end.x) / 2, (from.start.y + target.end.y) / 2, { steps: 4 });
  await page.mouse.move(target.end.x, target.end.y, { steps: 8 });
  await page.mouse.up();
  // The reader reports a passage in the task after the mouse came up.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

/** Scrolls to a page and waits until its words can be selected. */
export async function showPage(page: Page, pageIndex: number): Promise<void> {
  const sheet = page.locator(`.reader-host .page[data-page-number="${String(pageIndex + 1)}"]`);
  await sheet.evaluate((element) => {
    element.scrollIntoView({ block: 'start', behavior: 'instant' });
  });
  await sheet.locator('.textLayer .endOfContent').waitFor({ state: 'attached' });
}

/** The window's points just inside of the first and the last of the words; scrolls them to the middle when they are out of sight. */
async function endsOf(
  page: Page,
  pageIndex: number,
  words: string,
): Promise<{ start: Point; end: Point; upwards: boolean }> {
  const measure = () => page.evaluate(boxesInPage, [pageIndex, words] as const);
  let boxes = await measure();
  if (boxes) {
    const { first, last, pane } = boxes;
    // Text that runs upwards ends above where it begins.
    const [upper, lower] = [Math.min(first.top, last.top), Math.max(first.bottom, last.bottom)];
    if (upper < pane.top || lower > pane.bottom) {
      await page.locator('.reader-scroller').evaluate(
        (element, top) => {
          element.scrollBy({ top, behavior: 'instant' });
        },
        upper - pane.top - pane.height / 3,
      );
      boxes = await measure();
    }
  }
  if (!boxes) throw new Error(`Not on page ${String(pageIndex + 1)}: ${words}`);
  const { first, last, upwards } = boxes;
  if (upwards)
    return {
      start: { x: first.left + first.width / 2, y: first.bottom - Math.min(1, first.height / 4) },
      end: { x: last.left + last.width / 2, y: last.top + Math.min(1, last.height / 4) },
      upwards,
    };
  return {
    start: { x: first.left + Math.min(1, first.width / 4), y: first.top + first.height / 2 },
    end: { x: last.right - Math.min(1, last.width / 4), y: last.top + last.height / 2 },
    upwards,
  };
}

/** Runs in the browser: where the first and the last letter of the words stand in the window; null when they are not there. */
function boxesInPage([pageIndex, words]: readonly [number, string]) {
  const pane = document.querySelector('.reader-scroller');
  const layer = document.querySelector(`.page[data-page-number="${String(pageIndex + 1)}"] .textLayer`);
  if (!layer || !pane) return null;
  const letters: { node: Node; offset: number; letter: string }[] = [];
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    for (let offset = 0; offset < text.length; offset++) {
      // Ligatures count as the letters they stand for.
      for (const letter of text.charAt(offset).normalize('NFKC')) {
        if (letter.trim() !== '' && letter !== '-') letters.push({ node, offset, letter });
      }
    }
  }
  const bare = words.normalize('NFKC').replace(/[\s-]/gu, '');
  const at = letters
    .map(({ letter }) => letter)
    .join('')
    .indexOf(bare);
  if (at < 0 || bare === '') return null;
  const [first, last] = [letters[at], letters[at + bare.length - 1]].map((place) => {
    const range = document.createRange();
    if (!place) return range.getBoundingClientRect();
    range.setStart(place.node, place.offset);
    range.setEnd(place.node, place.offset + 1);
    return range.getBoundingClientRect();
  });
  const run = letters[at]?.node.parentElement?.getBoundingClientRect();
  const upwards = run !== undefined && run.height > run.width * 2;
  return first && last ? { first, last, upwards, pane: pane.getBoundingClientRect() } : null;
}
