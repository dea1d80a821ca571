// What a live class looks like to those in it, to its staff and in its record.
import { z } from 'zod';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { messageSchema } from './message.ts';
import { methods } from './methods.ts';
import { orderSchema } from './order-contract.ts';
import { countdownSchema, phaseSchema } from './phase-schemas.ts';

/** A group of a round; `number` is its identity within the round, `members` are person ids. */
export const groupSchema = z.object({
  number: z.int(),
  name: z.string(),
  notesId: idSchema,
  members: z.array(idSchema),
  roles: z.object({
    reporter: idSchema.optional(),
    scribe: idSchema.optional(),
    timekeeper: idSchema.optional(),
  }),
  /** Comings and goings leave it alone as long as they can. */
  isLocked: z.boolean(),
  /** Who stays at this table of a café while the others move on. */
  host: idSchema.optional(),
  /** What this expert group of a jigsaw reads. */
  part: z.string().optional(),
});
export type GroupView = z.infer<typeof groupSchema>;

/**
 * `countdown` is null while nothing runs (drawn, done). `repeats` counts pairs who met in a round before. `itemId` is its place in
 * the running order; `paperIds` what it is about, none: the whole meeting.
 */
export const roundSchema = z.object({
  id: idSchema,
  number: z.int(),
  itemId: idSchema,
  method: z.enum(methods),
  paperIds: z.array(idSchema),
  phase: phaseSchema,
  countdown: countdownSchema.nullable(),
  questions: z.array(z.string()),
  groups: z.array(groupSchema),
  repeats: z.int(),
});
export type RoundView = z.infer<typeof roundSchema>;

/** What everybody in class may know: who is here, by name, the running order, and the present round (the one that is on or was last). */
export const liveSchema = z.object({
  meetingId: idSchema,
  courseId: idSchema,
  revision: z.int(),
  present: z.array(idSchema),
  names: z.record(z.string(), z.string()),
  round: roundSchema.nullable(),
  order: orderSchema,
  /** What the staff say to everybody now. */
  message: messageSchema.nullish(),
  /** When this was said, server time in milliseconds since 1970. */
  saidAt: z.number(),
});
export type LiveView = z.infer<typeof liveSchema>;

/** What a group wrote, one text per question. */
export const reportSchema = z.object({
  group: z.int(),
  name: z.string(),
  members: z.array(z.string()),
  reporter: z.string().nullable(),
  notes: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;

/** One finished or running round in the meeting's record; `reports` only where the asker may read them. */
export const recordSchema = z.object({
  roundId: idSchema,
  number: z.int(),
  phase: phaseSchema,
  drawnAt: instantSchema,
  questions: z.array(z.string()),
  reports: z.array(reportSchema),
});
export type RoundRecordView = z.infer<typeof recordSchema>;

/** How much a group has written so far, all questions together; `at` is server time of the last change. */
export const pulseSchema = z.object({ notesId: idSchema, characters: z.int(), at: z.number() });

/** Two people of the present round who had met before; `times` counts this round, `who` has met nearly everybody present. */
const repeatedSchema = z.object({
  pair: z.array(z.string()),
  times: z.int(),
  why: z.enum(['wished', 'met_nearly_all', 'fewest']),
  who: z.string().nullable(),
});
export type Repeated = z.infer<typeof repeatedSchema>;

/** A check-in code and when it is shown, server time in milliseconds since 1970. */
export const joinCodeSchema = z.object({ code: z.string(), from: z.number(), until: z.number() });

/** Two people whose wish could not be met when the groups were drawn. */
const unmetSchema = z.object({ wish: z.enum(['apart', 'together']), pair: z.array(z.string()) });
export type Unmet = z.infer<typeof unmetSchema>;

/** What only the staff see: the check-in codes of now and soon, the projector's secret link, how the groups get on. */
export const deskSchema = z.object({
  joinCodes: z.array(joinCodeSchema),
  projectorPath: z.string(),
  pulses: z.array(pulseSchema),
  /** By name, as the groups were drawn. */
  repeated: z.array(repeatedSchema),
  /** By name, as the groups were drawn. */
  unmet: z.array(unmetSchema),
  /** Who was here and left, the last one first; server time in milliseconds since 1970. */
  left: z.array(z.object({ personId: idSchema, name: z.string(), at: z.number() })),
});
export type DeskView = z.infer<typeof deskSchema>;
