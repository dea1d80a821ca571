// Runs before the client, by itself: whoever opens a document's address has its data, its PDF and pdf.js on the way while React arrives.
import {
  askEarly,
  askWithClient,
  expectFile,
  startClient,
  startClientSoon,
  startWorkerEarly,
  type ExpectedFile,
} from '#client/kernel/early.ts';
import { earlyAddresses as addresses } from '#client/kernel/early-addresses.ts';
import { showKeptTheme } from '#client/kernel/kept-theme.ts';

/** Larger ones are fetched page by page. */
const wholeUpToBytes = 5 * 1024 * 1024;

interface Document {
  readonly courseId: string;
  readonly fileHash: string;
  readonly bytes: number;
  readonly state: string;
}

/** Who is signed in; undefined where nobody is. */
const whoReads = async (session: Promise<Response>): Promise<string | undefined> => {
  const response = await session;
  if (!response.ok) return undefined;
  const { self } = (await response.clone().json()) as { self: { id: string } | null };
  return self?.id;
};

/** The PDF, which is on its way then. */
const prepare = async (
  documentId: string,
  reader: Promise<string | undefined>,
): Promise<ExpectedFile | undefined> => {
  const response = await askEarly(addresses.document(documentId));
  if (!response.ok) return undefined;
  const { state, courseId, fileHash, bytes } = (await response.clone().json()) as Document;
  void askEarly(addresses.course(courseId));
  askWithClient(addresses.threads(documentId));
  if (state !== 'ready' || bytes > wholeUpToBytes) return undefined;
  const url = addresses.file(documentId, fileHash);
  void askEarly(url);
  const personId = await reader;
  return personId === undefined ? undefined : { url, owner: { personId, documentId } };
};

showKeptTheme();
startClientSoon();
const [, documentId] = /^\/documents\/([a-z0-9]{16,32})$/.exec(location.pathname) ?? [];
if (documentId !== undefined) {
  // What goes wrong here goes wrong again, and is told, when the page asks.
  const reader = whoReads(askEarly(addresses.session));
  reader.catch(() => undefined);
  const file = prepare(documentId, reader).catch(() => undefined);
  expectFile(file);
  void file.then((found) => {
    if (!found) startClient();
  });
  const { worker } = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  if (worker !== undefined) startWorkerEarly(worker);
} else startClient();
