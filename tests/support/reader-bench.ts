// Serves the reader by itself, with the PDFs of a test, to a real browser: no server, no database, no account.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from '#server/build/stamp.js';

const types: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.pdf': 'application/pdf',
};

const pdfjs = path.join(root, 'node_modules/pdfjs-dist');
const worker = '/pdfjs/legacy/build/pdf.worker.min.mjs';
const html = `<!doctype html><html lang="en" data-mantine-color-scheme="light"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Reader</title><link rel="stylesheet" href="/reader-page.css"><link rel="icon" href="data:,">
<style>body{margin:0}</style><main></main><script type="module" src="/reader-page.js"></script></html>`;

export interface ReaderBench {
  /** The address of the reader with one of the files. */
  addressOf(file: string): string;
  close(): Promise<void>;
}

/** `pdfs` by name. Takes about two seconds: the reader is bundled anew. */
export async function startReaderBench(pdfs: Readonly<Record<string, Uint8Array>>): Promise<ReaderBench> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'tests/support/reader-page.tsx')],
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'chrome130',
    jsx: 'automatic',
    loader: { '.svg': 'empty', '.gif': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'worker-address',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /\?url$/ }, (asked) => ({ path: asked.path, namespace: 'address' }));
          onLoad({ filter: /.*/, namespace: 'address' }, () => ({
            contents: `export default ${JSON.stringify(worker)}`,
          }));
        },
      },
    ],
  });
  const made = new Map(outputFiles.map((file) => [file.path, Buffer.from(file.contents)]));
  made.set('/', Buffer.from(html));
  for (const [name, bytes] of Object.entries(pdfs)) made.set(`/${name}`, Buffer.from(bytes));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://reader');
    const found = made.get(pathname);
    const bytes = found
      ? Promise.resolve(found)
      : readFile(path.join(pdfjs, path.normalize(pathname.replace('/pdfjs/', '/'))));
    bytes.then(
      (body) => {
        response.setHeader(
          'content-type',
          types[path.extname(pathname) || '.html'] ?? 'application/octet-stream',
        );
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    addressOf: (file) => `http://127.0.0.1:${String(port)}/?file=${encodeURIComponent(`/${file}`)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
