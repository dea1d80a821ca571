// Runs before the client, by itself: whoever opens a document's address has its data, its PDF and pdf.js on the way while React arrives.
import { askEarly, expectFile, startWorkerEarly } from '#client/kernel/early.ts';
import { earlyAddresses as addresses } from '#client/kernel/early-addresses.ts';

/** Larger ones are fetched page by page. */
const wholeUpToBytes = 5 * 1024 * 1024;

interface Document {
  readonly courseId: string;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: string;
}

/** The address of the PDF, which is on its way then. */
const prepare = async (documentId: string): Promise<string | undefined> => {
  const response = await askEarly(addresses.document(documentId));
  if (!response.ok) return undefined;
  const { state, courseId, fileHash, bytes } = (await response.clone().json()) as Document;
  void askEarly(addresses.course(courseId));
  if (state !== 'ready' || bytes > wholeUpToBytes) return undefined;
  const file = addresses.file(documentId, fileHash);
  void askEarly(file);
  return file;
};

const [, documentId] = /^\/documents\/([a-z0-9]{16,32})$/.exec(location.pathname) ?? [];
if (documentId !== undefined) {
  // What goes wrong here goes wrong again, and is told, when the page asks.
  expectFile(prepare(documentId).catch(() => undefined));
  askEarly(addresses.session).catch(() => undefined);
  const worker = (document.currentScript as HTMLScriptElement | null)?.dataset['worker'];
  if (worker !== undefined) startWorkerEarly(worker);
}
