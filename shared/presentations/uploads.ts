// Slides on their way: begun, sent part by part, finished; and what became of every file that came.
import { z } from 'zod';
import { fileRoute, route, uploadRoute } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';

const ofTalk = z.object({ meetingId: idSchema, paperId: idSchema });
const ofUpload = ofTalk.extend({ uploadId: idSchema });

/** 100 MB: decks with photographs. */
export const slidesBytesAtMost = 100_000_000;
/** A part has so many bytes; the last one has what is left. On bad Wi-Fi no more than this is sent twice. */
export const partBytes = 4 * 1024 * 1024;
/** More pages than this are no talk; every page is rendered, and somebody may try to keep the server busy. */
export const deckPagesAtMost = 500;

/** How many parts a file of `bytes` has. */
export const partsOf = (bytes: number): number => Math.ceil(bytes / partBytes);
/** How many bytes its part `part` (from 0) has. */
export const bytesOfPart = (bytes: number, part: number): number =>
  Math.min(partBytes, bytes - part * partBytes);

/**
 * `receiving` until all parts are here and it was finished; `checking`, and for other formats than PDF `converting`; then `done`:
 * the deck has it as a version; `kept`: this server cannot convert it, or could not; `refused`, with nothing kept. `problem` says why.
 */
const uploadStateSchema = z.enum(['receiving', 'checking', 'converting', 'done', 'kept', 'refused']);
export type UploadState = z.infer<typeof uploadStateSchema>;

/** `parts`: those that are here, from 0. */
export const slidesUploadSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  bytes: z.int(),
  parts: z.array(z.int()),
  state: uploadStateSchema,
  problem: z.string().nullable(),
  by: z.string(),
  isMine: z.boolean(),
});
export type SlidesUpload = z.infer<typeof slidesUploadSchema>;

/** A file that the deck has or had, the newest first. `late` counts as long as nobody cleared it. */
const slidesVersionSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  bytes: z.int(),
  at: instantSchema,
  by: z.string(),
  late: z.boolean(),
  lateCleared: z.object({ by: z.string(), reason: z.string() }).nullable(),
  isCurrent: z.boolean(),
});

const slidesLogKindSchema = z.enum([
  'uploaded',
  'published',
  'withdrawn',
  'extended',
  'late_cleared',
  'restored',
]);
export type SlidesLogKind = z.infer<typeof slidesLogKindSchema>;

/** What the presenters of a talk and the staff see of its slides. */
const slidesDeskSchema = z.object({
  versions: z.array(slidesVersionSchema),
  uploads: z.array(slidesUploadSchema),
  /** The newest first. `note`: a file's name or a reason; `until`: the time that was given, null where it was taken back. */
  log: z.array(
    z.object({
      at: instantSchema,
      by: z.string(),
      kind: slidesLogKindSchema,
      note: z.string().nullable(),
      until: instantSchema.nullable(),
    }),
  ),
  /** Whether this server makes PDFs of PowerPoint and OpenDocument presentations. */
  converts: z.boolean(),
  extendedUntil: instantSchema.nullable(),
});
export type SlidesDesk = z.infer<typeof slidesDeskSchema>;

const base = '/api/meetings/:meetingId/talks/:paperId';

export const uploadsRoutes = {
  readSlidesDesk: route({
    method: 'GET',
    path: `${base}/slides/desk`,
    summary: 'Versions, uploads and log of a talk’s slides, for its presenters and the staff',
    params: ofTalk,
    returns: slidesDeskSchema,
  }),
  beginUpload: route({
    method: 'PUT',
    path: `${base}/uploads/:uploadId`,
    summary: 'Begin to send slides, or go on with what was begun: the answer says which parts are here',
    params: ofUpload,
    body: z.strictObject({ fileName: lineSchema(200), bytes: z.int().min(1) }),
    returns: slidesUploadSchema,
  }),
  sendPart: uploadRoute({
    method: 'PUT',
    path: `${base}/uploads/:uploadId/parts/:part`,
    summary: 'One part of the file, counted from 0; sending it again changes nothing',
    params: ofUpload.extend({ part: z.coerce.number().int().min(0).max(partsOf(slidesBytesAtMost)) }),
    body: z.strictObject({}),
    upload: { maxBytes: partBytes, accepts: ['a part of the file'] },
    returns: slidesUploadSchema,
  }),
  finishUpload: route({
    method: 'POST',
    path: `${base}/uploads/:uploadId/finish`,
    summary: 'All parts are sent: the file is put together, checked, and becomes the newest version',
    params: ofUpload,
    returns: slidesUploadSchema,
  }),
  cancelUpload: route({
    method: 'DELETE',
    path: `${base}/uploads/:uploadId`,
    summary: 'Give up an upload that is not finished, or put aside the notice of one that was refused',
    params: ofUpload,
    returns: z.undefined(),
  }),
  restoreSlides: route({
    method: 'POST',
    path: `${base}/slides/versions/:uploadId/restore`,
    summary: 'Go back to a former version of the slides',
    params: ofUpload,
    returns: slidesUploadSchema,
  }),
  extendSlides: route({
    method: 'PUT',
    path: `${base}/slides/extension`,
    summary: 'Give one talk more time for its slides; null: as its meeting says',
    params: ofTalk,
    body: z.strictObject({ until: instantSchema.nullable(), reason: lineSchema(300) }),
    returns: slidesDeskSchema,
  }),
  clearLate: route({
    method: 'POST',
    path: `${base}/slides/versions/:uploadId/clear-late`,
    summary: 'Excuse slides that came late, with the reason',
    params: ofUpload,
    body: z.strictObject({ reason: lineSchema(300) }),
    returns: slidesDeskSchema,
  }),
  downloadSlides: fileRoute({
    path: `${base}/slides/file`,
    summary: 'The slides as they were uploaded',
    params: ofTalk,
  }),
  downloadVersion: fileRoute({
    path: `${base}/slides/versions/:uploadId/file`,
    summary: 'A version of the slides as it was uploaded, for presenters and the staff',
    params: ofUpload,
  }),
};
