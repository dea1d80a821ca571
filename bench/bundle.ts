// How much JavaScript a browser really loads: signed out on the first page, and in addition when a paper is opened.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { APIRequestContext, BrowserContext } from 'playwright-core';
import { root } from '#server/build/stamp.js';
import { newId } from '#shared/kernel/primitives.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { type RunningServer, startServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';

const gzipSize = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).byteLength;

/** Collects the addresses of all scripts that the pages and workers of a context load. */
const watchScripts = (context: BrowserContext) => {
  const seen = new Set<string>();
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.m?js$/.test(pathname)) seen.add(pathname);
  });
  return seen;
};

const sizeOf = async (addresses: Iterable<string>) => {
  const files = [...addresses].map((address) => readFile(path.join(root, 'dist/client', address)));
  return (await Promise.all(files)).reduce((sum, bytes) => sum + gzipSize(bytes), 0);
};

const sendJson = async <Result>(api: APIRequestContext, address: string, data: object): Promise<Result> => {
  const response = await api.post(address, { data });
  if (!response.ok()) throw new Error(`${address}: ${await response.text()}`);
  return (await response.json()) as Result;
};

/** Signs the context in as the first administrator and gives the address of a paper. */
const preparePaper = async (api: APIRequestContext, server: RunningServer): Promise<string> => {
  const token = server.administratorLink?.split('#')[1] ?? '';
  const person = { name: 'Ada', email: 'ada@example.org', password: 'slow green turtles' };
  await sendJson(api, '/api/administrator', { token, ...person });
  const course = { id: newId(), title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' };
  await sendJson(api, '/api/courses', course);
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const meeting = { id: newId(), topic: 'Leases', place: '', startsAt, durationMinutes: 80 };
  await sendJson(api, `/api/courses/${course.id}/meetings`, meeting);
  const buffer = Buffer.from(await makePdf());
  const uploaded = await api.post(`/api/meetings/${meeting.id}/papers/upload`, {
    multipart: { id: newId(), file: { name: 'paper.pdf', mimeType: 'application/pdf', buffer } },
  });
  const paper = (await uploaded.json()) as { document?: { id: string } };
  if (!paper.document) throw new Error(`The paper was not taken: ${await uploaded.text()}`);
  return `/documents/${paper.document.id}`;
};

const bareReact = async () => {
  const contents = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client';
    createRoot(document.body).render(createElement('p'));`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles.reduce((sum, file) => sum + gzipSize(file.contents), 0);
};

/** Bytes after gzip. The reader's count what comes on top of the first page, the worker of pdf.js included. */
export const measure: Benchmark = async () => {
  const server = await startServer();
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const scripts = watchScripts(context);
    const page = await context.newPage();
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.getByRole('heading').first().waitFor();
    const firstPage = new Set(scripts);

    const address = await preparePaper(context.request, server);
    scripts.clear();
    await page.goto(address, { waitUntil: 'networkidle' });
    await page.locator('.textLayer span').first().waitFor({ state: 'attached' });
    const reader = [...scripts].filter((script) => !firstPage.has(script));
    if (!reader.some((script) => script.includes('pdf.worker')))
      throw new Error('The worker of pdf.js was not seen.');

    const firstPageBytes = await sizeOf(firstPage);
    const baselineBytes = await bareReact();
    return {
      first_page_gzip_bytes: firstPageBytes,
      reader_gzip_bytes: await sizeOf(reader),
      first_page_files: firstPage.size,
      reader_files: reader.length,
      react_alone_gzip_bytes: baselineBytes,
      ratio: Math.round((firstPageBytes / baselineBytes) * 100) / 100,
    };
  } finally {
    await browser.close();
    await server.stop();
  }
};
