// What the staff of a course wish of its groups: who sits apart, who sits together, who is spread over the groups.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema, optionalLineSchema } from '#shared/kernel/primitives.ts';

const wishKinds = ['apart', 'together', 'spread'] as const;

const peopleAtMost = 400;
const wishesAtMost = 100;

/** `label` is a note of the staff, or the tag that these people share and that the groups should balance. */
export const groupWishSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(wishKinds),
  label: optionalLineSchema(60),
  people: z
    .array(idSchema)
    .min(2, 'name two people at least')
    .max(peopleAtMost)
    .refine((people) => new Set(people).size === people.length, 'name somebody twice'),
});
export type GroupWish = z.infer<typeof groupWishSchema>;

const groupWishesSchema = z.object({ wishes: z.array(groupWishSchema), revision: z.int() });
export type GroupWishes = z.infer<typeof groupWishesSchema>;

const ofCourse = z.object({ courseId: idSchema });
const path = '/api/courses/:courseId/group-wishes';

export const planningRoutes = {
  readGroupWishes: route({
    method: 'GET',
    path,
    summary: 'For staff: who should sit apart, together or spread when groups are drawn',
    params: ofCourse,
    returns: groupWishesSchema,
  }),
  changeGroupWishes: route({
    method: 'PUT',
    path,
    summary: 'For staff: say who should sit apart, together or spread',
    params: ofCourse,
    body: z.strictObject({
      wishes: z.array(groupWishSchema).max(wishesAtMost),
      revision: z.int().min(0),
    }),
    returns: groupWishesSchema,
  }),
};
