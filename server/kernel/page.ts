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

/** A router for everything that is not `/api`: assets of `folder`, and `index.html` for every other address. */
export const servePage = (folder: string): Router => {
  const router = express.Router();
  const template = readFileSync(path.join(folder, 'index.html'), 'utf8').split(placeholder);
  const page: RequestHandler = (request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|pdfjs|live)\//.test(request.path);
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(template.join(String(response.locals['nonce'])));
  };
  router.use(preferCompressed(folder));
  router.get('/index.html', page);
  router.use(express.static(folder, { index: false, redirect: false, setHeaders }));
  router.use(page);
  return router;
};
