// Remarks on submitted reviews: threads on a passage or a part, reactions to sentences, and how many there are.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { placeSchema } from './place.ts';
import { reactedSchema, reactionSchema } from './reactions.ts';

export const remarkLimits = {
  /** Characters of one post. */
  text: 10_000,
  repliesPerRemark: 200,
  perPersonAndReview: 200,
  /** Minutes for which what was deleted can be brought back. */
  undoMinutes: 60,
} as const;

/** Whoever may read the review; the staff and its author; the staff. */
export const audienceSchema = z.enum(['readers', 'author', 'staff']);
export type Audience = z.infer<typeof audienceSchema>;

/**
 * A remark's own text or a reply. `name` is a pseudonym where classmates are not named, the same all over one review, and then
 * `personId` and the times are null. A deleted text is empty. `isNew`: for the review's author, since they looked last.
 */
const postShape = {
  id: idSchema,
  personId: idSchema.nullable(),
  name: z.string(),
  isOwn: z.boolean(),
  isStaff: z.boolean(),
  isReviewAuthor: z.boolean(),
  text: z.string(),
  postedAt: instantSchema.nullable(),
  isEdited: z.boolean(),
  isDeleted: z.boolean(),
  isNew: z.boolean(),
  /** Counts the edits; an edit says from which one it started. */
  revision: z.int(),
};

const postSchema = z.object(postShape);
export type PostView = z.infer<typeof postSchema>;

/** `isHeld`: the review's author does not see it until marks are returned. Replies in the order of the conversation. */
export const remarkSchema = z.object({
  ...postShape,
  place: placeSchema,
  audience: audienceSchema,
  isHeld: z.boolean(),
  replies: z.array(postSchema),
});
export type RemarkView = z.infer<typeof remarkSchema>;

const ofReview = z.object({ reviewId: idSchema });
const ofRemark = z.object({ remarkId: idSchema });
const ofPost = ofRemark.extend({ remarkPostId: idSchema });
const textSchema = someTextSchema(remarkLimits.text);

export const remarksRoutes = {
  listRemarks: route({
    method: 'GET',
    path: '/api/reviews/:reviewId/remarks',
    summary: 'What one may read of the remarks on a review, by their place, and the reactions to it',
    params: ofReview,
    returns: z.object({ remarks: z.array(remarkSchema), reacted: z.array(reactedSchema) }),
  }),
  countRemarks: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/remark-counts',
    summary:
      'How many remarks and replies one may read on each review of a meeting; `fresh` of one’s own: not seen yet',
    params: z.object({ meetingId: idSchema }),
    returns: z.array(z.object({ reviewId: idSchema, count: z.int(), fresh: z.int() })),
  }),
  postRemark: route({
    method: 'POST',
    path: '/api/reviews/:reviewId/remarks',
    summary: 'Begin a remark on a passage or a part of the version that counts',
    params: ofReview,
    body: z.strictObject({
      id: idSchema,
      text: textSchema,
      place: placeSchema,
      audience: audienceSchema,
      isHeld: z.boolean(),
    }),
    returns: remarkSchema,
  }),
  replyToRemark: route({
    method: 'POST',
    path: '/api/remarks/:remarkId/replies',
    summary: 'Reply; who reads it is who reads the remark',
    params: ofRemark,
    body: z.strictObject({ id: idSchema, text: textSchema }),
    returns: remarkSchema,
  }),
  editRemark: route({
    method: 'PUT',
    path: '/api/remarks/:remarkId/posts/:remarkPostId',
    summary:
      'Change one’s own words, starting from a known revision; `remarkPostId` is the remark’s own id for its first text',
    params: ofPost,
    body: z.strictObject({ text: textSchema, revision: z.int().min(1) }),
    returns: remarkSchema,
  }),
  deleteRemark: route({
    method: 'DELETE',
    path: '/api/remarks/:remarkId/posts/:remarkPostId',
    summary: 'Delete a remark’s first text or a reply; it can be brought back for an hour',
    params: ofPost,
    returns: z.undefined(),
  }),
  restoreRemark: route({
    method: 'POST',
    path: '/api/remarks/:remarkId/posts/:remarkPostId/restoration',
    summary: 'Bring back what one has deleted',
    params: ofPost,
    returns: remarkSchema,
  }),
  holdRemark: route({
    method: 'PUT',
    path: '/api/remarks/:remarkId/holding',
    summary: 'For staff: hold a remark for the author back until marks are returned, or show it now',
    params: ofRemark,
    body: z.strictObject({ isHeld: z.boolean() }),
    returns: remarkSchema,
  }),
  react: route({
    method: 'PUT',
    path: '/api/reviews/:reviewId/reactions',
    summary: 'React to a sentence, or with `place` null to the review as a whole, or take that back',
    params: ofReview,
    body: z.strictObject({ place: placeSchema.nullable(), reaction: reactionSchema, isOn: z.boolean() }),
    returns: z.array(reactedSchema),
  }),
  seeRemarks: route({
    method: 'PUT',
    path: '/api/reviews/:reviewId/remarks/seen',
    summary: 'The author of a review has looked at what was said about it',
    params: ofReview,
    returns: z.undefined(),
  }),
};

export const remarksEvents = {
  remarksChanged: liveEvent({
    name: 'remarks.changed',
    room: 'review',
    summary: 'Remarks or reactions that all readers of a review see have changed; refetch',
    payload: z.object({}),
  }),
  staffRemarksChanged: liveEvent({
    name: 'remarks.changed-for-staff',
    room: 'staff',
    summary: 'Remarks on a review have changed, perhaps such as only the staff sees; refetch',
    payload: z.object({ meetingId: idSchema, reviewId: idSchema }),
  }),
  ownRemarksChanged: liveEvent({
    name: 'remarks.changed-on-own',
    room: 'person',
    summary: 'Remarks on one’s own review have changed; refetch',
    payload: z.object({ meetingId: idSchema, reviewId: idSchema }),
  }),
};
