// Opens a PDF with pdf.js in its worker, and says in one word why it could not.
// The legacy build also runs in browsers that are a few years old; it costs a tenth more bytes.
import {
  GlobalWorkerOptions,
  InvalidPDFException,
  PDFWorker,
  ResponseException,
  getDocument,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { wholeFileUpTo } from '#shared/papers/whole-file.ts';
import { expectedFile, isAskedEarly, takeEarly, takeWorker } from '#client/kernel/early.ts';
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

GlobalWorkerOptions.workerSrc = workerUrl;

/** `missing`: not there, or not for this person; `network`: worth another try; `corrupt`: not a PDF that can be read. */
export type ViewerFault = 'missing' | 'network' | 'corrupt';

/** A document that is being opened. `destroy` may be called at any time, and frees its worker. */
export interface Loading {
  promise: Promise<PDFDocumentProxy>;
  destroy(): void;
}

/** `bytes` is the file's size where it is known. What was begun before the reader was there is used. */
export function loadDocument(url: string, bytes = 0): Loading {
  const known = begun.get(url);
  begun.delete(url);
  return known ?? begin(url, bytes);
}

function begin(url: string, bytes: number): Loading {
  const port = takeWorker();
  let task: PDFDocumentLoadingTask | undefined;
  let isDestroyed = false;
  const load = async () => {
    const data = await earlyBytes(url);
    if (isDestroyed) throw new Error('Closed before it was open');
    task = getDocument({
      ...(port ? { worker: PDFWorker.create({ port }) } : {}),
      ...(data ? { data } : addressed(url, bytes)),
      cMapUrl: '/pdfjs/cmaps/',
      standardFontDataUrl: '/pdfjs/standard_fonts/',
      wasmUrl: '/pdfjs/wasm/',
      iccUrl: '/pdfjs/iccs/',
      enableXfa: false,
    });
    return task.promise;
  };
  return {
    promise: load(),
    destroy: () => {
      isDestroyed = true;
      const ended = task?.destroy() ?? Promise.resolve();
      void ended.finally(() => port?.terminate());
    },
  };
}

// A file that is on its way is opened as soon as pdf.js is there, before it is decided where on the screen it goes.
const begun = new Map<string, Loading>();
void expectedFile().then((file) => {
  if (!file || !isAskedEarly(file.url)) return;
  const { url } = file;
  const loading = begin(url, 0);
  // Whoever shows it hears of a failure.
  loading.promise.catch(() => undefined);
  begun.set(url, loading);
});

const addressed = (url: string, bytes: number) => {
  const ranged = bytes > wholeFileUpTo;
  return {
    url: new URL(url, document.baseURI).href,
    disableStream: ranged,
    disableAutoFetch: ranged,
    rangeChunkSize: ranged ? 256 * 1024 : 64 * 1024,
  };
};

/** Undefined when nothing was begun, or it failed: then asking again says why. */
const earlyBytes = async (url: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const response = await takeEarly(url)?.catch(() => undefined);
  return response?.ok
    ? response.arrayBuffer().then(
        (buffer) => new Uint8Array(buffer),
        () => undefined,
      )
    : undefined;
};

export function faultOf(error: unknown): ViewerFault {
  if (error instanceof ResponseException) return isGone(error.status as number) ? 'missing' : 'network';
  if (error instanceof InvalidPDFException || isPasswordAsked(error)) return 'corrupt';
  return 'network';
}

const isGone = (status: number) => [401, 403, 404, 410].includes(status);
// pdf.js throws its PasswordException but does not export the class.
const isPasswordAsked = (error: unknown) => error instanceof Error && error.name === 'PasswordException';
