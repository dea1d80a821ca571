// Sign-up for talks: staff open it over the term's slots, students rank, staff look at the assignment and publish it.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { figuresSchema, whySchema } from './outcome.ts';

const inCourse = z.object({ courseId: idSchema });

/** A talk that can be ranked. It wants at least `min` presenters and takes `max`. */
const slotSchema = z
  .strictObject({
    paperId: idSchema,
    min: z.int().min(0).max(6),
    max: z.int().min(1).max(6),
  })
  .refine(({ min, max }) => min <= max, { path: ['min'], message: 'is more than it takes' });

/** Which swaps presenters may make among themselves: none, seat for seat only, or giving a seat away too. */
const swapsSchema = z.enum(['none', 'exchange', 'all']);

const arrangementSchema = z.strictObject({
  dueAt: instantSchema,
  /** How often each student presents. */
  seats: z.int().min(1).max(4),
  swaps: swapsSchema,
  slots: z.array(slotSchema).min(1).max(400),
});
export type Arrangement = z.infer<typeof arrangementSchema>;

const pinSchema = z.strictObject({ personId: idSchema, paperId: idSchema });
export type Pin = z.infer<typeof pinSchema>;

/** The sign-up of a course as its members see it. Slots of papers that are gone are left out; `atLeast` is never more than there are slots. */
export const signupSchema = z.object({
  courseId: idSchema,
  dueAt: instantSchema,
  /** The deadline of the one who asks: later where the staff gave more time. */
  ownDueAt: instantSchema,
  seats: z.int(),
  swaps: swapsSchema,
  atLeast: z.int(),
  /** `hasBegun`: the meeting is under way or over, and nobody is assigned there any more. */
  slots: z.array(
    z.object({
      ...{ paperId: idSchema, meetingId: idSchema, title: z.string() },
      ...{ min: z.int(), max: z.int(), hasBegun: z.boolean() },
    }),
  ),
  publishedAt: instantSchema.nullable(),
  /** For staff; empty for everybody else. */
  pins: z.array(pinSchema),
  /** Who published when, and how many seats changed, newest first; for staff, empty for everybody else. */
  publications: z.array(z.object({ at: instantSchema, by: z.string(), changes: z.int() })),
  revision: z.int(),
});
export type Signup = z.infer<typeof signupSchema>;

const wishesSchema = z.strictObject({
  /** Papers, the most wanted first. */
  ranked: z.array(idSchema).max(400),
  /** Meetings that the person cannot come to. */
  blocked: z.array(idSchema).max(200),
  /** A classmate to present with; null: nobody in particular. */
  partnerId: idSchema.nullable(),
});
export type Wishes = z.infer<typeof wishesSchema>;

/** One's own preferences; `revision` 0: nothing was saved yet. `isMutual`: the classmate asked for the same. */
export const preferencesSchema = wishesSchema.extend({
  isMutual: z.boolean(),
  isComplete: z.boolean(),
  /** False for whoever presents as often as they are to already. */
  isNeeded: z.boolean(),
  savedAt: instantSchema.nullable(),
  revision: z.int(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** What staff see of a student's preferences. `until`: their own deadline, where they have one. */
const studentPreferencesSchema = preferencesSchema.extend({
  person: personSchema,
  until: instantSchema.nullable(),
});
export type StudentPreferences = z.infer<typeof studentPreferencesSchema>;

const choiceSchema = z.strictObject({
  objective: z.enum(['squared', 'generous']),
  keeping: z.enum(['most', 'bonus']),
  /** The same seed gives the same assignment. */
  seed: z.string().regex(/^[a-z0-9]{1,32}$/, 'is not a seed'),
});
export type Choice = z.infer<typeof choiceSchema>;

/** What publishing would do. `place` null: not on the person's list. */
export const previewSchema = z.object({
  seats: z.array(
    z.object({
      person: personSchema,
      paperId: idSchema,
      place: z.int().nullable(),
      isNew: z.boolean(),
      isPinned: z.boolean(),
      /** Not a student of the course, assigned by hand: stays, and only takes a place. */
      isGuest: z.boolean(),
    }),
  ),
  /** Seats that stand now and would not any more. */
  given: z.array(z.object({ person: personSchema, paperId: idSchema })),
  figures: figuresSchema,
  why: z.array(whySchema.omit({ personId: true }).extend({ person: personSchema })),
  together: z.array(z.object({ people: z.array(personSchema), isHonoured: z.boolean() })),
  /** The same by each way of choosing, and by a list on the door. */
  others: z.object({ squared: figuresSchema, generous: figuresSchema, firstCome: figuresSchema }),
  /** Names what was shown: publishing anything else is refused. */
  fingerprint: z.string(),
});
export type Preview = z.infer<typeof previewSchema>;

/** The term's talks. `stillToPresent` and `figures`: for students only what concerns themselves. */
const termSchema = z.object({
  /** How often each student is to present; 1 where no sign-up was opened. */
  seats: z.int(),
  talks: z.array(
    z.object({
      paperId: idSchema,
      meetingId: idSchema,
      title: z.string(),
      presenters: z.array(personSchema),
      /** Presenters that are missing to what the sign-up wants; 0 where nothing is wanted. */
      missing: z.int(),
      isWanted: z.boolean(),
    }),
  ),
  stillToPresent: z.array(z.object({ person: personSchema, missing: z.int() })),
  /** For staff: how many students present never, once, twice, ...; and how the wishes came out. */
  figures: z.object({ timesPresented: z.array(z.int()), wishes: figuresSchema }).nullable(),
});
export type Term = z.infer<typeof termSchema>;

export const signupRoutes = {
  readSignup: route({
    method: 'GET',
    path: '/api/courses/:courseId/signup',
    summary: 'The sign-up for talks of a course; null while there is none',
    params: inCourse,
    returns: signupSchema.nullable(),
  }),
  arrangeSignup: route({
    method: 'PUT',
    path: '/api/courses/:courseId/signup',
    summary: 'Open the sign-up for talks or change it, starting from a known revision (0: there is none yet)',
    params: inCourse,
    body: arrangementSchema.extend({ revision: z.int().min(0) }),
    returns: signupSchema,
  }),
  extendSignup: route({
    method: 'PUT',
    path: '/api/courses/:courseId/signup/extensions/:personId',
    summary: 'Give one student until another instant to rank; null: until the deadline of all',
    params: inCourse.extend({ personId: idSchema }),
    body: z.strictObject({ until: instantSchema.nullable() }),
    returns: signupSchema,
  }),
  pinSeats: route({
    method: 'PUT',
    path: '/api/courses/:courseId/signup/pins',
    summary: 'Say which seats are given whatever comes out, starting from a known revision',
    params: inCourse,
    body: z.strictObject({ pins: z.array(pinSchema).max(1000), revision: z.int().min(1) }),
    returns: signupSchema,
  }),
  remindMissing: route({
    method: 'POST',
    path: '/api/courses/:courseId/signup/reminder',
    summary: 'Remind the students whose list is not long enough yet',
    params: inCourse,
    returns: z.object({ reminded: z.int() }),
  }),
  readPreferences: route({
    method: 'GET',
    path: '/api/courses/:courseId/preferences/own',
    summary: 'What one has ranked oneself',
    params: inCourse,
    returns: preferencesSchema,
  }),
  savePreferences: route({
    method: 'PUT',
    path: '/api/courses/:courseId/preferences/own',
    summary: 'Save one’s own preferences, starting from a known revision',
    params: inCourse,
    body: wishesSchema.extend({ revision: z.int().min(0) }),
    returns: preferencesSchema,
  }),
  listPreferences: route({
    method: 'GET',
    path: '/api/courses/:courseId/preferences',
    summary: 'The preferences of all students, by name; for staff',
    params: inCourse,
    returns: z.array(studentPreferencesSchema),
  }),
  previewAssignment: route({
    method: 'POST',
    path: '/api/courses/:courseId/signup/preview',
    summary: 'Who would present what, with figures and reasons; changes nothing',
    params: inCourse,
    body: choiceSchema,
    returns: previewSchema,
  }),
  publishAssignment: route({
    method: 'POST',
    path: '/api/courses/:courseId/signup/publications',
    summary: 'Make the assignment that a preview showed the one that stands',
    params: inCourse,
    body: choiceSchema.extend({ id: idSchema, fingerprint: z.string().max(64) }),
    returns: z.object({ publishedAt: instantSchema, changes: z.int() }),
  }),
  readTerm: route({
    method: 'GET',
    path: '/api/courses/:courseId/term',
    summary: 'All talks of the term, who still has to present, and gaps',
    params: inCourse,
    returns: termSchema,
  }),
};

export const signupEvents = {
  signupChanged: liveEvent({
    name: 'signup.changed',
    room: 'course',
    summary: 'The sign-up was opened, changed or published; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
  preferencesSaved: liveEvent({
    name: 'preferences.saved',
    room: 'staff',
    summary: 'A student has ranked; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
  ownPreferencesSaved: liveEvent({
    name: 'preferences.own-saved',
    room: 'person',
    summary: 'One’s own preferences were saved, here or elsewhere',
    payload: z.object({ courseId: idSchema, revision: z.int() }),
  }),
  signupReminded: liveEvent({
    name: 'signup.reminded',
    room: 'person',
    summary: 'The staff remind of a list that is not long enough yet',
    payload: z.object({ courseId: idSchema, dueAt: instantSchema }),
  }),
  seatsChanged: liveEvent({
    name: 'seats.changed',
    room: 'person',
    summary: 'What one presents was published, or has changed',
    payload: z.object({ courseId: idSchema }),
  }),
};
