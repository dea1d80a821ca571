// Courses and their members: create, join, import the roster, change settings and roles.
import { z } from 'zod';
import { liveEvent, openRoute, route } from '#shared/kernel/contract.ts';
import {
  emailSchema,
  idSchema,
  instantSchema,
  lineSchema,
  optionalLineSchema,
  textSchema,
  timeZoneSchema,
} from '#shared/kernel/primitives.ts';
import { passwordSchema, selfSchema } from '#shared/accounts/contract.ts';
import { roleSchema } from './roles.ts';
import { settingsSchema } from './settings.ts';

const inCourse = z.object({ courseId: idSchema });
const ofMember = z.object({ courseId: idSchema, personId: idSchema });

/** A line in the list of one's own courses. */
export const courseLineSchema = z.object({
  id: idSchema,
  title: z.string(),
  code: z.string(),
  term: z.string(),
  timeZone: z.string(),
  role: roleSchema,
});

/** A course as its members see it; `joinCode` is for its instructors and TAs, null for everybody else or when closed. */
export const courseSchema = courseLineSchema.extend({
  settings: settingsSchema,
  joinCode: z.string().nullable(),
  revision: z.int(),
});
export type Course = z.infer<typeof courseSchema>;

/** A member; `email` and `hasJoined` (the account has been claimed) are for staff, null for others. */
export const memberSchema = z.object({
  personId: idSchema,
  name: z.string(),
  role: roleSchema,
  email: z.string().nullable(),
  hasJoined: z.boolean().nullable(),
  joinedAt: instantSchema,
});
export type MemberView = z.infer<typeof memberSchema>;

/** What became of one row of a roster. `line` counts from 1 with the header. `link` only right after a real import. */
export const rosterRowSchema = z.object({
  line: z.int(),
  name: z.string(),
  email: z.string(),
  role: z.string(),
  outcome: z.enum(['created', 'matched', 'refused']),
  reason: z.string().nullable(),
  link: z.string().nullable(),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;

const joinCodeSchema = z
  .string()
  .trim()
  .transform((code) => code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .pipe(z.string().regex(/^[A-Z0-9]{8}$/, 'is not a join code'));

export const coursesRoutes = {
  listCourses: route({
    method: 'GET',
    path: '/api/courses',
    summary: 'One’s own courses, newest first',
    returns: z.array(courseLineSchema),
  }),
  createCourse: route({
    method: 'POST',
    path: '/api/courses',
    summary: 'Create a course; administrators only; the creator becomes its instructor',
    body: z.strictObject({
      id: idSchema,
      title: lineSchema(160),
      code: optionalLineSchema(40),
      term: optionalLineSchema(60),
      timeZone: timeZoneSchema,
    }),
    returns: courseSchema,
  }),
  readCourse: route({
    method: 'GET',
    path: '/api/courses/:courseId',
    summary: 'A course with its settings',
    params: inCourse,
    returns: courseSchema,
  }),
  changeCourse: route({
    method: 'PATCH',
    path: '/api/courses/:courseId',
    summary: 'Change title, time zone or settings, starting from a known revision',
    params: inCourse,
    body: z.strictObject({
      revision: z.int(),
      title: lineSchema(160).optional(),
      code: optionalLineSchema(40).optional(),
      term: optionalLineSchema(60).optional(),
      timeZone: timeZoneSchema.optional(),
      settings: settingsSchema.optional(),
    }),
    returns: courseSchema,
  }),
  renewJoinCode: route({
    method: 'POST',
    path: '/api/courses/:courseId/join-code',
    summary: 'Make a new join code; the old one ends',
    params: inCourse,
    returns: courseSchema,
  }),
  closeJoinCode: route({
    method: 'DELETE',
    path: '/api/courses/:courseId/join-code',
    summary: 'Let nobody join by code any more',
    params: inCourse,
    returns: courseSchema,
  }),
  listMembers: route({
    method: 'GET',
    path: '/api/courses/:courseId/members',
    summary: 'The members of a course, by name',
    params: inCourse,
    returns: z.array(memberSchema),
  }),
  addMember: route({
    method: 'POST',
    path: '/api/courses/:courseId/members',
    summary: 'Add one person by name and address',
    params: inCourse,
    body: z.strictObject({ name: lineSchema(120), email: emailSchema, role: roleSchema }),
    returns: memberSchema,
  }),
  importRoster: route({
    method: 'POST',
    path: '/api/courses/:courseId/roster',
    summary:
      'Import members from CSV (name, email, role); a dry run changes nothing and says what would happen',
    params: inCourse,
    body: z.strictObject({ csv: textSchema(400_000), dryRun: z.boolean() }),
    returns: z.object({ rows: z.array(rosterRowSchema), dryRun: z.boolean() }),
  }),
  changeMember: route({
    method: 'PATCH',
    path: '/api/courses/:courseId/members/:personId',
    summary: 'Change a member’s role',
    params: ofMember,
    body: z.strictObject({ role: roleSchema }),
    returns: memberSchema,
  }),
  dropMember: route({
    method: 'DELETE',
    path: '/api/courses/:courseId/members/:personId',
    summary: 'Take a person out of the course; what they wrote stays',
    params: ofMember,
    returns: z.undefined(),
  }),
  inviteMember: route({
    method: 'POST',
    path: '/api/courses/:courseId/members/:personId/invitation',
    summary: 'A new one-time link with which a member who has no password yet claims the account',
    params: ofMember,
    returns: z.object({ link: z.string() }),
  }),
  lookAtJoinCode: openRoute({
    method: 'POST',
    path: '/api/join/look',
    summary: 'Say which course a join code is for',
    body: z.strictObject({ code: joinCodeSchema }),
    returns: z.object({ title: z.string(), term: z.string() }),
  }),
  joinCourse: route({
    method: 'POST',
    path: '/api/join',
    summary: 'Join a course as a student with its code',
    body: z.strictObject({ code: joinCodeSchema }),
    returns: courseLineSchema,
  }),
  registerAndJoin: openRoute({
    method: 'POST',
    path: '/api/join/register',
    summary: 'Create an account and join a course as a student with its code',
    body: z.strictObject({
      code: joinCodeSchema,
      name: lineSchema(120),
      email: emailSchema,
      password: passwordSchema,
    }),
    returns: z.object({ self: selfSchema, course: courseLineSchema }),
  }),
};

export const coursesEvents = {
  courseChanged: liveEvent({
    name: 'course.changed',
    room: 'course',
    summary: 'Settings or members changed; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
  memberDropped: liveEvent({
    name: 'member.dropped',
    room: 'course',
    summary: 'A person is no longer a member',
    payload: z.object({ personId: idSchema }),
  }),
  roleChanged: liveEvent({
    name: 'role.changed',
    room: 'course',
    summary: 'A member has another role',
    payload: z.object({ personId: idSchema }),
  }),
};
