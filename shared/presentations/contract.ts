// Presentations: one slot per paper of a meeting, its presenters and their slides.
import { z } from 'zod';
import { liveEvent, route, uploadRoute } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { documentSchema } from '#shared/papers/contract.ts';
import { personSchema } from '#shared/accounts/contract.ts';
import { publicationSchema } from './publishing.ts';
import { slidesBytesAtMost } from './uploads.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const ofTalk = ofMeeting.extend({ paperId: idSchema });

/** The slides of a talk; `late` says they came after the deadline. The deck is a document like a paper's PDF. */
const slidesSchema = z.object({
  document: documentSchema.omit({ outline: true, pages: true }).extend({ pageCount: z.int() }),
  uploadedAt: instantSchema,
  uploadedBy: z.string(),
  late: z.boolean(),
});

/**
 * The presentation of one paper. `revision` 0: nobody was assigned yet. `slides` null: there are none that the asker may read.
 * `publication` and `isPublished` say who else may: null for those who may not know.
 */
export const talkSchema = z.object({
  paperId: idSchema,
  meetingId: idSchema,
  presenters: z.array(personSchema),
  slides: slidesSchema.nullable(),
  slidesDueAt: instantSchema,
  publication: publicationSchema.nullable(),
  isPublished: z.boolean().nullable(),
  revision: z.int(),
});
export type Talk = z.infer<typeof talkSchema>;

/** A talk in the list of a course's talks. */
const talkLineSchema = talkSchema
  .omit({ slides: true, publication: true, isPublished: true })
  .extend({ hasSlides: z.boolean() });

export const presentationsRoutes = {
  listTalks: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks',
    summary: 'The talks of a meeting, one per paper in the papers’ order',
    params: ofMeeting,
    returns: z.array(talkSchema),
  }),
  listCourseTalks: route({
    method: 'GET',
    path: '/api/courses/:courseId/talks',
    summary: 'All talks of a course that have presenters',
    params: z.object({ courseId: idSchema }),
    returns: z.array(talkLineSchema),
  }),
  assignPresenters: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/presenters',
    summary: 'Say who presents a paper, starting from a known revision',
    params: ofTalk,
    body: z.strictObject({ presenterIds: z.array(idSchema).max(6), revision: z.int().min(0) }),
    returns: talkSchema,
  }),
  publishSlides: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/talks/:paperId/slides/publish',
    summary: 'Let the class read the slides of a talk',
    params: ofTalk,
    returns: talkSchema,
  }),
  withdrawSlides: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/talks/:paperId/slides/withdraw',
    summary: 'Take the slides of a talk back: they are its presenters’ and the staff’s again',
    params: ofTalk,
    returns: talkSchema,
  }),
  uploadSlides: uploadRoute({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/slides',
    summary: 'Upload the slides of a talk in one piece, or replace them',
    params: ofTalk,
    body: z.strictObject({}),
    upload: { maxBytes: slidesBytesAtMost, accepts: ['a PDF', 'a presentation'] },
    returns: talkSchema,
  }),
};

export const presentationsEvents = {
  talksChanged: liveEvent({
    name: 'talks.changed',
    room: 'course',
    summary: 'Presenters were assigned or slides uploaded; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
};
