// Every page at two widths, light and dark: axe-core finds nothing, and nothing is wider than the screen, also at 200 % zoom.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Cast } from './cast.ts';
import { placesOf } from './places.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;

/** What is there now instead of skeletons. */
export const settle = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).filter({ visible: true }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[role=status][aria-label^=Loading], [aria-label^=Opening]') === null,
  );
  if (page.url().includes('/documents/'))
    await page.locator('.textLayer .endOfContent').first().waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
};

/** Colours on their way from one scheme to the other say nothing. */
export const endOfTransitions = (page: Page) =>
  page.evaluate(async () => {
    const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(moving.map((animation) => animation.finished));
  });

/** Findings that matter to somebody as lines: rule, then the first elements. `rules` and `within` narrow it down. */
export const findings = async (
  page: Page,
  { rules, within }: { rules?: string[] | undefined; within?: string | undefined } = {},
): Promise<string[]> => {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    ([context, only]) =>
      (window as unknown as { axe: { run(context: object, options: object): Promise<unknown> } }).axe.run(
        context === undefined ? document : { include: [[context]] },
        { resultTypes: ['violations'], ...(only ? { runOnly: only } : {}) },
      ),
    [within, rules] as const,
  )) as AxeResults;
  return violations
    .filter(({ impact, id }) => impact !== 'minor' && !(within !== undefined && id === 'region'))
    .map(({ id, nodes }) => {
      const where = nodes
        .slice(0, 3)
        .map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`);
      return `${id}: ${where.join(' | ')}`;
    });
};

const look = async ({ forgiving }: Cast, page: Page, address: string): Promise<string[]> => {
  const found: string[] = [];
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address);
  await settle(page);
  found.push(...(await findings(page)));
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) found.push(`it is ${String(over)} px wider than the screen`);
  // Twice as large on a wide screen is as if it were half as wide; a narrow one is so already.
  const viewport = page.viewportSize();
  if (viewport && viewport.width > 1000) {
    const drawMs = address.includes('/documents/') ? 1200 : 100;
    // pdf.js complains of a page that is drawn anew while it still looks for links on it.
    await forgiving(/injectLinkAnnotations/, async () => {
      await page.setViewportSize({ width: viewport.width / 2, height: viewport.height / 2 });
      await page.waitForTimeout(drawMs);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (tooWide > 0) found.push(`at 200 % it is ${String(tooWide)} px wider than the screen`);
      await page.setViewportSize(viewport);
      await page.waitForTimeout(drawMs);
    });
  }
  // Only colours change in the dark.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  await endOfTransitions(page);
  found.push(...(await findings(page, { rules: ['color-contrast'] })).map((finding) => `dark, ${finding}`));
  return found;
};

export const lookAtEveryPage = (cast: Cast): void => {
  const { aside, open, server } = cast;
  const all = ['visitor', 'instructor', 'student', 'instructor talks', 'student talks'] as const;
  for (const who of all)
    aside(`the pages of the ${who}: contrast, names, roles, width`, async () => {
      const person = who === 'visitor' ? undefined : who.startsWith('instructor') ? 'instructor' : 'student';
      const state = await (person && cast[person].context().storageState());
      const paths = await placesOf(cast, who);
      const found = await Promise.all(
        (['wide', 'narrow'] as const).map(async (width) => {
          const page = await open(`${who} ${width}`, {
            viewport: widths[width],
            ...(state ? { storageState: state } : {}),
          });
          const lines: string[] = [];
          for (const path of paths)
            for (const finding of await look(cast, page, server.url + path))
              lines.push(`${width} ${path} ${finding}`);
          await page.close();
          return lines;
        }),
      );
      expect(found.flat()).toEqual([]);
    });
};
