// Reviews of a meeting's papers: written and saved as a draft, submitted as versions, read by staff and classmates.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { answersSchema } from './answers.ts';
import { questionSchema, reviewFormSchema } from './form.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const inCourse = z.object({ courseId: idSchema });
const ofReview = z.object({ reviewId: idSchema });

/** A submission: versions count from 1; `late` says it came after the deadline. */
const submissionSchema = z.object({
  version: z.int(),
  at: instantSchema,
  late: z.boolean(),
  words: z.int(),
});

/**
 * One's own review. `questions` are those asked now; `former` those that are asked no more, whose answers are still there.
 * `answers` is the draft as saved last; `submission` the latest submission; `isChanged` says that the draft reads differently.
 * `countedVersion` is the one that counts. `dueAt` has one's own extensions; `acceptedUntil` null: without end; `lateDaysLeft`
 * null where the course has none. `now` is the server's clock. `revision` 0: nothing saved yet.
 */
export const ownReviewSchema = z.object({
  id: idSchema.nullable(),
  role: z.object({ title: z.string(), about: z.string() }).nullable(),
  questions: z.array(questionSchema),
  former: z.array(questionSchema),
  answers: answersSchema,
  revision: z.int(),
  savedAt: instantSchema.nullable(),
  submission: submissionSchema.nullable(),
  countedVersion: z.int().nullable(),
  isChanged: z.boolean(),
  isShared: z.boolean(),
  dueAt: instantSchema,
  isExtended: z.boolean(),
  acceptedUntil: instantSchema.nullable(),
  lateDaysLeft: z.int().nullable(),
  now: instantSchema,
});
export type OwnReview = z.infer<typeof ownReviewSchema>;

/** What a save changes of it. */
const savedReviewSchema = ownReviewSchema.pick({
  ...{ id: true, revision: true, savedAt: true, isChanged: true },
});
export type SavedReview = z.infer<typeof savedReviewSchema>;

const writtenSchema = z.object({ questions: z.array(questionSchema), answers: answersSchema });

/** One submitted version with its text and the questions as they were asked. */
const versionSchema = submissionSchema.extend(writtenSchema.shape);

/**
 * A submitted review as staff and classmates read it: the version that counts. Where classmates see no names, `author` and
 * `submission` (whose times might give the writer away) are null, and `alias` is a pseudonym that stays the same.
 */
export const reviewSchema = writtenSchema.extend({
  id: idSchema,
  meetingId: idSchema,
  author: z.object({ id: idSchema, name: z.string() }).nullable(),
  alias: z.string(),
  isOwn: z.boolean(),
  isPicked: z.boolean(),
  words: z.int(),
  submission: submissionSchema.nullable(),
});
export type Review = z.infer<typeof reviewSchema>;

/**
 * Where one student stands, for staff: never with the text of a draft. `submission` is the one that counts; `lateDays` and
 * `percentLost` are what being late costs; `citations` counts links to passages and threads in each text part.
 */
export const reviewStatusSchema = z.object({
  personId: idSchema,
  name: z.string(),
  role: z.string().nullable(),
  state: z.enum(['not_started', 'draft', 'submitted', 'late', 'missing']),
  reviewId: idSchema.nullable(),
  submission: submissionSchema.nullable(),
  extendedUntil: instantSchema.nullable(),
  lateDays: z.int(),
  percentLost: z.int(),
  citations: z.array(z.object({ title: z.string(), count: z.int() })),
});
export type ReviewStatus = z.infer<typeof reviewStatusSchema>;

/** More time for some students; students themselves only see their new deadline. */
const extensionSchema = z.object({
  id: idSchema,
  people: z.array(z.object({ id: idSchema, name: z.string() })),
  dueAt: instantSchema,
  reason: z.string(),
  grantedBy: z.string(),
  grantedAt: instantSchema,
});
export type Extension = z.infer<typeof extensionSchema>;

const formViewSchema = z.object({ form: reviewFormSchema, revision: z.int() });
export type FormView = z.infer<typeof formViewSchema>;

/** Who plays which role in a meeting; whoever is not named has the form's first. */
const rolesViewSchema = z.object({
  roles: z.record(idSchema, z.string()),
  revision: z.int(),
});
export type RolesView = z.infer<typeof rolesViewSchema>;

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
    body: z.strictObject({ answers: answersSchema, revision: z.int().min(0) }),
    returns: savedReviewSchema,
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
  shareReview: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/review/consent',
    summary: 'Say whether classmates may read one’s own review, where the course leaves that to its author',
    params: ofMeeting,
    body: z.strictObject({ isShared: z.boolean() }),
    returns: ownReviewSchema,
  }),
  listVersions: route({
    method: 'GET',
    path: '/api/reviews/:reviewId/versions',
    summary: 'For staff: all submitted versions of a review, newest first',
    params: ofReview,
    returns: z.array(versionSchema),
  }),
  pickReview: route({
    method: 'PUT',
    path: '/api/reviews/:reviewId/pick',
    summary: 'For staff: count a review among the best three of its meeting, or no longer',
    params: ofReview,
    body: z.strictObject({ isPicked: z.boolean() }),
    returns: reviewSchema,
  }),
  readForm: route({
    method: 'GET',
    path: '/api/courses/:courseId/review-form',
    summary: 'The review form of a course; revision 0: the usual one, never changed',
    params: inCourse,
    returns: formViewSchema,
  }),
  changeForm: route({
    method: 'PUT',
    path: '/api/courses/:courseId/review-form',
    summary: 'Change the review form, starting from a known revision; what was answered stays readable',
    params: inCourse,
    body: z.strictObject({ form: reviewFormSchema, revision: z.int().min(0) }),
    returns: formViewSchema,
  }),
  listExtensions: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/extensions',
    summary: 'For staff: who was given more time for the review of a meeting, and why',
    params: ofMeeting,
    returns: z.array(extensionSchema),
  }),
  grantExtension: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/extensions',
    summary: 'For staff: give one or several students more time; the later deadline counts',
    params: ofMeeting,
    body: z.strictObject({
      id: idSchema,
      personIds: z.array(idSchema).min(1).max(200),
      dueAt: instantSchema,
      reason: lineSchema(300),
    }),
    returns: z.array(extensionSchema),
  }),
  withdrawExtension: route({
    method: 'DELETE',
    path: '/api/meetings/:meetingId/extensions/:extensionId',
    summary: 'For staff: take an extension back',
    params: ofMeeting.extend({ extensionId: idSchema }),
    returns: z.array(extensionSchema),
  }),
  readRoles: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/review-roles',
    summary: 'For staff: which student writes in which role',
    params: ofMeeting,
    returns: rolesViewSchema,
  }),
  assignRoles: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/review-roles',
    summary: 'For staff: say which student writes in which role, starting from a known revision',
    params: ofMeeting,
    body: z.strictObject({
      roles: z
        .record(idSchema, z.string().max(24))
        .refine((roles) => Object.keys(roles).length <= 1000, 'are too many'),
      revision: z.int().min(0),
    }),
    returns: rolesViewSchema,
  }),
};

export const reviewsEvents = {
  reviewSaved: liveEvent({
    name: 'review.saved',
    room: 'person',
    summary: 'One’s own review was saved, perhaps in another tab or on another device',
    payload: z.object({ meetingId: idSchema, revision: z.int() }),
  }),
  reviewTermsChanged: liveEvent({
    name: 'review.terms-changed',
    room: 'person',
    summary: 'One’s own deadline or role for a meeting may have changed; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
  reviewsArranged: liveEvent({
    name: 'reviews.arranged',
    room: 'course',
    summary:
      'The staff changed the form or picked the best reviews; refetch. `meetingId` null: all meetings. Nothing of what students do.',
    payload: z.object({ meetingId: idSchema.nullable() }),
  }),
  reviewSubmitted: liveEvent({
    name: 'review.submitted',
    room: 'staff',
    summary: 'A review was submitted; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
  reviewsChanged: liveEvent({
    name: 'reviews.changed',
    room: 'staff',
    summary:
      'The form, extensions, roles or the best reviews changed; refetch. `meetingId` null: all meetings',
    payload: z.object({ meetingId: idSchema.nullable() }),
  }),
};
