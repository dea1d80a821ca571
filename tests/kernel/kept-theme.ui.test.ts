/** @jest-environment #tests/support/browser-environment.ts */
// What is drawn before the client stands on the ground that was chosen, whatever the system's is.
import { afterEach, expect, test } from '@jest/globals';
import { showKeptTheme } from '#client/kernel/kept-theme.ts';

afterEach(() => {
  localStorage.clear();
});

test.each([
  ['light', true, 'light'],
  ['dark', false, 'dark'],
  ['auto', true, 'dark'],
  [null, false, 'light'],
  ['nonsense', true, 'dark'],
])('kept %s on a system that is dark (%s): %s', (kept, isDark, shown) => {
  if (kept !== null) localStorage.setItem('mantine-color-scheme-value', kept);
  const page = document.implementation.createHTMLDocument();
  page.head.innerHTML = '<meta name="color-scheme" content="light dark">';
  showKeptTheme(page, () => isDark);
  const ground = page.querySelector('meta')?.getAttribute('content');
  expect([page.documentElement.dataset['mantineColorScheme'], ground]).toEqual([shown, shown]);
});
