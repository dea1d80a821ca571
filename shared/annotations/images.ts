// Pictures inside of what people write about a document: uploaded first, then named by their address in the text.
import { z } from 'zod';
import { fileRoute, pathOf, uploadRoute } from '#shared/kernel/contract.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';

export const imageLimits = {
  bytes: 10_000_000,
  /** Of a picture that comes in, in pixels; before it is decoded. */
  side: 20_000,
  pixels: 50_000_000,
  /** The longer side of what is kept. */
  keptSide: 1600,
  perHour: 60,
  /** Of what is kept, for one person in one course. */
  bytesPerPersonAndCourse: 100_000_000,
};

/** What browsers call them; programs go by the bytes. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

const ofDocument = z.object({ documentId: idSchema });

const imageSchema = z.object({
  id: idSchema,
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** It moved; what is kept is its first frame. */
  wasMoving: z.boolean(),
});

export const imagesRoutes = {
  uploadImage: uploadRoute({
    method: 'POST',
    path: '/api/documents/:documentId/images',
    summary: 'Upload a picture for use in a text; kept as WebP without anything but its pixels',
    params: ofDocument,
    body: z.strictObject({}),
    upload: { maxBytes: imageLimits.bytes, accepts: ['a PNG', 'a JPEG', 'a WebP', 'a GIF'] },
    returns: imageSchema,
  }),
  readImage: fileRoute({
    path: '/api/documents/:documentId/images/:imageId',
    summary: 'A picture, for its uploader and for whoever may see a thread that shows it',
    params: ofDocument.extend({ imageId: idSchema }),
  }),
};

const address = /^\/api\/documents\/(?<documentId>[a-z0-9]{16,32})\/images\/(?<imageId>[a-z0-9]{16,32})$/;
const addresses = /\/api\/documents\/[a-z0-9]{16,32}\/images\/(?<imageId>[a-z0-9]{16,32})/g;

export const imageAddress = (documentId: Id, imageId: Id): string =>
  pathOf(imagesRoutes.readImage, { documentId, imageId });

/** Whether an address is that of a stored picture and of nothing else. */
export const isImageAddress = (text: string): boolean => address.test(text);

/** The ids of the pictures that a text shows, each once. */
export const imagesIn = (text: string): Id[] => [
  ...new Set(Array.from(text.matchAll(addresses), ({ groups }) => groups?.['imageId'] ?? '')),
];
