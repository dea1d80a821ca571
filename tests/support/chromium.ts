// Starts the system's Chromium for tests that look at pages as a person does.
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.js';

// Nothing of the browser's own may reach out or cost time.
const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A headless browser; close it after the tests. Throws where there is none: `npm test` says how to get one. */
export const launchChromium = (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium here: run `npm test`, or set CHROMIUM_PATH.');
  const args = process.getuid?.() === 0 ? [...flags, '--no-sandbox'] : flags;
  return chromium.launch({ executablePath, args, headless: true });
};
