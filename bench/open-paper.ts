// How long it takes from the navigation until a paper can be read and its text selected, beside the bare pdf.js page.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { root } from '#server/build/stamp.js';
import { launchChromium } from '#tests/support/chromium.ts';
import { makePdf } from '#tests/support/pdf.ts';
import type { Benchmark } from './run.ts';
import { startBareViewer } from './support/bare-viewer.ts';
import { addThreads, median, openReadingRoom, type ReadingRoom } from './support/reading-room.ts';

const runs = 6;
const threads = 300;

/** Milliseconds since the navigation began. */
interface Opened {
  readonly painted: number;
  readonly selectable: number;
}

// Runs in the page: both draw with the same viewer, which marks a page that is painted and ends its text with an element. As text,
// because what runs this file gives functions helpers that the page does not have.
const watch = `(() => {
  const seen = (globalThis.opened = {});
  (function look() {
    if (document.querySelector('.page[data-loaded] canvas')) seen.painted ??= performance.now();
    if (document.querySelector('.textLayer .endOfContent')) seen.selectable ??= performance.now();
    if (!seen.painted || !seen.selectable) requestAnimationFrame(look);
  })();
})()`;

const open = async (page: Page, address: string): Promise<Opened> => {
  await page.goto(address);
  const seen = await page.waitForFunction(() => {
    const { opened } = globalThis as unknown as { opened?: Partial<Opened> };
    return opened?.painted !== undefined && opened.selectable !== undefined ? opened : null;
  });
  return (await seen.jsonValue()) as Opened;
};

interface Side {
  readonly address: string;
  readonly state: ReadingRoom['state'] | undefined;
  readonly cold: Opened[];
  readonly warm: Opened[];
}

/** Cold: a browser that was never here. Warm: the same one once more. */
const openOnce = async (browser: Browser, { address, state, cold, warm }: Side) => {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    ...(state ? { storageState: state } : {}),
  });
  await context.addInitScript({ content: watch });
  const page = await context.newPage();
  cold.push(await open(page, address));
  await page.goto('about:blank');
  warm.push(await open(page, address));
  await context.close();
};

/** Ours and the bare page in turns, and each as often first, so that what else the machine does falls on both. */
const compare = async (browser: Browser, ours: Side, theirs: Side) => {
  for (let run = 0; run < runs; run++)
    for (const side of run % 2 === 0 ? [ours, theirs] : [theirs, ours]) await openOnce(browser, side);
};

const papers = async (): Promise<{ name: string; pdf: Uint8Array }[]> => {
  const folder = path.join(root, '../shared/papers');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pdf'));
  const real = await Promise.all(
    names.map(async (name) => ({
      name: path.basename(name, '.pdf').replaceAll('-', '_'),
      pdf: new Uint8Array(await readFile(path.join(folder, name))),
    })),
  );
  return [...real, { name: 'generated', pdf: await makePdf({ pages: 12 }) }];
};

const rounded = (value: number) => Math.round(value * 100) / 100;

/** Milliseconds, medians; ratios to the bare page are the worst of the papers, cold; `ratio` is the worse of the two. */
export const measure: Benchmark = async () => {
  const room = await openReadingRoom();
  const browser = await launchChromium();
  const result: Record<string, number> = {};
  const ratios = { painted: [] as number[], selectable: [] as number[] };
  try {
    for (const { name, pdf } of await papers()) {
      const document = await room.addDocument(pdf);
      const pages = Math.min(document.pages, 10);
      await addThreads(room, document, { pages, perPage: Math.ceil(threads / pages), replies: threads });
      const bare = await startBareViewer(pdf);
      const address = `${room.url}/documents/${document.id}`;
      const ours: Side = { address, state: room.state, cold: [], warm: [] };
      const theirs: Side = { address: bare.url, state: undefined, cold: [], warm: [] };
      await compare(browser, ours, theirs);
      bare.close();
      for (const when of ['cold', 'warm'] as const)
        for (const what of ['painted', 'selectable'] as const) {
          const [own, least] = [ours, theirs].map((times) => median(times[when].map((time) => time[what])));
          result[`${name}_${when}_${what}_ms`] = Math.round(own ?? 0);
          result[`${name}_${when}_${what}_bare_ms`] = Math.round(least ?? 0);
          if (when === 'cold') ratios[what].push((own ?? 0) / (least ?? 1));
        }
    }
    const [painted, selectable] = [Math.max(...ratios.painted), Math.max(...ratios.selectable)];
    return {
      ...{ ...result, threads, ratio_painted: rounded(painted), ratio_selectable: rounded(selectable) },
      ratio: rounded(Math.max(painted, selectable)),
    };
  } finally {
    await browser.close();
    await room.close();
  }
};
