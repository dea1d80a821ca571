// What opens on a page: every menu, panel and dialog is opened, looked at in light and dark, and closed again.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Cast } from './cast.ts';
import { endOfTransitions, findings, settle } from './looks.ts';
import { placesOf } from './places.ts';

/** Says that it opens something, or begins like what opens a dialog. */
const opensSomething = ':is([aria-haspopup]:not([role=combobox]), [aria-expanded="false"]):visible';
const opensDialog =
  /^(Add|New|Replace|Edit|Import|Export|Report|Invite|Remove|Delete|Drop|Assign|Print|Create|Keys|Change|History|What has)/;
const opened = '[role=dialog]:visible, [role=menu]:visible, [role=listbox]:visible';

/** Names that differ by a person or a title only stand for the same thing. */
const nameOf = async (button: Locator) => {
  const name = await button.evaluate((element) =>
    (element.getAttribute('aria-label') ?? element.textContent).trim(),
  );
  return name.replace(/“.*”/, '…').split(/\s+/).slice(0, 2).join(' ');
};

const shapeOf = (path: string) => path.replaceAll(/\/[a-z0-9]{24}/g, '/…');

const named = async (buttons: Locator) => {
  const names = new Map<string, Locator>();
  for (const button of await buttons.all()) {
    const name = await nameOf(button);
    if (!names.has(name)) names.set(name, button);
  }
  return names;
};

const close = async (page: Page) => {
  for (let press = 0; press < 4 && (await page.locator(opened).count()) > 0; press++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
};

/** What axe says of what stands open, or of the whole page where something unfolded in it. */
const lookClosely = async (page: Page, name: string): Promise<string[]> => {
  const isApart = (await page.locator(opened).count()) > 0;
  const found: string[] = [];
  for (const colorScheme of isApart ? (['dark', 'light'] as const) : (['light'] as const)) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await endOfTransitions(page);
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    const lines = await findings(page, { rules, within: isApart ? '[role=dialog], [role=menu]' : undefined });
    found.push(...lines.map((line) => `${name}, ${colorScheme}, ${line}`));
  }
  return found;
};

/** Opens what is new among the buttons of a page, and what the menus' items open in turn. */
const openAll = async (page: Page, address: string, seen: Set<string>): Promise<string[]> => {
  const found: string[] = [];
  const open = async (find: () => Promise<Locator | undefined>, name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const button = await find();
    if (!button || !(await button.isEnabled())) return;
    await button.click();
    await page.waitForTimeout(150);
    found.push(...(await lookClosely(page, name)));
    const items = [...(await named(page.locator('[role=menuitem]:visible'))).keys()].filter((item) =>
      opensDialog.test(item),
    );
    await close(page);
    if (page.url() !== address) await goTo();
    for (const item of items)
      await open(async () => {
        const again = await find();
        await again?.click();
        const choice = (await named(page.locator('[role=menuitem]:visible'))).get(item);
        return choice;
      }, `${name} > ${item}`);
  };
  const goTo = async () => {
    await page.goto(address);
    await settle(page);
  };
  await goTo();
  const buttons = () =>
    page.locator(`button${opensSomething}`).or(page.getByRole('button', { name: opensDialog }));
  for (const name of (await named(buttons())).keys())
    await open(async () => (await named(buttons())).get(name), name);
  return found;
};

/** Chapters that the pages of each are looked at in: much opens on those of the staff. */
const chapters = { instructor: 3, student: 1 } as const;

export const lookAtWhatOpens = (cast: Cast): void => {
  const { aside, open, server } = cast;
  const tell = (who: keyof typeof chapters, part: number, seen: Set<string>) => async () => {
    const paper = (await placesOf(cast, 'student')).find((path) => path.startsWith('/documents/')) ?? '';
    // Meetings and papers are alike: one of each is enough.
    const paths = (await placesOf(cast, who)).filter(
      (path, i, all) =>
        !path.startsWith('/documents/') && all.findIndex((other) => shapeOf(other) === shapeOf(path)) === i,
    );
    paths.push(paper);
    const page = await open(`${who} who opens everything`, {
      storageState: await cast[who].context().storageState(),
    });
    const found: string[] = [];
    for (const path of paths.filter((_, i) => i % chapters[who] === part))
      for (const finding of await openAll(page, server.url + path, seen)) found.push(`${path} ${finding}`);
    await page.close();
    expect(found).toEqual([]);
    // Otherwise nothing that opens was found, and nothing is proved.
    if (part === chapters[who] - 1) expect(seen.size).toBeGreaterThan(12);
  };
  for (const who of ['instructor', 'student'] as const) {
    const seen = new Set<string>();
    for (let part = 0; part < chapters[who]; part++)
      aside(
        `what opens on the pages of the ${who}, ${String(part + 1)} of ${String(chapters[who])}`,
        tell(who, part, seen),
      );
  }
};
