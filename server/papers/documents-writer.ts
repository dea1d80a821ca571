// The writes to a document while its files come and are read, each one atomic and conditional on what it started from.
import type { Extraction } from '#shared/papers/extraction.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { indexVersion, indexWords } from '#server/kernel/text/word-index.ts';
import { pageTextKey, type DocumentRecord, type FileRecord } from './documents-store.ts';
import type { PapersStore } from './store.ts';

/** Which document a file is for; fixed for the document's whole life. */
export type Target = Pick<DocumentRecord, '_id' | 'courseId' | 'kind' | 'paperId' | 'meetingId'>;

// MongoDB's limit is 16 MB for a record, and a character takes up to three bytes; a full page of print has 8,000.
const charactersPerPage = 4_000_000;

const unread = { pageCount: 0, pages: [], outline: [], textState: 'none', extractorVersion: '' } as const;

const versionOf = (file: FileRecord, { pages, ...extraction }: Extraction) => ({
  $push: { versions: { ...file, thumbnailHash: null } },
  $set: {
    currentHash: file.hash,
    pending: null,
    problem: null,
    unfinished: true,
    pageCount: extraction.pageCount,
    pages: pages.map(({ index, label, width, height, rotation, left, bottom }) => ({
      ...{ width, height, rotation, left, bottom },
      label: label === String(index + 1) ? null : label,
    })),
    outline: extraction.outline,
    textState: extraction.textState,
    extractorVersion: extraction.extractorVersion,
  },
});

export const createDocumentsWriter = ({ documents, pageTexts }: PapersStore) => {
  /** Changes or creates the document, unless another version came since `earlier` was read. */
  const put = async (target: Target, earlier: DocumentRecord | null, update: object, more: object) => {
    const { _id, ...base } = target;
    try {
      return await documents
        .findOneAndUpdate(
          { _id, ...base, versions: { $size: earlier?.versions.length ?? 0 } },
          { ...update, $setOnInsert: more },
          { upsert: true, returnDocument: 'after' },
        )
        .lean();
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw refuse(
        'conflict',
        'document_changed',
        'Another file was uploaded at the same moment. Look at it, and send yours again if it should replace it.',
      );
    }
  };

  return {
    /** What is stored for a target; null when there is nothing yet. */
    find: (target: Target): Promise<DocumentRecord | null> => documents.findOne(target).lean(),

    /** Stored before the version that needs them, under the file's hash: a crash in between leaves only text to spare. */
    putTexts: async (hash: string, { pages }: Extraction): Promise<void> => {
      await pageTexts.bulkWrite(
        pages.map(({ index, text }) => {
          const kept = text.slice(0, charactersPerPage);
          return {
            updateOne: {
              filter: { _id: pageTextKey(hash, index) },
              update: { $set: { hash, text: kept, words: indexWords(kept), indexVersion } },
              upsert: true,
            },
          };
        }),
        { ordered: false },
      );
    },

    addVersion: (
      target: Target,
      earlier: DocumentRecord | null,
      title: string,
      file: FileRecord,
      extraction: Extraction,
    ): Promise<DocumentRecord> => {
      const { $push, $set } = versionOf(file, extraction);
      return put(target, earlier, { $push, $set: { ...$set, title } }, {});
    },

    /** The file is still being read; a former version stays as it is meanwhile. */
    setPending: (
      target: Target,
      earlier: DocumentRecord | null,
      title: string,
      file: FileRecord,
    ): Promise<DocumentRecord> =>
      put(
        target,
        earlier,
        { $set: { title, pending: file, problem: null, unfinished: true } },
        { versions: [], currentHash: null, ...unread },
      ),

    /** The pending file was read. False when another file took its place meanwhile. */
    acceptPending: async (documentId: Id, file: FileRecord, extraction: Extraction): Promise<boolean> => {
      const { modifiedCount } = await documents.updateOne(
        { _id: documentId, 'pending.hash': file.hash, problem: null },
        versionOf(file, extraction),
      );
      return modifiedCount > 0;
    },

    /** The pending file cannot be read, for `problem`. */
    refusePending: async (documentId: Id, hash: string, problem: string): Promise<void> => {
      await documents.updateOne(
        { _id: documentId, 'pending.hash': hash, problem: null },
        { $set: { problem, unfinished: false } },
      );
    },

    /** `thumbnailHash` null: none could be made. */
    finish: async (documentId: Id, hash: string, thumbnailHash: string | null): Promise<void> => {
      await documents.updateOne(
        { _id: documentId },
        { $set: { 'versions.$[version].thumbnailHash': thumbnailHash } },
        { arrayFilters: [{ 'version.hash': hash }] },
      );
      await documents.updateOne(
        { _id: documentId, currentHash: hash, pending: null },
        { $set: { unfinished: false } },
      );
    },
  };
};
