// The running order over the wire: its items, where the meeting is in it, and the acts of the staff.
import { z } from 'zod';
import { idSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { methods } from './methods.ts';
import { countdownSchema, phaseSchema } from './phase-schemas.ts';

/** A meeting has a handful of items; this keeps the document small. */
const itemsAtMost = 40;
/** Whole minutes. */
const minutesSchema = z.int().min(1).max(180);

const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: idSchema,
    kind: z.literal('presentation'),
    paperId: idSchema,
    minutes: minutesSchema,
  }),
  z.strictObject({
    id: idSchema,
    kind: z.literal('round'),
    paperIds: z.array(idSchema).max(10),
    questions: z.array(lineSchema(300)).min(1).max(10),
    groupMinutes: minutesSchema,
    classMinutes: minutesSchema,
    method: z.enum(methods),
  }),
  z.strictObject({ id: idSchema, kind: z.literal('break'), minutes: minutesSchema }),
]);

export const itemsSchema = z
  .array(itemSchema)
  .max(itemsAtMost)
  .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, 'has an item twice');

const keptSchema = z.object({ remainingMs: z.number(), isPaused: z.boolean() });

const stageSchema = z.object({
  phase: z.union([z.literal('on'), phaseSchema]),
  countdown: countdownSchema.nullable(),
  kept: z.object({
    on: keptSchema.optional(),
    group: keptSchema.optional(),
    class: keptSchema.optional(),
  }),
  endedIn: z.enum(['on', 'drawn', 'group', 'class']).nullable(),
});

/**
 * The items of the meeting and what became of them (`stages`, by item). `roundNumbers` are those of rounds that have groups, by
 * item; `titles` those of the papers that items name; `turn`
 * is what an act starts from, `planRevision` what a change of the items starts from.
 */
export const orderSchema = z.object({
  items: z.array(itemSchema),
  atId: idSchema.nullable(),
  stages: z.record(z.string(), stageSchema),
  skipped: z.array(idSchema),
  roundNumbers: z.record(z.string(), z.int()),
  titles: z.record(z.string(), z.string()),
  turn: z.int(),
  planRevision: z.int(),
});

export const orderActSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('next') }),
  z.strictObject({ do: z.literal('back') }),
  z.strictObject({ do: z.literal('pause') }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('start'), itemId: idSchema }),
  z.strictObject({ do: z.literal('skip'), itemId: idSchema }),
  z.strictObject({ do: z.literal('unskip'), itemId: idSchema }),
  z.strictObject({ do: z.literal('extend'), minutes: z.int().min(-30).max(30) }),
]);
export type OrderActInput = z.infer<typeof orderActSchema>;
