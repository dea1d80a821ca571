// Reading documents: what is known about them, their files, their thumbnails.
import type { papersRoutes } from '#shared/papers/contract.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { PapersDomain } from './open.ts';
import { viewDocument, viewPageThumbnails } from './views.ts';

type Verb =
  'readDocument' | 'readDocumentFile' | 'readThumbnail' | 'listPageThumbnails' | 'readPageThumbnail';

/** The part of the papers feature that is about documents. */
export const documentHandlers = ({
  access,
  store,
}: PapersDomain): Pick<Handlers<typeof papersRoutes>, Verb> => ({
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

  listPageThumbnails: async ({ actor, params: { documentId } }) => {
    const { document } = await access.documentOf(actor, documentId);
    const fileHash = document.currentHash;
    if (document.kind !== 'deck' || fileHash === null) throw noSuch('thumbnail');
    const made = await store.pageThumbnails.findById(fileHash).lean();
    return { fileHash, pages: viewPageThumbnails(document, made) };
  },

  readPageThumbnail: async ({ actor, params: { documentId, hash, page } }) => {
    const { document, member } = await access.documentOf(actor, documentId);
    // As with the files themselves.
    const isIts = document.versions.some((version) => version.hash === hash);
    if (!isIts || !(await access.mayHaveFile(member, document, hash))) throw noSuch('thumbnail');
    const picture = (await store.pageThumbnails.findById(hash).lean())?.pages[page - 1];
    if (!picture) throw noSuch('thumbnail');
    return { hash: picture, mediaType: 'image/webp', name: `slide-${String(page)}.webp` };
  },
});
