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
  await page.mouse.move(from.start.x + from.along.x * 8, from.start.y + from.along.y * 8, { steps: 4 });
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

/** So near to the pane's border, in CSS pixels, a drag makes Chromium scroll by itself. */
const edge = 60;

/** The window's points just inside of the first and the last of the words; scrolls them to the middle when they are out of sight. */
async function endsOf(
  page: Page,
  pageIndex: number,
  words: string,
): Promise<{ start: Point; end: Point; along: Point }> {
  // A page that one has just scrolled to is drawn a moment later.
  const measure = async () => {
    for (let look = 0; look < 100; look++) {
      const found = await page.evaluate(boxesInPage, [pageIndex, words] as const);
      if (found) return found;
      await page.waitForTimeout(50);
    }
    return null;
  };
  let boxes = await measure();
  if (boxes) {
    const { first, last, pane } = boxes;
    // On pages that are turned, text runs up or down.
    const [upper, lower] = [Math.min(first.top, last.top), Math.max(first.bottom, last.bottom)];
    const [left, right] = [Math.min(first.left, last.left), Math.max(first.right, last.right)];
    const down = upper < pane.top + edge || lower > pane.bottom - edge;
    const sideways = left < pane.left || right > pane.right;
    if (down || sideways) {
      await page.locator('.reader-scroller').evaluate(
        (element, by) => {
          element.scrollBy({ ...by, behavior: 'instant' });
        },
        {
          top: down ? upper - pane.top - pane.height / 3 : 0,
          left: sideways ? left - pane.left - pane.width / 3 : 0,
        },
      );
      boxes = await measure();
    }
  }
  if (!boxes) throw new Error(`Not on page ${String(pageIndex + 1)}: ${words}`);
  const { first, last, along } = boxes;
  /** The middle of a letter, moved to just inside of its edge before (-1) or behind (1). */
  const edgeOf = (box: DOMRect, side: 1 | -1): Point => {
    const inside = (size: number) => side * (size / 2 - Math.min(1, size / 4));
    return {
      x: box.left + box.width / 2 + along.x * inside(box.width),
      y: box.top + box.height / 2 + along.y * inside(box.height),
    };
  };
  return { start: edgeOf(first, -1), end: edgeOf(last, 1), along };
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
  if (!first || !last) return null;
  // A run of a letter or two is taller than wide either way.
  const within = letters.slice(at, at + bare.length);
  const long = within.find(({ node }) => (node.nodeValue ?? '').trim().length > 4)?.node ?? within[0]?.node;
  const run = long?.parentElement?.getBoundingClientRect();
  const along =
    run && run.height > run.width * 2 ? { x: 0, y: Math.sign(last.top - first.top) } : { x: 1, y: 0 };
  return { first, last, along, pane: pane.getBoundingClientRect() };
}
