// Feedback of classmates on reviews: what one gives and receives, who is paired with whom, and the scores.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { answersSchema } from '#shared/reviews/answers.ts';
import { questionSchema } from '#shared/reviews/form.ts';
import { contentSchema } from './content.ts';
import { criteriaSchema } from './criteria.ts';
import { usefulnessSteps } from './scores.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofPair = z.object({ pairId: idSchema });
const inCourse = z.object({ courseId: idSchema });
const phaseSchema = z.enum(['off', 'before', 'open', 'closed']);
const usefulnessSchema = z.int().min(1).max(usefulnessSteps);

/** What comes back from the author: no times, which might say who it was. */
const echoSchema = z.object({ usefulness: usefulnessSchema.nullable(), answer: z.string().nullable() });

/** A review to give feedback on, and what one has written; `alias` is the author's pseudonym. `revision` 0: nothing saved yet. */
const givenSchema = echoSchema.extend({
  id: idSchema,
  alias: z.string(),
  questions: z.array(questionSchema),
  answers: answersSchema,
  content: contentSchema,
  revision: z.int(),
  isSubmitted: z.boolean(),
  isChanged: z.boolean(),
});
export type GivenFeedback = z.infer<typeof givenSchema>;

/** Feedback on one's own review; `alias` is the giver's pseudonym. */
const receivedSchema = echoSchema.extend({ id: idSchema, alias: z.string(), content: contentSchema });
export type ReceivedFeedback = z.infer<typeof receivedSchema>;

/**
 * Feedback of a meeting as one student has it. Received feedback is handed out when the time to give is over. `criteria` are
 * those that the meeting's feedback began with; before that, the course's present ones. `waitsForSamples`: there may be reviews
 * to give feedback on, and they come once the samples are marked.
 */
const deskSchema = z.object({
  phase: phaseSchema,
  waitsForSamples: z.boolean(),
  criteria: criteriaSchema,
  opensAt: instantSchema,
  dueAt: instantSchema,
  toGive: z.array(givenSchema),
  received: z.array(receivedSchema),
});
export type FeedbackDesk = z.infer<typeof deskSchema>;

/** A pair as staff see it; `content` is what was submitted, never a draft. */
const pairingSchema = echoSchema.extend({
  id: idSchema,
  giverId: idSchema,
  authorId: idSchema,
  by: z.enum(['draw', 'staff']),
  content: contentSchema.nullable(),
});
const pairingsSchema = z.object({
  phase: phaseSchema,
  criteria: criteriaSchema,
  opensAt: instantSchema,
  dueAt: instantSchema,
  revision: z.int(),
  students: z.array(personSchema.extend({ hasReview: z.boolean() })),
  pairings: z.array(pairingSchema),
});
export type Pairings = z.infer<typeof pairingsSchema>;

const criteriaViewSchema = z.object({ criteria: criteriaSchema, revision: z.int() });
export type CriteriaView = z.infer<typeof criteriaViewSchema>;

const share = z.number().nullable();
const partSchema = z.object({
  count: z.int(),
  own: share,
  ofClass: share,
  result: share,
  weight: z.number(),
});
/** One student's score with every step, as `shared/feedback/scores.ts` describes them. */
const scoreSchema = z.object({
  person: personSchema,
  asked: z.int(),
  submitted: z.int(),
  feedbacks: z.array(
    z.object({
      meetingId: idSchema,
      isSubmitted: z.boolean(),
      usefulness: share,
      agreement: share,
      reference: z.enum(['staff', 'median']).nullable(),
      isDropped: z.boolean(),
    }),
  ),
  parts: z.object({ completion: partSchema, usefulness: partSchema, agreement: partSchema }),
  points: z.number(),
  override: z.object({ points: z.number(), reason: z.string() }).nullable(),
});
export type FeedbackScore = z.infer<typeof scoreSchema>;

export const feedbackRoutes = {
  readFeedback: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/feedback',
    summary: 'The reviews one gives feedback on, and the feedback one has received',
    params: ofMeeting,
    returns: deskSchema,
  }),
  saveFeedback: route({
    method: 'PUT',
    path: '/api/feedback/:pairId',
    summary: 'Save a draft of feedback from a known revision; a conflict answers with the other text',
    params: ofPair,
    body: z.strictObject({ content: contentSchema, revision: z.int().min(0) }),
    returns: givenSchema,
  }),
  submitFeedback: route({
    method: 'POST',
    path: '/api/feedback/:pairId/submission',
    summary: 'Submit the draft as saved in a known revision; until the deadline it can be submitted again',
    params: ofPair,
    body: z.strictObject({ revision: z.int().min(1) }),
    returns: givenSchema,
  }),
  rateFeedback: route({
    method: 'PUT',
    path: '/api/feedback/:pairId/usefulness',
    summary: 'Say how useful feedback on one’s own review is, from 1 to 5',
    params: ofPair,
    body: z.strictObject({ usefulness: usefulnessSchema }),
    returns: receivedSchema,
  }),
  answerFeedback: route({
    method: 'POST',
    path: '/api/feedback/:pairId/answer',
    summary: 'Answer feedback on one’s own review, once',
    params: ofPair,
    body: z.strictObject({ answer: someTextSchema(2000) }),
    returns: receivedSchema,
  }),
  listPairings: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/pairings',
    summary: 'For staff: who gives feedback on whose review, and what was submitted',
    params: ofMeeting,
    returns: pairingsSchema,
  }),
  changePairings: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/pairings',
    summary: 'For staff: add and remove pairs, starting from a known revision',
    params: ofMeeting,
    body: z.strictObject({
      add: z.array(z.strictObject({ giverId: idSchema, authorId: idSchema })).max(500),
      remove: z.array(idSchema).max(500),
      revision: z.int().min(0),
    }),
    returns: pairingsSchema,
  }),
  readCriteria: route({
    method: 'GET',
    path: '/api/courses/:courseId/feedback-criteria',
    summary: 'What feedback in a course looks at; revision 0: the usual criteria, never changed',
    params: inCourse,
    returns: criteriaViewSchema,
  }),
  changeCriteria: route({
    method: 'PUT',
    path: '/api/courses/:courseId/feedback-criteria',
    summary:
      'For instructors: change the criteria, starting from a known revision; feedback that has begun keeps its own',
    params: inCourse,
    body: z.strictObject({ criteria: criteriaSchema, revision: z.int().min(0) }),
    returns: criteriaViewSchema,
  }),
  listFeedbackScores: route({
    method: 'GET',
    path: '/api/courses/:courseId/feedback-scores',
    summary: 'The scores for giving feedback with every step: one’s own, for staff those of all students',
    params: inCourse,
    returns: z.array(scoreSchema),
  }),
  overrideScore: route({
    method: 'PUT',
    path: '/api/courses/:courseId/feedback-scores/:personId',
    summary: 'For staff: set the points of a student by hand, with a reason; null takes that back',
    params: inCourse.extend({ personId: idSchema }),
    body: z.strictObject({
      override: z.strictObject({ points: z.number().min(0).max(100), reason: lineSchema(300) }).nullable(),
    }),
    returns: z.array(scoreSchema),
  }),
};

export const feedbackEvents = {
  feedbackAssigned: liveEvent({
    name: 'feedback.assigned',
    room: 'person',
    summary: 'The reviews one gives feedback on have changed; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
  pairingsChanged: liveEvent({
    name: 'pairings.changed',
    room: 'staff',
    summary: 'Pairs changed, or feedback was submitted; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
};
