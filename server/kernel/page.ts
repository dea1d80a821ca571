// Serves the built client: hashed assets for ever, the page itself fresh with its nonce.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import express, { type Router } from 'express';
import sirv from 'sirv';

/** The word that the build leaves where the nonce belongs. */
const placeholder = '__NONCE__';

/** A router for everything that is not `/api`: assets of `folder`, and `index.html` for every other address. */
export const servePage = (folder: string): Router => {
  const router = express.Router();
  const template = readFileSync(path.join(folder, 'index.html'), 'utf8').split(placeholder);
  const assets = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    extensions: [],
    setHeaders: (response, pathname) => {
      const forEver = pathname.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        forEver ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      );
    },
  });
  router.use((request, response, next) => {
    if (request.path === '/' || request.path === '/index.html') next();
    else assets(request, response, next);
  });
  router.use((request, response, next) => {
    const isPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|assets|pdfjs|live)\//.test(request.path);
    if (!isPage) {
      next();
      return;
    }
    response.setHeader('Cache-Control', 'no-store');
    response.type('html').send(template.join(String(response.locals['nonce'])));
  });
  return router;
};
