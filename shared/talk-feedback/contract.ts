// Feedback on talks: the rubric, what classmates give, what presenters get of it together, and what the staff see and moderate.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { talkContentSchema } from './content.ts';
import { rubricSchema } from './rubric.ts';

export const ofTalk = z.object({ meetingId: idSchema, paperId: idSchema });
export const inCourse = z.object({ courseId: idSchema });
const phaseSchema = z.enum(['before', 'open', 'closed']);

const rubricViewSchema = z.object({ criteria: rubricSchema, revision: z.int() });
export type RubricView = z.infer<typeof rubricViewSchema>;

/** As `shared/talk-feedback/results.ts` puts it together. */
const criterionResultSchema = z.object({
  key: z.string(),
  counts: z.array(z.int()).nullable(),
  mean: z.number().nullable(),
});

/** One's own feedback. `revision` 0: nothing saved yet. `hiddenBecause`: why the staff keep its comment from the presenters. */
const ownTalkFeedbackSchema = z.object({
  content: talkContentSchema,
  revision: z.int(),
  isGiven: z.boolean(),
  hiddenBecause: z.string().nullable(),
});
export type OwnTalkFeedback = z.infer<typeof ownTalkFeedbackSchema>;

/** What all presenters of a talk see alike. Comments stand in an order drawn by lot; nothing carries a time. */
const talkResultsSchema = z.object({
  givers: z.int(),
  criteria: z.array(criterionResultSchema),
  comments: z.array(z.string()),
  /** How many comments the staff keep back. */
  hidden: z.int(),
});
export type TalkResults = z.infer<typeof talkResultsSchema>;

/**
 * Feedback on a talk as one member of the course has it. `results`: `none` for whoever does not present, `waits` until the time to
 * give is over, `too_few` where fewer than three gave.
 */
const talkDeskSchema = z.object({
  meetingId: idSchema,
  paperId: idSchema,
  phase: phaseSchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  presenterIds: z.array(idSchema),
  criteria: rubricSchema,
  own: ownTalkFeedbackSchema.nullable(),
  results: z.union([z.enum(['none', 'waits', 'too_few']), talkResultsSchema]),
});
export type TalkDesk = z.infer<typeof talkDeskSchema>;

/** Feedback as the staff see it. */
const givenTalkFeedbackSchema = z.object({
  giver: personSchema,
  content: talkContentSchema,
  savedAt: instantSchema,
  hidden: z.object({ reason: z.string(), by: personSchema }).nullable(),
});
export type GivenTalkFeedback = z.infer<typeof givenTalkFeedbackSchema>;

/** `isHandedOut`: the presenters have read it; nothing is given any more. */
const allTalkFeedbackSchema = z.object({
  phase: phaseSchema,
  closesAt: instantSchema,
  isHandedOut: z.boolean(),
  criteria: rubricSchema,
  given: z.array(givenTalkFeedbackSchema),
  results: z.array(criterionResultSchema),
});
export type AllTalkFeedback = z.infer<typeof allTalkFeedbackSchema>;

/** A talk that one may give feedback on now. */
const openTalkSchema = ofTalk.extend({
  title: z.string(),
  presenters: z.array(personSchema),
  closesAt: instantSchema,
  isGiven: z.boolean(),
});

export const talkFeedbackRoutes = {
  readTalkRubric: route({
    method: 'GET',
    path: '/api/courses/:courseId/talk-rubric',
    summary: 'What talks of a course are looked at by; revision 0: the usual criteria, never changed',
    params: inCourse,
    returns: rubricViewSchema,
  }),
  changeTalkRubric: route({
    method: 'PUT',
    path: '/api/courses/:courseId/talk-rubric',
    summary:
      'For staff: change the rubric, starting from a known revision; talks that have begun keep their own',
    params: inCourse,
    body: z.strictObject({ criteria: rubricSchema, revision: z.int().min(0) }),
    returns: rubricViewSchema,
  }),
  listOpenTalks: route({
    method: 'GET',
    path: '/api/courses/:courseId/open-talks',
    summary: 'The talks of a course that one may give feedback on now',
    params: inCourse,
    returns: z.array(openTalkSchema),
  }),
  readTalkFeedback: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks/:paperId/feedback',
    summary: 'Feedback on a talk: what one gives oneself, or for presenters what classmates gave together',
    params: ofTalk,
    returns: talkDeskSchema,
  }),
  saveTalkFeedback: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/feedback',
    summary:
      'Save one’s feedback on a talk from a known revision; what stands when the time is over is what counts',
    params: ofTalk,
    body: z.strictObject({ content: talkContentSchema, revision: z.int().min(0) }),
    returns: ownTalkFeedbackSchema,
  }),
  listTalkFeedback: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks/:paperId/feedback/all',
    summary: 'For staff: who gave what on a talk',
    params: ofTalk,
    returns: allTalkFeedbackSchema,
  }),
  hideTalkComment: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/feedback/:giverId/hidden',
    summary: 'For staff: keep a comment from the presenters, with a reason; null shows it again',
    params: ofTalk.extend({ giverId: idSchema }),
    body: z.strictObject({ reason: lineSchema(300).nullable() }),
    returns: allTalkFeedbackSchema,
  }),
};

export const talkFeedbackEvents = {
  ownTalkFeedbackChanged: liveEvent({
    name: 'own-talk-feedback.changed',
    room: 'person',
    summary: 'One’s own feedback on a talk was saved, hidden or shown again; refetch',
    payload: ofTalk.extend({ revision: z.int() }),
  }),
  talkFeedbackChanged: liveEvent({
    name: 'talk-feedback.changed',
    room: 'talkFeedback',
    summary: 'For staff who present none of a meeting’s talks: feedback on one changed; refetch',
    payload: ofTalk,
  }),
  talkResultsChanged: liveEvent({
    name: 'talk-results.changed',
    room: 'person',
    summary: 'What the presenters of a talk were handed out has changed; refetch',
    payload: ofTalk,
  }),
};
