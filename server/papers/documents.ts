// Reading documents: what is known about them, their files, their thumbnails.
import type { papersRoutes } from '#shared/papers/contract.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { PapersDomain } from './open.ts';
import { viewDocument } from './views.ts';

type Verb = 'readDocument' | 'readDocumentFile' | 'readThumbnail';

/** The part of the papers feature that is about documents. */
export const documentHandlers = ({ access }: PapersDomain): Pick<Handlers<typeof papersRoutes>, Verb> => ({
  readDocument: async ({ actor, params: { documentId } }) => {
    const { document, paper } = await access.documentOf(actor, documentId);
    return viewDocument(document, paper);
  },

  readDocumentFile: async ({ actor, params: { documentId, hash } }) => {
    const { document } = await access.documentOf(actor, documentId);
    // Former versions too: whoever has the document open goes on reading. Never a hash of another document.
    const file = document.versions.find((version) => version.hash === hash);
    if (!file) throw noSuch('file');
    return { hash, mediaType: 'application/pdf', name: file.fileName };
  },

  readThumbnail: async ({ actor, params: { documentId, version } }) => {
    const { document } = await access.documentOf(actor, documentId);
    const hash = document.versions[version - 1]?.thumbnailHash;
    if (!hash) throw noSuch('thumbnail');
    return { hash, mediaType: 'image/webp', name: 'thumbnail.webp' };
  },
});
