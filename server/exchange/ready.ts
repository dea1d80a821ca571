// Notes need the text of the document: refused as long as it is being read.
import type { DocumentView } from '#shared/papers/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';

export const ensureReady = ({ state }: Pick<DocumentView, 'state'>): void => {
  if (state !== 'ready')
    throw refuse('conflict', 'document_not_ready', 'The PDF is still being read. Try again in a moment.');
};
