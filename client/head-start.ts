// Runs before the client: whoever opens a document's address has its data, its PDF and pdf.js on the way while React arrives.
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { askEarly } from '#client/kernel/early.ts';
import { earlyAddresses as addresses } from '#client/kernel/early-addresses.ts';
import { startWorkerEarly } from '#client/kernel/early-worker.ts';

/** Larger ones are fetched page by page. */
const wholeUpToBytes = 5 * 1024 * 1024;

interface Document {
  readonly id: string;
  readonly courseId: string;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: string;
}

const prepare = async (documentId: string): Promise<void> => {
  const response = await askEarly(addresses.document(documentId));
  if (!response.ok) return;
  const { state, courseId, fileHash, bytes } = (await response.clone().json()) as Document;
  askEarly(addresses.course(courseId)).catch(() => undefined);
  if (state === 'ready' && bytes <= wholeUpToBytes) void askEarly(addresses.file(documentId, fileHash));
};

const [, documentId] = /^\/documents\/([a-z0-9]{16,32})$/.exec(location.pathname) ?? [];
askEarly(addresses.session).catch(() => undefined);
if (documentId !== undefined) {
  startWorkerEarly(workerUrl);
  // Fetched and compiled beside the rest of the client; the router asks for the same page.
  import('#client/pages/Reader.tsx').catch(() => undefined);
  // What goes wrong here goes wrong again, and is told, when the page asks.
  prepare(documentId).catch(() => undefined);
}
