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

/** What the page says of the document (server/kernel/page.ts): only the PDF is asked for before the client begins. */
const prepare = (documentId: string, { person, course, file }: DOMStringMap): ExpectedFile | undefined => {
  if (person === undefined || course === undefined) return undefined;
  for (const address of [
    addresses.session,
    addresses.document(documentId),
    addresses.course(course),
    addresses.threads(documentId),
  ])
    askWithClient(address);
  if (file === undefined || file === '') return undefined;
  void askEarly(file);
  return { url: file, owner: { personId: person, documentId } };
};

showKeptTheme();
startClientSoon();
const [, documentId] = /^\/documents\/([a-z0-9]{16,32})$/.exec(location.pathname) ?? [];
if (documentId !== undefined) {
  const named = (document.currentScript as HTMLScriptElement | null)?.dataset ?? {};
  const file = prepare(documentId, named);
  expectFile(file);
  if (!file) startClient();
  if (named['worker'] !== undefined) startWorkerEarly(named['worker']);
} else startClient();
