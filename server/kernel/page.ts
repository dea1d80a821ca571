// Serves the built client: hashed assets for ever, the page itself fresh with its nonce.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Id } from '#shared/kernel/primitives.ts';
import { allowOwnStyles } from './security.ts';

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

/** What a module becomes with all it imports. */
const neededBy = (manifest: Manifest, root: string) => {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const visit = (key: string): void => {
    const entry = manifest[key];
    if (!entry || scripts.has(entry.file)) return;
    scripts.add(entry.file);
    for (const style of entry.css ?? []) styles.add(style);
    for (const needed of entry.imports ?? []) visit(needed);
  };
  visit(root);
  return { scripts: [...scripts], styles: [...styles] };
};

/** What the head start need not ask for: ids and an address, which no HTML can be made of. `file`: null where it is not read whole. */
export interface KnownDocument {
  readonly personId: Id;
  readonly courseId: Id;
  readonly file: string | null;
}

const sayKnown = (known: KnownDocument | null): string =>
  known
    ? ` data-person="${known.personId}" data-course="${known.courseId}" data-file="${known.file ?? ''}"`
    : '';

const clientScript = /<script type="module"[^>]* src="\/([^"]+)"[^>]*><\/script>\s*/;
const clientParts = /<link rel="modulepreload"[^>]* href="\/([^"]+)"[^>]*>\s*/g;

/**
 * The page of a document draws the paper first: its head asks for the PDF and for what draws (client/early-paper.ts); the client's
 * own scripts are named to the head start, which lets them come once the paper is on its way to the screen.
 */
const makeDocumentPage = (html: string, folder: string): ((known: KnownDocument | null) => string) => {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const [paper, page] = [neededBy(manifest, 'early-paper.ts'), neededBy(manifest, 'pages/Reader.tsx')];
  const start = manifest['head-start.ts']?.file;
  const worker = Object.values(manifest).find(({ src }) => src?.includes('pdf.worker'))?.file;
  const client = clientScript.exec(html)?.[1];
  const [entry, ...parts] = paper.scripts;
  if (start === undefined || worker === undefined || client === undefined || entry === undefined)
    throw new Error('The built client is incomplete: run `npm run build`.');

  const later = new Set([
    client,
    ...Array.from(html.matchAll(clientParts), ([, file = '']) => file),
    ...page.scripts,
  ]);
  const waiting = [...later].filter((file) => !paper.scripts.includes(file)).map((file) => `/${file}`);
  const link = (rel: string, href: string, more = '') =>
    `<link rel="${rel}" crossorigin href="${href}"${more}>`;
  const head = (known: KnownDocument | null) =>
    [
      `<script async fetchpriority="high" src="/${start}" data-worker="/${worker}" data-client="/${client}" data-parts="${waiting.join(' ')}"${sayKnown(known)}></script>`,
      known?.file ? link('preload', known.file, ' as="fetch" fetchpriority="high"') : '',
      ...paper.styles.map((file) => link('stylesheet', `/${file}`)),
      ...parts.map((file) => link('modulepreload', `/${file}`, ' fetchpriority="high"')),
      `<script type="module" crossorigin src="/${entry}"></script>`,
      ...page.styles
        .filter((file) => !paper.styles.includes(file))
        .map((file) => link('preload', `/${file}`, ' as="style" fetchpriority="low"')),
    ].join('');
  const rest = html.replace(clientScript, '').replace(clientParts, '');
  return (known) => rest.replace('<head>', `<head>${head(known)}`);
};

const documentAddress = /^\/documents\/([a-z0-9]{16,32})$/;

export type Know = (request: Request, response: Response, documentId: Id) => Promise<KnownDocument | null>;

/** A router for everything that is not `/api`: assets of `folder`, and `index.html` for every other address. `know` asks the rules. */
export const servePage = (folder: string, know: Know): Router => {
  const router = express.Router();
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const documentPage = makeDocumentPage(html, folder);
  const page: RequestHandler = (request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|pdfjs|live)\//.test(request.path);
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    const send = (shown: string) => {
      response.type('html').send(shown.replaceAll(placeholder, allowOwnStyles(response)));
    };
    const [, documentId] = documentAddress.exec(request.path) ?? [];
    if (documentId === undefined) send(html);
    else
      know(request, response, documentId).then((known) => {
        send(documentPage(known));
      }, next);
  };
  router.use(preferCompressed(folder));
  router.get('/index.html', page);
  router.use(express.static(folder, { index: false, redirect: false, setHeaders }));
  router.use(page);
  return router;
};
