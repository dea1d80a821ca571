// Reviews of a meeting's papers: written and saved as a draft, submitted as versions, read by staff and classmates.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { partsSchema } from './parts.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofReview = z.object({ reviewId: idSchema });

/** A submission: versions count from 1; `late` says it came after the deadline. */
const submissionSchema = z.object({
  version: z.int(),
  at: instantSchema,
  late: z.boolean(),
  words: z.int(),
});

/**
 * One's own review. `parts` is the draft as saved last; `submission` the latest submission; `isChanged` says that the draft
 * reads differently. `revision` 0: nothing saved yet.
 */
export const ownReviewSchema = z.object({
  id: idSchema.nullable(),
  parts: partsSchema,
  revision: z.int(),
  savedAt: instantSchema.nullable(),
  submission: submissionSchema.nullable(),
  isChanged: z.boolean(),
});
export type OwnReview = z.infer<typeof ownReviewSchema>;

/** One submitted version with its text. */
const versionSchema = submissionSchema.extend({ parts: partsSchema });

/** A submitted review as staff and classmates read it. */
export const reviewSchema = z.object({
  id: idSchema,
  meetingId: idSchema,
  author: z.object({ id: idSchema, name: z.string() }),
  parts: partsSchema,
  submission: submissionSchema,
});
export type Review = z.infer<typeof reviewSchema>;

/** Where one student stands, for staff: never with the text of a draft. */
export const reviewStatusSchema = z.object({
  personId: idSchema,
  name: z.string(),
  state: z.enum(['not_started', 'draft', 'submitted', 'late']),
  reviewId: idSchema.nullable(),
  submission: submissionSchema.nullable(),
});
export type ReviewStatus = z.infer<typeof reviewStatusSchema>;

export const reviewsRoutes = {
  readOwnReview: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/review',
    summary: 'One’s own review for a meeting, draft and submission',
    params: ofMeeting,
    returns: ownReviewSchema,
  }),
  saveReview: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/review',
    summary: 'Save the draft, starting from a known revision; a conflict answers with the other text',
    params: ofMeeting,
    body: z.strictObject({ parts: partsSchema, revision: z.int().min(0) }),
    returns: ownReviewSchema,
  }),
  submitReview: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/review/submissions',
    summary: 'Submit the draft as saved in a known revision',
    params: ofMeeting,
    body: z.strictObject({ revision: z.int().min(1) }),
    returns: ownReviewSchema,
  }),
  listOwnVersions: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/review/versions',
    summary: 'The versions one has submitted, newest first',
    params: ofMeeting,
    returns: z.array(versionSchema),
  }),
  trackReviews: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/review-states',
    summary: 'For staff: who has submitted, who has begun, who has not',
    params: ofMeeting,
    returns: z.array(reviewStatusSchema),
  }),
  listReviews: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/reviews',
    summary:
      'The submitted reviews of a meeting: staff always, classmates after the deadline where the course allows it',
    params: ofMeeting,
    returns: z.array(reviewSchema),
  }),
  readReview: route({
    method: 'GET',
    path: '/api/reviews/:reviewId',
    summary: 'One submitted review',
    params: ofReview,
    returns: reviewSchema,
  }),
};

export const reviewsEvents = {
  reviewSaved: liveEvent({
    name: 'review.saved',
    room: 'person',
    summary: 'One’s own review was saved, perhaps in another tab or on another device',
    payload: z.object({ meetingId: idSchema, revision: z.int() }),
  }),
  reviewSubmitted: liveEvent({
    name: 'review.submitted',
    room: 'staff',
    summary: 'A review was submitted; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
};
