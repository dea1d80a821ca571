// Addresses that lead into a document: to a thread, to one of its replies, to a passage.
import type { Id } from '#shared/kernel/primitives.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';

/** Inside of the app. `postId`: a reply of the thread. */
export const threadAddress = (documentId: Id, threadId: Id, postId?: Id): string =>
  `/documents/${documentId}?thread=${threadId}${postId === undefined || postId === threadId ? '' : `&post=${postId}`}`;

/** Puts an address on the clipboard; `what` names it in the sentence that says so. */
export const copyAddress = (address: string, what: string): void => {
  navigator.clipboard.writeText(window.location.origin + address).then(() => {
    sayDone(`The link to ${what} is on the clipboard.`);
  }, sayRefused);
};
