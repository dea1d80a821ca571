// The shapes of what is typed about a review, and the places where its drafts are kept; no text is too long for a draft.
import { z } from 'zod';
import { audienceSchema } from '#shared/remarks/contract.ts';
import { placeSchema } from '#shared/remarks/place.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';

/** `id` is made with the draft and is the remark's own later, so that a repeated try is recognised. */
export const remarkDraftSchema = z.object({
  id: idSchema,
  place: placeSchema,
  text: z.string(),
  audience: audienceSchema,
  isHeld: z.boolean(),
});
export type RemarkDraft = z.infer<typeof remarkDraftSchema>;

export const replyDraftSchema = z.object({ id: idSchema, text: z.string() });
/** `revision` is that of the text it was made from. */
export const editDraftSchema = z.object({ text: z.string(), revision: z.int() });

const ofReview = (reviewId: Id): string => `review:${reviewId}`;
export const draftPlaces = {
  ofReview,
  remarks: (reviewId: Id): string => `${ofReview(reviewId)}:remark`,
  remark: (reviewId: Id, id: Id): string => `${ofReview(reviewId)}:remark:${id}`,
  reply: (reviewId: Id, remarkId: Id): string => `${ofReview(reviewId)}:reply:${remarkId}`,
  edit: (reviewId: Id, postId: Id): string => `${ofReview(reviewId)}:edit:${postId}`,
};
