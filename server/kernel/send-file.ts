// Sends stored bytes safely: ranges, a strong ETag, never as a page or a script of this origin.
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { FileAnswer } from './feature.ts';
import type { FileStore } from './files.ts';

// The address of stored bytes holds their hash, so what is behind it never changes.
const oneYear = 365 * 24 * 3600 * 1000;

/** Answers with a file, or with what was made for this answer; `304` and `206` are handled by Express from the ETag and Range headers. */
export const sendFile = async (
  files: FileStore,
  _request: Request,
  response: Response,
  answer: FileAnswer,
): Promise<void> => {
  response.attachment(answer.name);
  response.setHeader('Content-Type', answer.mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  if ('made' in answer) {
    // What it says may differ for the next who asks.
    response.setHeader('Cache-Control', 'no-store');
    await pipeline(answer.made, response).catch((error: unknown) => {
      // Whoever went away in the middle needs no answer; the source was closed by the pipeline.
      if ((error as { code?: string }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
    return;
  }
  response.setHeader('ETag', `"${answer.hash}"`);
  const { hash, isTransient } = answer;
  await files.withPath(hash, (path) => sendPath(response, path, isTransient ? 'no-store' : kept));
};

// Private: caches shared by several people must not hold what only members may read.
const kept = 'private, max-age=31536000, immutable';

const sendPath = (response: Response, path: string, caching: string): Promise<void> =>
  new Promise((resolve, reject) => {
    response.sendFile(
      path,
      {
        maxAge: oneYear,
        immutable: true,
        lastModified: false,
        dotfiles: 'allow',
        headers: { 'Cache-Control': caching },
      },
      (error) => {
        const { status, code } = (error ?? {}) as { status?: number; code?: string };
        if (status === 416 && !response.headersSent) {
          // A range beyond the end is the asker's mistake, not a fault; `send` has said so by Content-Range.
          response.removeHeader('ETag');
          response.setHeader('Cache-Control', 'no-store');
          response.status(416).end();
        }
        // Whoever went away before the first byte needs no answer.
        if (!error || response.headersSent || code === 'ECONNABORTED') resolve();
        else reject(error);
      },
    );
  });
