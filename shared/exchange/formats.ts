// The formats in which a document's threads leave: what people see of each, and how the file is called.
import { z } from 'zod';

export const exportFormatSchema = z.enum(['pdf', 'md', 'csv', 'jsonld', 'hypothesis']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

interface FormatFacts {
  readonly word: string;
  /** For whom it is, in one line. */
  readonly what: string;
  readonly mediaType: string;
  readonly ending: string;
}

/** In the order in which they are offered. */
export const exportFormats: Readonly<Record<ExportFormat, FormatFacts>> = {
  pdf: {
    word: 'PDF with notes',
    what: 'The paper with its highlights and replies, for Acrobat, Preview, Zotero and the like',
    mediaType: 'application/pdf',
    ending: 'pdf',
  },
  md: {
    word: 'Markdown',
    what: 'A digest to read: passages as quotes, replies beneath',
    mediaType: 'text/markdown; charset=utf-8',
    ending: 'md',
  },
  csv: {
    word: 'CSV',
    what: 'One line per note or reply, for a spreadsheet',
    mediaType: 'text/csv; charset=utf-8',
    ending: 'csv',
  },
  jsonld: {
    word: 'Web Annotations',
    what: 'The open W3C format (JSON-LD), for other annotation programs',
    mediaType: 'application/ld+json',
    ending: 'jsonld',
  },
  hypothesis: {
    word: 'Hypothesis',
    what: 'As Hypothesis exports and imports it',
    mediaType: 'application/json',
    ending: 'json',
  },
};
