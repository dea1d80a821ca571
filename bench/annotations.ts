// A document with 10,000 threads and 30,000 replies: loading it, scrolling over crowded pages, telling 200 readers, memory of 500 pages.
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '#tests/support/chromium.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { measure as measureCreation } from './annotations-live.ts';
import type { Benchmark } from './run.ts';
import { addThreads, openReadingRoom, percentile, type ReadingRoom } from './support/reading-room.ts';

const crowd = { pages: 50, perPage: 200, replies: 30_000 };
const pagesInAll = 500;
/** The same number of threads on all pages. */
const spread = { pages: pagesInAll, perPage: 20, replies: 30_000 };
/** Pixels per frame, and how many frames. */
const scroll = { by: 60, frames: 400 };

/** Memory of the processes that draw pages, MB: their own, and their part of what they share (proportional set size). */
const renderersMegabytes = (): number => {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  let total = 0;
  for (const pid of processes)
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!command.includes('--type=renderer') || !isOurs(Number(pid))) continue;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      total += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
    } catch {
      // It ended meanwhile.
    }
  return Math.round(total / 1e6);
};

/** Whether a process descends from this one. */
const isOurs = (pid: number): boolean => {
  for (let at = pid; at > 1;) {
    if (at === process.pid) return true;
    const status = readFileSync(`/proc/${String(at)}/stat`, 'utf8');
    at = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  }
  return false;
};

/** Bytes of an answer as they come over the network, compressed. */
const transferred = (room: ReadingRoom, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const cookie = room.state.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    get(room.url + address, { headers: { cookie, 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on('end', () => {
        resolve(bytes);
      });
    }).on('error', reject);
  });

const openPage = async (browser: Browser, room: ReadingRoom, documentId: string) => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    storageState: room.state,
  });
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(`${room.url}/documents/${documentId}`);
  await page.locator('.page[data-loaded] canvas').first().waitFor({ state: 'attached' });
  return { page, started, close: () => context.close() };
};

// As text, because what runs this file gives functions helpers that the page does not have.
const scrollAndTime = `(async () => {
  const scroller = document.querySelector('.reader-scroller');
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < ${String(scroll.frames)}; frame++) {
    scroller.scrollTop += ${String(scroll.by)};
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
})()`;

const frameTimes = async (session: CDPSession): Promise<number[]> => {
  const { result } = await session.send('Runtime.evaluate', {
    expression: scrollAndTime,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as number[];
};

interface Scrolled {
  /** With 200 highlights on each page, and without any; the threads folded away in both. */
  readonly full: number[];
  readonly empty: number[];
  /** With the highlights, and the threads beside the paper moving along. */
  readonly beside: number[];
}

/** Frame times of scrolling, the documents in turns. */
const compareScrolling = async (browser: Browser, room: ReadingRoom, full: string, empty: string) => {
  const times: Scrolled = { full: [], empty: [], beside: [] };
  for (let round = 0; round < 3; round++)
    for (const [which, id] of [
      ['empty', empty],
      ['full', full],
      ['beside', full],
    ] as const) {
      const { page, close } = await openPage(browser, room, id);
      if (which !== 'beside') await page.getByRole('button', { name: 'Fold the threads' }).first().click();
      await page.waitForTimeout(2500);
      const session = await page.context().newCDPSession(page);
      times[which].push(...(await frameTimes(session)));
      await close();
    }
  return times;
};

const visitAllPages = async (page: Page): Promise<number> => {
  let most = 0;
  const field = page.getByRole('textbox', { name: /page/i }).first();
  for (let number = 1; number <= pagesInAll; number += 1) {
    await field.fill(String(number));
    await field.press('Enter');
    await page
      .locator(`.page[data-page-number="${String(number)}"][data-loaded] canvas`)
      .waitFor({ state: 'attached', timeout: 20_000 });
    if (number % 25 === 0) most = Math.max(most, renderersMegabytes());
  }
  return most;
};

/** See the names: ms, bytes (`load_bytes` compressed, as transferred), MB; ratios to what is named beside them. */
export const measure: Benchmark = async () => {
  const room = await openReadingRoom();
  const browser = await launchChromium();
  try {
    const pdf = await makePdf({ pages: pagesInAll });
    const full = await room.addDocument(pdf);
    const empty = await room.addDocument(pdf);
    await addThreads(room, full, crowd);
    const wide = await room.addDocument(pdf);
    await addThreads(room, wide, spread);

    const address = `/api/documents/${full.id}/threads`;
    const began = performance.now();
    const response = await room.api.get(address, { headers: { 'accept-encoding': 'gzip' } });
    const body = await response.body();
    const loadMs = performance.now() - began;
    const { packed } = JSON.parse(body.toString()) as { packed: { threads: { replies: unknown[] }[] } };

    const opened = await openPage(browser, room, full.id);
    await opened.page.locator('[data-thread]').first().waitFor();
    const interactiveMs = performance.now() - opened.started;
    const session = await opened.page.context().newCDPSession(opened.page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await opened.close();

    const times = await compareScrolling(browser, room, full.id, empty.id);
    const [p95, bare] = [percentile(times.full, 0.95), percentile(times.empty, 0.95)];

    const visiting = await openPage(browser, room, wide.id);
    const visitedMegabytes = await visitAllPages(visiting.page);
    await visiting.close();

    return {
      threads: packed.threads.length,
      replies: packed.threads.reduce((sum, { replies }) => sum + replies.length, 0),
      load_ms: Math.round(loadMs),
      load_bytes: await transferred(room, address),
      load_json_bytes: body.byteLength,
      interactive_ms: Math.round(interactiveMs),
      heap_bytes: usedSize,
      frame_p95_ms: Math.round(p95 * 10) / 10,
      frame_p95_with_threads_beside_ms: Math.round(percentile(times.beside, 0.95) * 10) / 10,
      frame_p95_without_ms: Math.round(bare * 10) / 10,
      frame_ratio: Math.round((p95 / bare) * 100) / 100,
      visited_500_pages_mb: visitedMegabytes,
      ...(await measureCreation({})),
    };
  } finally {
    await browser.close();
    await room.close();
  }
};
