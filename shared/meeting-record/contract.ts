// What stays of a meeting: who was there, in which groups, what they wrote, reported and took away; and a person's own part of it.
import { z } from 'zod';
import { fileRoute, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { phases } from '#shared/rounds/rules.ts';
import { ROLES } from '#shared/rounds/roles.ts';

const ofMeeting = z.object({ meetingId: idSchema });

/** One stay in class. `by`: how the person was checked in; null in meetings of former versions. `leftAt` null: to the end. */
const staySchema = z.object({
  cameAt: instantSchema,
  leftAt: instantSchema.nullable(),
  by: z.enum(['code', 'self', 'staff']).nullable(),
});
export type StayView = z.infer<typeof staySchema>;

/** A person who was there, with every stay in its order. */
const attendanceSchema = z.object({ personId: idSchema, name: z.string(), stays: z.array(staySchema) });

/** A point that a group reported; `threadId` and `documentId` lead to what it is about, for whoever may read that. */
const recordedPointSchema = z.object({
  id: idSchema,
  question: z.int(),
  text: z.string(),
  votes: z.int(),
  isTakeaway: z.boolean(),
  threadId: idSchema.nullable(),
  documentId: idSchema.nullable(),
});
export type RecordedPoint = z.infer<typeof recordedPointSchema>;

/** A seat in a group; the name as the class knows it. */
const seatSchema = z.object({ personId: idSchema, name: z.string(), roles: z.array(z.enum(ROLES)) });

/** `notes` has one text per question; null, with no points, where they are not open to the asker. `calledAs` counts from 1. */
const recordedGroupSchema = z.object({
  number: z.int(),
  name: z.string(),
  seats: z.array(seatSchema),
  notes: z.array(z.string()).nullable(),
  points: z.array(recordedPointSchema),
  calledAs: z.int().nullable(),
});
export type RecordedGroup = z.infer<typeof recordedGroupSchema>;

const recordedRoundSchema = z.object({
  id: idSchema,
  number: z.int(),
  phase: z.enum(phases),
  drawnAt: instantSchema,
  questions: z.array(z.string()),
  groups: z.array(recordedGroupSchema),
});
export type RecordedRound = z.infer<typeof recordedRoundSchema>;

/** What the class took away; `from` names the group whose point it was, null: the staff's own words. */
const recordedTakeawaySchema = z.object({
  id: idSchema,
  text: z.string(),
  from: z.string().nullable(),
  votes: z.int().nullable(),
  threadId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  at: instantSchema,
});
export type RecordedTakeaway = z.infer<typeof recordedTakeawaySchema>;

/** The record as the asker may see it: attendance is everybody's for the staff, and one's own otherwise. */
const recordSchema = z.object({
  meetingId: idSchema,
  courseId: idSchema,
  attendance: z.array(attendanceSchema),
  /** For the staff: students of the course who were not there; null for others. */
  absent: z.array(z.object({ personId: idSchema, name: z.string() })).nullable(),
  rounds: z.array(recordedRoundSchema),
  takeaways: z.array(recordedTakeawaySchema),
});
export type MeetingRecord = z.infer<typeof recordSchema>;

/** A round of one person: their group without themselves. */
const ownRoundSchema = z.object({
  id: idSchema,
  number: z.int(),
  group: z.string(),
  roles: z.array(z.enum(ROLES)),
  others: z.array(z.string()),
  points: z.array(recordedPointSchema),
});

const ownMeetingSchema = z.object({
  meetingId: idSchema,
  topic: z.string(),
  startsAt: instantSchema,
  stays: z.array(staySchema),
  rounds: z.array(ownRoundSchema),
});
export type OwnMeeting = z.infer<typeof ownMeetingSchema>;

/** `met`: everybody of a common group, the most frequent first. `held` counts meetings with a class so far. Newest meeting first. */
const historySchema = z.object({
  personId: idSchema,
  name: z.string(),
  held: z.int(),
  meetings: z.array(ownMeetingSchema),
  met: z.array(z.object({ personId: idSchema, name: z.string(), times: z.int(), lastAt: instantSchema })),
  roles: z.record(z.enum(ROLES), z.int()),
});
export type History = z.infer<typeof historySchema>;

/** A takeaway about an annotation of a document, with the meeting that held on to it. */
const discussedSchema = z.object({
  id: idSchema,
  text: z.string(),
  threadId: idSchema,
  meetingId: idSchema,
  topic: z.string(),
  startsAt: instantSchema,
});
export type Discussed = z.infer<typeof discussedSchema>;

/** Files of a record: to read, and for a spreadsheet. */
export const recordFiles = {
  md: { mediaType: 'text/markdown; charset=utf-8', word: 'Markdown' },
  csv: { mediaType: 'text/csv; charset=utf-8', word: 'CSV' },
} as const;

export const meetingRecordRoutes = {
  readMeetingRecord: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/record',
    summary: 'The record of a meeting as the asker may see it',
    params: ofMeeting,
    returns: recordSchema,
  }),
  exportMeetingRecord: fileRoute({
    path: '/api/meetings/:meetingId/record/file',
    summary: 'The record of a meeting as the asker may see it, as a file',
    params: ofMeeting,
    query: z.strictObject({ as: z.enum(['md', 'csv']).default('md') }),
    mediaTypes: ['text/markdown', 'text/csv'],
  }),
  readClassHistory: route({
    method: 'GET',
    path: '/api/courses/:courseId/history/:personId',
    summary: 'What a student did in the classes of a course: for themselves and the staff',
    params: z.object({ courseId: idSchema, personId: idSchema }),
    returns: historySchema,
  }),
  listDiscussed: route({
    method: 'GET',
    path: '/api/documents/:documentId/discussed',
    summary: 'What the class took away about annotations of a document that the asker may read',
    params: z.object({ documentId: idSchema }),
    returns: z.array(discussedSchema),
  }),
};
