// The staff's grade of a talk: marks by the rubric, points for each presenter, what is returned to them, and the list of talks.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { inCourse, ofTalk } from './contract.ts';
import { talkMarkingSchema } from './points.ts';
import { rubricSchema } from './rubric.ts';

const number = z.number().nullable();
const stateSchema = z.enum(['unmarked', 'begun', 'marked', 'returned']);
export type TalkMarkState = z.infer<typeof stateSchema>;

/** As `shared/talk-feedback/points.ts` works it out. */
const talkCalculationSchema = z.object({
  lines: z.array(
    z.object({ title: z.string(), step: z.int(), steps: z.int(), share: z.number(), weight: z.number() }),
  ),
  mean: number,
  outOf: z.number(),
  proposed: number,
  byHand: number,
  points: number,
});

/** How far the marks are for one presenter. `isChangedSince`: they read differently from what was returned. */
const presenterStandingSchema = z.object({
  person: personSchema,
  state: stateSchema,
  points: number,
  returnedAt: instantSchema.nullable(),
  isChangedSince: z.boolean(),
});
export type PresenterStanding = z.infer<typeof presenterStandingSchema>;

/** What the staff gave a talk. `revision` 0: nothing yet. */
const talkMarksSchema = z.object({
  meetingId: idSchema,
  paperId: idSchema,
  criteria: rubricSchema,
  outOf: z.number(),
  marking: talkMarkingSchema,
  revision: z.int(),
  changedBy: personSchema.nullable(),
  changedAt: instantSchema.nullable(),
  presenters: z.array(presenterStandingSchema),
});
export type TalkMarks = z.infer<typeof talkMarksSchema>;

/** Marks as a presenter sees them once returned, with the criteria and the calculation of then. `comment` is for them alone. */
const returnedTalkMarksSchema = z.object({
  returnedAt: instantSchema,
  criteria: rubricSchema,
  marking: talkMarkingSchema.pick({ marks: true, comments: true, overall: true }),
  comment: z.string(),
  calculation: talkCalculationSchema,
});
export type ReturnedTalkMarks = z.infer<typeof returnedTalkMarksSchema>;

/** One line of the staff's list. `isOwn`: the asker presents it, and learns nothing of its marks here. */
const gradedTalkSchema = ofTalk.extend({
  title: z.string(),
  meetingNumber: z.int(),
  startsAt: instantSchema,
  hasBegun: z.boolean(),
  isOwn: z.boolean(),
  state: stateSchema.nullable(),
  presenters: z.array(presenterStandingSchema),
});

const chosen = z.array(idSchema).min(1).max(20);

export const talkGradingRoutes = {
  listGradedTalks: route({
    method: 'GET',
    path: '/api/courses/:courseId/graded-talks',
    summary: 'For staff: the talks of a course that have presenters, and how far their marks are',
    params: inCourse,
    returns: z.object({ outOf: z.number(), talks: z.array(gradedTalkSchema) }),
  }),
  readTalkMarks: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks/:paperId/marks',
    summary: 'For staff: what was given to a talk',
    params: ofTalk,
    returns: talkMarksSchema,
  }),
  saveTalkMarks: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/marks',
    summary:
      'For staff: save marks of a talk, starting from a known revision; a conflict answers with the others',
    params: ofTalk,
    body: z.strictObject({ marking: talkMarkingSchema, revision: z.int().min(0) }),
    returns: talkMarksSchema,
  }),
  returnTalkMarks: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/talks/:paperId/marks/returned',
    summary: 'For staff: show presenters their marks, as they were in a known revision',
    params: ofTalk,
    body: z.strictObject({ presenterIds: chosen, revision: z.int().min(1) }),
    returns: talkMarksSchema,
  }),
  takeBackTalkMarks: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/talks/:paperId/marks/taken-back',
    summary: 'For staff: hide marks from presenters again; the marks stay',
    params: ofTalk,
    body: z.strictObject({ presenterIds: chosen }),
    returns: talkMarksSchema,
  }),
  readOwnTalkMarks: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks/:paperId/marks/own',
    summary: 'The marks of one’s own talk, once they are returned; null before',
    params: ofTalk,
    returns: returnedTalkMarksSchema.nullable(),
  }),
};

export const talkGradingEvents = {
  talkMarksChanged: liveEvent({
    name: 'talk-marks.changed',
    room: 'talkFeedback',
    summary:
      'For staff who present none of a meeting’s talks: marks of one were changed, returned or taken back; refetch',
    payload: ofTalk.extend({ revision: z.int() }),
  }),
  talkMarksReturned: liveEvent({
    name: 'talk-marks.returned',
    room: 'person',
    summary: 'The marks of one’s own talk were returned or taken back; refetch',
    payload: ofTalk,
  }),
};
