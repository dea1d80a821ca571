// Serves the built client: hashed assets for ever, the page itself fresh with its nonce.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type RequestHandler, type Response, type Router } from 'express';

/** The word that the build leaves where the nonce belongs. */
const placeholder = '__NONCE__';

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** Points a request for an asset to the copy that the build compressed, where the browser takes it. */
const preferCompressed = (folder: string): RequestHandler => {
  const assets = new Set(readdirSync(path.join(folder, 'assets')).map((name) => `/assets/${name}`));
  return (request, _response, next) => {
    const fits = encodings.find(
      ({ name, ending }) => assets.has(request.path + ending) && request.acceptsEncodings(name) !== false,
    );
    if (fits) request.url = request.path + fits.ending;
    next();
  };
};

const setHeaders = (response: Response, file: string) => {
  const encoding = encodings.find(({ ending }) => file.endsWith(ending));
  if (encoding) {
    response.type(path.extname(file.slice(0, -encoding.ending.length)));
    response.setHeader('Content-Encoding', encoding.name);
  }
  response.vary('Accept-Encoding');
  response.setHeader(
    'Cache-Control',
    path.basename(path.dirname(file)) === 'assets'
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=3600',
  );
};

/** Vite's manifest: what each module became, and what it needs. */
type Manifest = Readonly<
  Record<string, { file: string; src?: string; imports?: readonly string[]; css?: readonly string[] }>
>;

/**
 * What a document's page needs, announced in its head: its scripts and styles are fetched at once instead of one after the other,
 * and the head start asks for its data, which goes first: a browser has six connections.
 */
const announceDocument = (folder: string): string => {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const visit = (key: string): void => {
    const entry = manifest[key];
    if (!entry || scripts.has(entry.file)) return;
    scripts.add(entry.file);
    for (const style of entry.css ?? []) styles.add(style);
    for (const needed of entry.imports ?? []) visit(needed);
  };
  visit('pages/Reader.tsx');
  const start = manifest['head-start.ts']?.file;
  const worker = Object.values(manifest).find(({ src }) => src?.includes('pdf.worker'))?.file;
  return [
    ...(start && worker
      ? [`<script async fetchpriority="high" src="/${start}" data-worker="/${worker}"></script>`]
      : []),
    ...Array.from(
      scripts,
      (file) => `<link rel="modulepreload" crossorigin fetchpriority="low" href="/${file}">`,
    ),
    ...Array.from(styles, (file) => `<link rel="preload" as="style" crossorigin href="/${file}">`),
  ].join('');
};

const documentAddress = /^\/documents\/[^/]+$/;

/** A router for everything that is not `/api`: assets of `folder`, and `index.html` for every other address. */
export const servePage = (folder: string): Router => {
  const router = express.Router();
  const template = readFileSync(path.join(folder, 'index.html'), 'utf8').split(placeholder);
  const announced = announceDocument(folder);
  const page: RequestHandler = (request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|pdfjs|live)\//.test(request.path);
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    const html = template.join(String(response.locals['nonce']));
    response
      .type('html')
      .send(documentAddress.test(request.path) ? html.replace('<head>', `<head>${announced}`) : html);
  };
  router.use(preferCompressed(folder));
  router.get('/index.html', page);
  router.use(express.static(folder, { index: false, redirect: false, setHeaders }));
  router.use(page);
  return router;
};
