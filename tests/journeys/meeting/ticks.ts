// Measures how far apart screens are when the shown second of a countdown changes.
import type { Page } from 'playwright-core';

/** Runs in a page: the moments (this machine's clock, ms since 1970) at which each of the next texts of the countdown appeared. */
const watchTicks = () =>
  new Promise<Record<string, number>>((resolve) => {
    const timer = document.querySelector('[role=timer]');
    const seen: Record<string, number> = {};
    if (!timer) {
      resolve(seen);
      return;
    }
    const observer = new MutationObserver(() => {
      // Not Date: a page may have been given another clock.
      seen[timer.textContent] = performance.timeOrigin + performance.now();
      if (Object.keys(seen).length < 4) return;
      observer.disconnect();
      resolve(seen);
    });
    observer.observe(timer, { subtree: true, childList: true, characterData: true });
  });

/** Milliseconds between the first and the last screen to show a second: the median over those that all showed. */
export const spreadOfTicks = async (screens: readonly Page[]): Promise<number> => {
  const ticks = await Promise.all(screens.map((page) => page.evaluate(watchTicks)));
  const [first = {}] = ticks;
  const spreads = Object.keys(first).flatMap((text) => {
    const moments = ticks.map((seen) => seen[text]);
    return moments.some((moment) => moment === undefined)
      ? []
      : [Math.max(...(moments as number[])) - Math.min(...(moments as number[]))];
  });
  const sorted = spreads.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
};
