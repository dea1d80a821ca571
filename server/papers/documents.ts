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
    const { document, member } = await access.documentOf(actor, documentId);
    // Never a hash of another document.
    const file = document.versions.find((version) => version.hash === hash);
    if (!file || !(await access.mayHaveFile(member, document, hash))) throw noSuch('file');
    return { hash, mediaType: 'application/pdf', name: file.fileName };
  },

  readThumbnail: async ({ actor, params: { documentId, version } }) => {
    const { document, member } = await access.documentOf(actor, documentId);
    const file = document.versions[version - 1];
    const hash = file?.thumbnailHash;
    if (!hash || !(await access.mayHaveFile(member, document, file.hash))) throw noSuch('thumbnail');
    return { hash, mediaType: 'image/webp', name: 'thumbnail.webp' };
  },
});
