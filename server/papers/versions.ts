// What is known of a document's present file and of any version it had, without any check of rights: text, and where it stands.
import type { DocumentView } from '#shared/papers/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { pageTextKey } from './documents-store.ts';
import { rangesAtMost, type Extractor } from './extract/extract.ts';
import type { TextRange } from './extract/job.ts';
import type { PrintedRect } from './extract/rects-of-runs.ts';
import type { PapersStore } from './store.ts';

export interface PresentFile {
  readonly documentId: Id;
  readonly courseId: Id;
  readonly fileHash: string;
  readonly pages: DocumentView['pages'];
}

export interface Versions {
  /** Those of the documents that could be read. */
  presentFiles(documentIds: readonly Id[]): Promise<PresentFile[]>;
  /** Whether a document stood on a file before, or does now. */
  hadFile(documentId: Id, fileHash: string): Promise<boolean>;
  /** The hash of the version that begins with these hexadecimal digits; null where the document had none. */
  fileOf(documentId: Id, digits: string): Promise<string | null>;
  isPresent(documentId: Id, fileHash: string): Promise<boolean>;
  /** The text of every page of a file that was once read, or of these pages (from 0) with empty ones between; empty where nothing is known. */
  textsOf(fileHash: string, pages?: readonly number[]): Promise<string[]>;
  /**
   * For each range (page, and half-open in condensed offsets) its rectangles, one per line of print: PDF user space, two decimals, as
   * the browser marks a selection. Read in a child process. Null when the file cannot be read (any more).
   */
  rectsOf(fileHash: string, ranges: readonly TextRange[]): Promise<PrintedRect[][] | null>;
}

export const openVersions = (
  { documents, pageTexts }: PapersStore,
  files: FileStore,
  extractor: Extractor,
): Versions => ({
  presentFiles: async (documentIds) => {
    const found = await documents
      .find(
        { _id: { $in: [...documentIds] }, currentHash: { $ne: null } },
        { courseId: 1, currentHash: 1, pages: 1 },
      )
      .lean();
    return found.flatMap(({ _id, courseId, currentHash, pages }) =>
      currentHash === null ? [] : [{ documentId: _id, courseId, fileHash: currentHash, pages }],
    );
  },

  hadFile: async (documentId, fileHash) =>
    (await documents.exists({ _id: documentId, 'versions.hash': fileHash })) !== null,

  fileOf: async (documentId, digits) => {
    const document = await documents.findById(documentId, { 'versions.hash': 1 }).lean();
    return document?.versions.find(({ hash }) => hash.startsWith(digits))?.hash ?? null;
  },

  isPresent: async (documentId, fileHash) =>
    (await documents.exists({ _id: documentId, currentHash: fileHash })) !== null,

  textsOf: async (fileHash, pages) => {
    const texts: (string | undefined)[] = [];
    const keys = pages
      ? { $in: pages.map((page) => pageTextKey(fileHash, page)) }
      : // The keys of a file's pages lie between these two: ";" comes after ":".
        { $gt: `${fileHash}:`, $lt: `${fileHash};` };
    for await (const { _id, text } of pageTexts.find({ _id: keys }, { text: 1 }).lean().cursor())
      texts[Number(_id.slice(pageTextKey(fileHash, 0).length - 1))] = text;
    return Array.from(texts, (text) => text ?? '');
  },

  rectsOf: async (fileHash, ranges) => {
    const rects: PrintedRect[][] = [];
    for (let at = 0; at < ranges.length; at += rangesAtMost) {
      const answer = await files.withPath(fileHash, (path) =>
        extractor.readRects(path, ranges.slice(at, at + rangesAtMost)),
      );
      if (!answer.ok) return null;
      rects.push(...answer.rects);
    }
    return rects;
  },
});
