// An assignment's figures and reasons as they cross the wire.
import { z } from 'zod';
import { idSchema } from '#shared/kernel/primitives.ts';
import type { Why } from './explain.ts';
import type { Figures } from './figures.ts';

/** See {@link Figures}. */
export const figuresSchema = z.object({
  ...{ ranked: z.int(), firstChoices: z.int(), averagePlace: z.number().nullable() },
  ...{ places: z.array(z.int()).readonly(), unlisted: z.int(), withoutList: z.int(), unseated: z.int() },
  ...{ short: z.int(), moved: z.int(), points: z.int() },
}) satisfies z.ZodType<Figures>;

/** See {@link Why}. */
export const whySchema = z.object({
  ...{ personId: idSchema, slotId: idSchema.nullable(), listed: z.int(), blocked: z.int(), full: z.int() },
  ...{ open: z.int(), wantedBy: z.int(), placesIn: z.int(), isFixed: z.boolean(), isShort: z.boolean() },
}) satisfies z.ZodType<Why>;
