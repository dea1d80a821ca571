// Sample reviews of a course: marked by the staff, then by every student before their first exchange, then compared.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, lineSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { answersSchema, answerCharactersAtMost } from '#shared/reviews/answers.ts';
import { questionSchema } from '#shared/reviews/form.ts';
import { samplesAtMost } from './calibration.ts';
import { contentSchema } from './content.ts';
import { criteriaSchema } from './criteria.ts';

const inCourse = z.object({ courseId: idSchema });
const ofSample = inCourse.extend({ sampleId: idSchema });
const titleSchema = lineSchema(120);

/** What a sample is about and what it says. `papers` are those of the meeting that a copied review was written for. */
const textSchema = z.object({
  id: idSchema,
  title: z.string(),
  papers: z.array(z.object({ id: idSchema, title: z.string() })),
  questions: z.array(questionSchema),
  answers: answersSchema,
});

/** Marks with the criteria they were given by. */
const markedSchema = z.object({ criteria: criteriaSchema, content: contentSchema });

/**
 * A sample as a student has it. `criteria` are those to mark it by. `own` and `staff` are null until the student has marked it;
 * `isNews`: the staff changed theirs since the student looked last; `marksRevision` counts those changes.
 */
const ownSampleSchema = textSchema.extend({
  criteria: criteriaSchema,
  own: markedSchema.nullable(),
  staff: markedSchema.nullable(),
  isNews: z.boolean(),
  marksRevision: z.int(),
});
export type OwnSample = z.infer<typeof ownSampleSchema>;

/**
 * A sample as staff have it: their marks, who of the students has marked it, and how often each step of each criterion was
 * given (`spread`, by the criterion's key, from step 1 on). `marked.criteria` may be older than the course's.
 */
const sampleSchema = textSchema.extend({
  origin: z.enum(['text', 'review']),
  isOn: z.boolean(),
  marked: markedSchema,
  revision: z.int(),
  students: z.array(personSchema.extend({ isDone: z.boolean() })),
  spread: z.record(z.string(), z.array(z.int())),
});
export type Sample = z.infer<typeof sampleSchema>;

const samplesSchema = z.object({ criteria: criteriaSchema, samples: z.array(sampleSchema) });
export type Samples = z.infer<typeof samplesSchema>;

/** Words of the staff's own, or a review of the course without its author's name: the class will read what they wrote. */
const sourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: someTextSchema(answerCharactersAtMost) }),
  z.strictObject({
    kind: z.literal('review'),
    meetingId: idSchema,
    authorId: idSchema,
    isForTheClass: z.literal(true, 'has to be said: the class will read the author’s words'),
  }),
]);
export type SampleSource = z.infer<typeof sourceSchema>;

export const samplesRoutes = {
  readSamples: route({
    method: 'GET',
    path: '/api/courses/:courseId/feedback-samples/own',
    summary: 'The samples one marks before giving feedback; what the staff gave comes once one has',
    params: inCourse,
    returns: z.array(ownSampleSchema),
  }),
  markSample: route({
    method: 'PUT',
    path: '/api/courses/:courseId/feedback-samples/:sampleId/own-marks',
    summary: 'Mark a sample, once; the answer has the staff’s marks',
    params: ofSample,
    body: z.strictObject({ content: contentSchema }),
    returns: ownSampleSchema,
  }),
  seeSample: route({
    method: 'PUT',
    path: '/api/courses/:courseId/feedback-samples/:sampleId/seen',
    summary: 'Say that one has seen the staff’s marks of a sample as they are in a revision',
    params: ofSample,
    body: z.strictObject({ marksRevision: z.int().min(0) }),
    returns: ownSampleSchema,
  }),
  listSamples: route({
    method: 'GET',
    path: '/api/courses/:courseId/feedback-samples',
    summary: 'For staff: the samples with their marks, who has marked them, and how',
    params: inCourse,
    returns: samplesSchema,
  }),
  addSample: route({
    method: 'POST',
    path: '/api/courses/:courseId/feedback-samples',
    summary: `For staff: make a sample of a text or of a submitted review; a course has ${String(samplesAtMost)} at most`,
    params: inCourse,
    body: z.strictObject({ id: idSchema, title: titleSchema, source: sourceSchema }),
    returns: samplesSchema,
  }),
  changeSample: route({
    method: 'PUT',
    path: '/api/courses/:courseId/feedback-samples/:sampleId',
    summary:
      'For staff: change a sample’s title and marks, and whether students mark it, from a known revision',
    params: ofSample,
    body: z.strictObject({
      title: titleSchema,
      content: contentSchema,
      isOn: z.boolean(),
      revision: z.int().min(1),
    }),
    returns: samplesSchema,
  }),
  removeSample: route({
    method: 'DELETE',
    path: '/api/courses/:courseId/feedback-samples/:sampleId',
    summary: 'For staff: remove a sample with everything that was marked on it',
    params: ofSample,
    returns: samplesSchema,
  }),
};

export const samplesEvents = {
  samplesChanged: liveEvent({
    name: 'samples.changed',
    room: 'course',
    summary: 'Samples were switched on or off, or the staff changed what they gave; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
  sampleMarked: liveEvent({
    name: 'sample.marked',
    room: 'staff',
    summary: 'A student has marked a sample; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
};
