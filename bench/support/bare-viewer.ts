// A page with nothing but pdf.js's own viewer and one PDF: what opening a paper costs at least.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '#server/build/stamp.js';

const pdfjs = path.join(root, 'node_modules/pdfjs-dist');
const worker = '/pdfjs/legacy/build/pdf.worker.min.mjs';

const program = `
import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EventBus, PDFLinkService, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
GlobalWorkerOptions.workerSrc = ${JSON.stringify(worker)};
const eventBus = new EventBus();
const linkService = new PDFLinkService({ eventBus });
const viewer = new PDFViewer({ container: document.querySelector('#scroller'), eventBus, linkService });
linkService.setViewer(viewer);
eventBus.on('pagesinit', () => { viewer.currentScaleValue = 'auto'; });
getDocument({ url: '/file.pdf', wasmUrl: '/pdfjs/wasm/', cMapUrl: '/pdfjs/cmaps/', standardFontDataUrl: '/pdfjs/standard_fonts/' })
  .promise.then((pdf) => { viewer.setDocument(pdf); linkService.setDocument(pdf); });
`;

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><link rel="stylesheet" href="/viewer.css">
<link rel="icon" href="data:,"><style>body{margin:0}#scroller{position:absolute;inset:0;overflow:auto}</style>
<div id="scroller"><div class="pdfViewer"></div></div><script type="module" src="/program.js"></script></html>`;

const types: Record<string, string> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.pdf': 'application/pdf',
};

/** Scripts may be kept by the browser, as those of the built server may. */
export const startBareViewer = async (pdf: Uint8Array): Promise<{ url: string; close(): void }> => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  const made = new Map<string, Uint8Array>([
    ['/', Buffer.from(html)],
    ['/program.js', outputFiles[0]?.contents ?? new Uint8Array()],
    ['/viewer.css', await readFile(path.join(pdfjs, 'legacy/web/pdf_viewer.css'))],
    ['/file.pdf', pdf],
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bare');
    const known = made.get(pathname);
    const bytes = known
      ? Promise.resolve(known)
      : readFile(path.join(pdfjs, path.normalize(pathname.replace('/pdfjs/', '/'))));
    bytes.then(
      (body) => {
        response.setHeader('content-type', types[path.extname(pathname)] ?? 'text/html');
        if (pathname !== '/') response.setHeader('cache-control', 'max-age=31536000, immutable');
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
