// Threads leave as files and come in from files: nothing is stored before its owner has seen it.
import { z } from 'zod';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { annotationLimits } from '#shared/annotations/contract.ts';
import { kindSchema } from '#shared/annotations/kinds.ts';
import { visibilitySchema } from '#shared/annotations/visibility.ts';
import { fileRoute, route, uploadRoute } from '#shared/kernel/contract.ts';
import { idSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { exportFormats, exportFormatSchema } from './formats.ts';

export const exchangeLimits = {
  /** Of a file to import: a PDF may be a scanned paper. */
  fileBytes: 60_000_000,
  /** Of a JSON file to import. */
  jsonBytes: 10_000_000,
  /** Notes that are looked at in one file: as many as one person may have here. */
  notes: annotationLimits.threadsPerPersonAndDocument,
  /** Notes in one call of `importThreads`: with their anchors they must stay below what one request may carry. */
  notesPerCall: 40,
};

const ofDocument = z.object({ documentId: idSchema });

/** An anonymous note's author and the like stay what the asker may see. */
const exportQuerySchema = z.strictObject({
  scope: z.enum(['all', 'mine']).default('all'),
  kind: kindSchema.optional(),
});

/** A reading question has its number, which no file knows: such notes come in as plain ones. */
export const importKindSchema = kindSchema.exclude(['reading']);
export type ImportKind = z.infer<typeof importKindSchema>;

/**
 * A note found in a file. `found`: its words stand where `anchor` says; `unsure`: the anchor is a guess, `problem` says why;
 * `missing`: it has no place in this document (anchor null). `isThere`: the asker sees it here already.
 */
const foundItemSchema = z.object({
  id: idSchema,
  state: z.enum(['found', 'unsure', 'missing']),
  isThere: z.boolean(),
  problem: z.string().nullable(),
  /** The printed page number, null where there is none. */
  page: z.string().nullable(),
  quote: z.string(),
  /** What the note says, others' replies at its end; never empty. */
  text: z.string(),
  kind: importKindSchema,
  author: z.string(),
  anchor: anchorSchema.nullable(),
});
export type FoundItem = z.infer<typeof foundItemSchema>;

const importItemSchema = z.strictObject({
  /** From the preview: the same note has the same id, so that a repeat makes no second one. */
  id: idSchema,
  anchor: anchorSchema,
  kind: importKindSchema,
  text: someTextSchema(annotationLimits.text),
});

export const exchangeRoutes = {
  exportThreads: fileRoute({
    path: '/api/documents/:documentId/export/:format',
    summary: 'The threads of a document that the asker may see, as a file',
    params: ofDocument.extend({ format: exportFormatSchema }),
    query: exportQuerySchema,
    mediaTypes: Object.values(exportFormats).map(({ mediaType }) => mediaType.split(';')[0] ?? mediaType),
  }),
  previewImport: uploadRoute({
    method: 'POST',
    path: '/api/documents/:documentId/import/preview',
    summary: 'What is in a file of notes and where it would go; nothing is stored',
    params: ofDocument,
    body: z.strictObject({}),
    upload: { maxBytes: exchangeLimits.fileBytes, accepts: ['a PDF', 'a JSON file'] },
    returns: z.object({
      source: z.enum(['pdf', 'jsonld', 'hypothesis']),
      /** In the order of their places, what has none at the end. */
      items: z.array(foundItemSchema),
      /** Notes of the file behind those that were looked at. */
      left: z.int().min(0),
    }),
  }),
  importThreads: route({
    method: 'POST',
    path: '/api/documents/:documentId/import',
    summary: 'Make threads of the asker from chosen notes of a preview',
    params: ofDocument,
    body: z.strictObject({
      visibility: visibilitySchema,
      anonymous: z.boolean().default(false),
      items: z.array(importItemSchema).min(1).max(exchangeLimits.notesPerCall),
    }),
    returns: z.object({
      results: z.array(
        z.object({
          id: idSchema,
          outcome: z.enum(['imported', 'there', 'refused']),
          problem: z.string().nullable(),
        }),
      ),
    }),
  }),
};
export type ImportResult = z.infer<typeof exchangeRoutes.importThreads.returns>['results'][number];
