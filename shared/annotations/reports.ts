// The open reports of a whole course: one list for the staff, and word that it changed.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { kindSchema } from './kinds.ts';
import { reportSchema } from './views.ts';

/** Threads in one answer; those that were reported last come first. */
export const reportedAtMost = 100;

/** A thread with open reports. `page` counts from 1. */
const reportedThreadSchema = z.object({
  threadId: idSchema,
  documentId: idSchema,
  documentTitle: z.string(),
  page: z.int(),
  kind: kindSchema,
  /** The newest report first, each with who wrote the post and the first words of it. */
  reports: z.array(reportSchema.extend({ authorName: z.string(), excerpt: z.string() })),
});
export type ReportedThread = z.infer<typeof reportedThreadSchema>;

export const reportsRoutes = {
  listReports: route({
    method: 'GET',
    path: '/api/courses/:courseId/reports',
    summary: 'The posts of a course that were reported and are not settled, for the staff',
    params: z.object({ courseId: idSchema }),
    /** `total` counts threads, also those that the answer has no room for. */
    returns: z.object({ total: z.int(), threads: z.array(reportedThreadSchema) }),
  }),
};

export const reportsEvents = {
  reportsChanged: liveEvent({
    name: 'reports.changed',
    room: 'staff',
    summary: 'Something was reported or settled, or a reported thread changed',
    payload: z.object({ courseId: idSchema }),
  }),
};
