// Opens a PDF with pdf.js in its worker, and says in one word why it could not.
// The legacy build also runs in browsers that are a few years old; it costs a tenth more bytes.
import {
  GlobalWorkerOptions,
  InvalidPDFException,
  ResponseException,
  getDocument,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';

GlobalWorkerOptions.workerSrc = workerUrl;

/** `missing`: not there, or not for this person; `network`: worth another try; `corrupt`: not a PDF that can be read. */
export type ViewerFault = 'missing' | 'network' | 'corrupt';

/** Above this size pages are fetched as they are needed: 500 pages in 2 s instead of 13 s. Below, one request is as good. */
const rangedFromBytes = 5 * 1024 * 1024;

/** `bytes` is the file's size where it is known. */
export function loadDocument(url: string, bytes = 0): PDFDocumentLoadingTask {
  const ranged = bytes > rangedFromBytes;
  return getDocument({
    url: new URL(url, document.baseURI).href,
    disableStream: ranged,
    disableAutoFetch: ranged,
    rangeChunkSize: ranged ? 256 * 1024 : 64 * 1024,
    cMapUrl: '/pdfjs/cmaps/',
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    iccUrl: '/pdfjs/iccs/',
    enableXfa: false,
  });
}

export function faultOf(error: unknown): ViewerFault {
  if (error instanceof ResponseException) return isGone(error.status as number) ? 'missing' : 'network';
  if (error instanceof InvalidPDFException || isPasswordAsked(error)) return 'corrupt';
  return 'network';
}

const isGone = (status: number) => [401, 403, 404, 410].includes(status);
// pdf.js throws its PasswordException but does not export the class.
const isPasswordAsked = (error: unknown) => error instanceof Error && error.name === 'PasswordException';
