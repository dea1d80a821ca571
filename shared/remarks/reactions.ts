// The few words with which a reader reacts to a sentence of a review, or to all of it.
import { z } from 'zod';
import { idSchema } from '#shared/kernel/primitives.ts';
import { placeSchema } from './place.ts';

export const reactions = ['agree', 'helpful', 'surprising', 'unclear'] as const;
export const reactionSchema = z.enum(reactions);
export type Reaction = z.infer<typeof reactionSchema>;

export const reactionWords: Readonly<Record<Reaction, string>> = {
  agree: 'Agree',
  helpful: 'Helpful',
  surprising: 'Surprising',
  unclear: 'Unclear',
};

/** Reactions at one place, `place` null: to the review as a whole. `people` is for the staff only: who reacted, by name. */
export const reactedSchema = z.object({
  place: placeSchema.nullable(),
  counts: z.array(
    z.object({
      reaction: reactionSchema,
      count: z.int(),
      isMine: z.boolean(),
      people: z.array(z.object({ id: idSchema, name: z.string() })).nullable(),
    }),
  ),
});
export type Reacted = z.infer<typeof reactedSchema>;
