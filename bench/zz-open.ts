import { launchChromium } from '#tests/support/chromium.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { startBareViewer } from './support/bare-viewer.ts';
import { addThreads, openReadingRoom } from './support/reading-room.ts';
const watch = `(() => {
  const seen = (globalThis.opened = {});
  (function look() {
    if (document.querySelector('.page[data-loaded] canvas')) seen.painted ??= performance.now();
    if (document.querySelector('.pdfViewer .page')) seen.page ??= performance.now();
    if (!seen.painted) requestAnimationFrame(look);
  })();
})()`;
export const measure = async () => {
  const room = await openReadingRoom();
  const browser = await launchChromium();
  const pdf = await makePdf({ pages: 12 });
  const document = await room.addDocument(pdf);
  await addThreads(room, document, { pages: 10, perPage: 30, replies: 300 });
  const bare = await startBareViewer(pdf);
  for (let i = 0; i < 4; i++) for (const [name, url, state] of [['ours', `${room.url}/documents/${document.id}`, room.state], ['bare', bare.url, undefined]] as const) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...(state ? { storageState: state } : {}) });
    await context.addInitScript({ content: watch });
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => (globalThis as any).opened?.painted);
    const seen = await page.evaluate(() => ({ ...(globalThis as any).opened, res: performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).map((e: any) => [e.name.replace(/.*\/\/[^/]+/, '').slice(-46), Math.round(e.startTime), Math.round(e.requestStart), Math.round(e.responseStart), Math.round(e.responseEnd), e.encodedBodySize]).filter((e: any) => e[1] < (globalThis as any).opened.painted) }));
    if (i > 1) { console.log(name, Math.round(seen.page), Math.round(seen.painted)); for (const r of seen.res.sort((a: any, b: any) => a[1] - b[1])) console.log('   ', r.join('  ')); }
    await context.close();
  }
  await browser.close(); bare.close(); await room.close();
  return {};
};
