// The frame of a journey: the built server as a process, one browser, a window per person, and an eye on every console.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { createClient, type Client } from './client.ts';
import { startServer, type RunningServer } from './server.ts';

export interface Journey {
  readonly server: RunningServer;
  readonly browser: Browser;
  /** A browser window with cookies of its own; `who` names it in failures. 1,440 x 900 unless told. */
  open(who: string, options?: BrowserContextOptions): Promise<Page>;
  /** Somebody who uses the API without a browser, for the many that a class needs. */
  client(): Client;
  /** One chapter. It fails when a page threw, a console showed an error, or an earlier chapter failed. */
  chapter(title: string, tell: () => Promise<void>): void;
  /** A chapter on which nothing depends that follows. */
  aside(title: string, tell: () => Promise<void>): void;
  /** Ends the server as a power cut does. */
  killServer(): Promise<void>;
  /** Starts it again where it was, on what it left. */
  startServerAgain(): Promise<void>;
  /** Runs `act`, during which errors whose text fits are part of the story. */
  forgiving(expected: RegExp, act: () => Promise<void>): Promise<void>;
}

const patienceMs = 30_000;
const chapterMs = 180_000;
/** pdf.js writes this when a page is drawn anew while it still looks for links on it; the page is drawn all the same. */
const drawnAnew = /injectLinkAnnotations: Error: `render` method must be called/;

/**
 * Call it at the top of a test file, with settings of the server that this story needs besides. `prepare` makes what the story begins with; it belongs in here, because Jest cleans up
 * only after files that could be loaded.
 */
export const startJourney = async <T extends object>(
  prepare: (journey: Journey) => Promise<T>,
  {
    dataDir,
    env: more = {},
  }: { readonly dataDir?: string | undefined; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Journey & T> => {
  const browser = await launchChromium();
  const env = { TRUSTED_PROXIES: '1', ...more };
  const server = await startServer({ env, ...(dataDir === undefined ? {} : { dataDir }) }).catch(
    async (error: unknown) => {
      await browser.close();
      throw error;
    },
  );
  // The one that runs now.
  let running = server;
  const end = async () => {
    await browser.close();
    await running.stop();
    if (dataDir === undefined) await rm(server.dataDir, { recursive: true, force: true });
  };
  afterAll(end);

  const windows = new Map<string, Page>();
  const problems: string[] = [];
  let expected: RegExp | undefined;
  let clients = 0;
  let brokenBy: string | undefined;

  const note = (who: string, what: string) => {
    if (expected?.test(what) !== true && !drawnAnew.test(what)) problems.push(`${who}: ${what}`);
  };

  const open: Journey['open'] = async (who, options = {}) => {
    clients += 1;
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      timezoneId: 'America/New_York',
      locale: 'en-GB',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
      // Rate limits count by address: everybody comes from their own.
      extraHTTPHeaders: { 'x-forwarded-for': `10.1.0.${String(clients)}` },
      ...options,
    });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    windows.set(who, page);
    page.on('pageerror', (error) => {
      note(who, `threw ${error.stack ?? error.message}`);
    });
    // Breaches of the Content-Security-Policy arrive here too.
    page.on('console', (message) => {
      if (message.type() === 'error') note(who, `${message.text()} (${message.location().url})`);
    });
    page.on('close', () => windows.delete(who));
    return page;
  };

  const photograph = async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-journey-'));
    const shots = [...windows].map(async ([who, page]) => {
      const file = path.join(folder, `${who.replace(/\W+/g, '-')}.png`);
      await page.screenshot({ path: file, timeout: 5000 });
      return `${file} (${page.url()})`;
    });
    const taken = await Promise.allSettled(shots);
    return taken.flatMap((shot) => (shot.status === 'fulfilled' ? [shot.value] : []));
  };

  const chapter = (title: string, tell: () => Promise<void>, isAside = false) => {
    test(
      title,
      async () => {
        if (brokenBy !== undefined) throw plain(`The story broke off at “${brokenBy}”.`);
        try {
          await tell();
          if (problems.length > 0) throw plain('A page or its console shows an error; see above.');
        } catch (error) {
          if (!isAside) brokenBy = title;
          const lines = [
            title,
            ...problems.splice(0),
            ...said(running),
            'Screenshots:',
            ...(await photograph()),
          ];
          process.stderr.write(`\n${lines.join('\n  ')}\n`);
          throw error;
        }
      },
      chapterMs,
    );
  };

  const journey: Journey = {
    server,
    browser,
    open,
    client: () => {
      clients += 1;
      return createClient(server.url, `10.1.0.${String(clients)}`);
    },
    chapter: (title, tell) => {
      chapter(title, tell);
    },
    aside: (title, tell) => {
      chapter(title, tell, true);
    },
    killServer: async () => {
      await running.kill();
    },
    startServerAgain: async () => {
      const { port } = new URL(server.url);
      running = await startServer({ dataDir: server.dataDir, env: { ...env, PORT: port } });
    },
    forgiving: async (pattern, act) => {
      expected = pattern;
      try {
        await act();
      } finally {
        expected = undefined;
      }
    },
  };
  try {
    return { ...journey, ...(await prepare(journey)) };
  } catch (error) {
    process.stderr.write(`\n${said(running).join('\n')}\n`);
    await end();
    throw error;
  }
};

/** The end of what the server printed, without the link it begins with. */
const said = (server: RunningServer) => server.output().trim().split('\n').slice(2).slice(-10);

/** An error that needs no picture of the code around it. */
const plain = (message: string) => {
  const error = new Error(message);
  error.stack = message;
  return error;
};

/** Repeats `check` until it no longer throws; after the time the last error is the outcome. */
export const eventually = async <T>(check: () => T | Promise<T>, withinMs = patienceMs): Promise<T> => {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};
