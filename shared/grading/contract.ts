// Marks of reviews: the staff's queue, what they give, what goes back to the authors, saved replies, and hints of likeness.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { fileRoute, liveEvent, livePresence, route } from '#shared/kernel/contract.ts';
import {
  idSchema,
  instantSchema,
  lineSchema,
  someTextSchema,
  textSchema,
} from '#shared/kernel/primitives.ts';
import { questionSchema } from '#shared/reviews/form.ts';
import { markingSchema } from './marks.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofReview = z.object({ reviewId: idSchema });
const inCourse = z.object({ courseId: idSchema });
const ofReply = inCourse.extend({ savedReplyId: idSchema });
const ofPair = ofMeeting.extend({ oneId: idSchema, otherId: idSchema });

const criterionSchema = z.object({
  key: z.string(),
  title: z.string(),
  question: z.string(),
  steps: z.array(z.string()),
});
const stateSchema = z.enum(['unmarked', 'begun', 'marked', 'returned']);
const share = z.number().nullable();

/** As `shared/grading/marks.ts` works it out. */
const calculationSchema = z.object({
  lines: z.array(z.object({ title: z.string(), step: z.int(), steps: z.int(), share: z.number() })),
  mean: share,
  percentLost: z.number(),
  proposed: share,
  byHand: share,
  points: share,
});

/**
 * One submitted review in the queue. `version` is the one that counts; `markedVersion` the one that the marks were given to.
 * `isChangedSince`: the marks read differently from what was returned, or remarks were held back since.
 */
const queuedSchema = z.object({
  reviewId: idSchema,
  author: personSchema,
  submittedAt: instantSchema,
  version: z.int(),
  lateDays: z.int(),
  percentLost: z.int(),
  state: stateSchema,
  markedVersion: z.int().nullable(),
  isChangedSince: z.boolean(),
  points: share,
  revision: z.int(),
  graderId: idSchema.nullable(),
  changedBy: idSchema.nullable(),
});
export type QueuedReview = z.infer<typeof queuedSchema>;

/** Everything the queue of a meeting needs but the texts; `graders` are the present staff. */
const queueSchema = z.object({
  reviews: z.array(queuedSchema),
  graders: z.array(personSchema),
  criteria: z.array(criterionSchema),
});

export type GradingQueue = z.infer<typeof queueSchema>;

/** What staff gave a review. `revision` 0: nothing yet. `returnedAt` null: the author does not see it. */
const marksSchema = z.object({
  reviewId: idSchema,
  marking: markingSchema,
  version: z.int(),
  countedVersion: z.int(),
  percentLost: z.int(),
  revision: z.int(),
  changedBy: personSchema.nullable(),
  changedAt: instantSchema.nullable(),
  returnedAt: instantSchema.nullable(),
});
export type ReviewMarks = z.infer<typeof marksSchema>;

/** Marks as their author sees them once they are returned, with the criteria as they were then. */
const returnedSchema = z.object({
  version: z.int(),
  countedVersion: z.int(),
  returnedAt: instantSchema,
  criteria: z.array(criterionSchema),
  marking: markingSchema.pick({ marks: true, comments: true, overall: true }),
  calculation: calculationSchema,
});
export type ReturnedMarks = z.infer<typeof returnedSchema>;

const savedReplySchema = z.object({
  id: idSchema,
  title: z.string(),
  text: z.string(),
  revision: z.int(),
});

export type SavedReply = z.infer<typeof savedReplySchema>;

const rangeSchema = z.tuple([z.int(), z.int()]);
/** Two reviews that share more than chance has it, in one part of the form; both numbers are from 0 to 1. */
const likenessSchema = z.object({
  oneId: idSchema,
  otherId: idSchema,
  /** The key of the question. */
  part: z.string(),
  resemblance: z.number(),
  containment: z.number(),
  dismissal: z.object({ note: z.string(), by: personSchema }).nullable(),
});

export type Likeness = z.infer<typeof likenessSchema>;

/** The text of a part in both, with the shared passages as half-open ranges of UTF-16 units. */
const comparedSchema = z.object({
  parts: z.array(
    z.object({
      question: questionSchema,
      one: z.object({ text: z.string(), shared: z.array(rangeSchema) }),
      other: z.object({ text: z.string(), shared: z.array(rangeSchema) }),
      resemblance: z.number(),
      containment: z.number(),
    }),
  ),
});

export const gradingRoutes = {
  readQueue: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/grading',
    summary: 'For staff: the submitted reviews of a meeting and how far their marks are, without one’s own',
    params: ofMeeting,
    returns: queueSchema,
  }),
  readMarks: route({
    method: 'GET',
    path: '/api/reviews/:reviewId/marks',
    summary: 'For staff: what was given to a review',
    params: ofReview,
    returns: marksSchema,
  }),
  saveMarks: route({
    method: 'PUT',
    path: '/api/reviews/:reviewId/marks',
    summary:
      'For staff: save marks of one version, starting from a known revision; a conflict answers with the others',
    params: ofReview,
    body: z.strictObject({ marking: markingSchema, version: z.int().min(1), revision: z.int().min(0) }),
    returns: marksSchema,
  }),
  returnMarks: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/marks/returned',
    summary:
      'For staff: show marks to their authors, each as it was in a known revision; those that cannot be are left, with the reason',
    params: ofMeeting,
    body: z.strictObject({
      marks: z
        .array(z.strictObject({ reviewId: idSchema, revision: z.int().min(1) }))
        .min(1)
        .max(1000),
    }),
    returns: z.object({
      returned: z.array(idSchema),
      left: z.array(z.object({ reviewId: idSchema, why: z.enum(['changed', 'unmarked', 'other_version']) })),
    }),
  }),
  takeBackMarks: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/marks/taken-back',
    summary: 'For staff: hide marks from their authors again; the marks stay',
    params: ofMeeting,
    body: z.strictObject({ reviewIds: z.array(idSchema).min(1).max(1000) }),
    returns: z.object({ takenBack: z.array(idSchema) }),
  }),
  readOwnMarks: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/marks/own',
    summary: 'The marks of one’s own review, once they are returned; null before',
    params: ofMeeting,
    returns: returnedSchema.nullable(),
  }),
  assignGrader: route({
    method: 'PUT',
    path: '/api/reviews/:reviewId/grader',
    summary: 'For staff: say who of them marks a review; null: nobody in particular',
    params: ofReview,
    body: z.strictObject({ graderId: idSchema.nullable() }),
    returns: z.undefined(),
  }),
  splitQueue: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/grading/split',
    summary: 'For staff: share the reviews that are not marked yet evenly among some of them',
    params: ofMeeting,
    body: z.strictObject({ graderIds: z.array(idSchema).min(1).max(50) }),
    returns: queueSchema,
  }),
  exportMarks: fileRoute({
    path: '/api/meetings/:meetingId/marks/export',
    summary: 'For staff: the marks of a meeting as CSV, without the staff’s notes',
    params: ofMeeting,
    mediaTypes: ['text/csv'],
  }),
  listSavedReplies: route({
    method: 'GET',
    path: '/api/courses/:courseId/saved-replies',
    summary: 'For staff: the replies that the course’s staff keep, by title',
    params: inCourse,
    returns: z.array(savedReplySchema),
  }),
  putSavedReply: route({
    method: 'PUT',
    path: '/api/courses/:courseId/saved-replies/:savedReplyId',
    summary: 'For staff: keep a reply, or change one from a known revision (0: a new one)',
    params: ofReply,
    body: z.strictObject({ title: lineSchema(80), text: someTextSchema(2000), revision: z.int().min(0) }),
    returns: z.array(savedReplySchema),
  }),
  removeSavedReply: route({
    method: 'DELETE',
    path: '/api/courses/:courseId/saved-replies/:savedReplyId',
    summary: 'For staff: remove a saved reply; it can be kept anew under the same id',
    params: ofReply,
    returns: z.array(savedReplySchema),
  }),
  listLikenesses: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/likenesses',
    summary: 'For staff: pairs of reviews that share passages which are not the papers’: a hint, no verdict',
    params: ofMeeting,
    returns: z.array(likenessSchema),
  }),
  compareReviews: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/likenesses/:oneId/:otherId',
    summary: 'For staff: two reviews side by side with the passages they share',
    params: ofPair,
    returns: comparedSchema,
  }),
  dismissLikeness: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/likenesses/:oneId/:otherId/dismissal',
    summary: 'For staff: put a hint aside, with a note why; null brings it back',
    params: ofPair,
    body: z.strictObject({ note: textSchema(500).nullable() }),
    returns: z.array(likenessSchema),
  }),
};

export const gradingEvents = {
  marksChanged: liveEvent({
    name: 'marks.changed',
    room: 'staff',
    summary:
      'Marks were given, changed, returned or taken back, or reviews were shared out; refetch. `reviewId` null: several',
    payload: z.object({ meetingId: idSchema, reviewId: idSchema.nullable(), revision: z.int() }),
  }),
  marksReturned: liveEvent({
    name: 'marks.returned',
    room: 'person',
    summary: 'The marks of one’s own review were returned or taken back; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
  savedRepliesChanged: liveEvent({
    name: 'saved-replies.changed',
    room: 'staff',
    summary: 'The saved replies changed; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
  likenessesChanged: liveEvent({
    name: 'likenesses.changed',
    room: 'staff',
    summary: 'A hint was put aside or brought back; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
};

export const gradersPresence = livePresence({
  room: 'grading',
  summary: 'Which review of a meeting each of the staff is on',
  said: z.strictObject({ reviewId: idSchema }),
  told: z.object({ reviewId: idSchema }),
});
