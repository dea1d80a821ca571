// What a person has typed and not sent yet: kept for them alone, under the name of the place where they were typing.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';

export const draftLimits = {
  /** Characters of a value; longer ones stay on the device. */
  value: 65_536,
  perPerson: 200,
  /** Days after the last change; then it is swept. */
  keptDays: 180,
  /** Days for which it is known that a draft was discarded, so that a device which was away does not bring it back. */
  tombstoneDays: 30,
} as const;

/** Where something is typed, from the general to the special: `document:<id>:reply:<id>`. */
export const placeSchema = z
  .string()
  .max(120)
  .regex(/^[a-z]{1,20}(:[a-z0-9]{1,32})+$/, 'is not a place for a draft');

/** Whether a place is `under` itself or below it. */
export const isUnder = (place: string, under: string): boolean =>
  place === under || place.startsWith(`${under}:`);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** `value` is JSON of the place's own shape; null: discarded. `updatedAt` is when it was typed, by the device's clock. */
const draftSchema = z.object({
  place: placeSchema,
  value: z.string().nullable(),
  revision: z.int(),
  updatedAt: instantSchema,
});
export type Draft = z.infer<typeof draftSchema>;

/** The revision that a write started from; 0: nothing was there. */
const revisionSchema = z.int().min(0);

// The person is named, so that nothing goes to somebody else who has signed in from another tab meanwhile.
const ofPlace = z.object({ personId: idSchema, place: placeSchema });
const path = '/api/people/:personId/drafts/:place';

export const draftsRoutes = {
  listDrafts: route({
    method: 'GET',
    path,
    summary: 'One’s own drafts at a place and below it, with those discarded lately',
    params: ofPlace,
    returns: z.array(draftSchema),
  }),
  keepDraft: route({
    method: 'PUT',
    path,
    summary: 'Keep what was typed, starting from a known revision',
    params: ofPlace,
    body: z.strictObject({
      value: z
        .string()
        .max(draftLimits.value, `is longer than ${draftLimits.value.toLocaleString('en')} characters`)
        .refine(isJson, 'is not JSON'),
      revision: revisionSchema,
      updatedAt: instantSchema,
    }),
    returns: draftSchema,
  }),
  discardDraft: route({
    method: 'POST',
    path: `${path}/discard`,
    summary: 'Discard a draft that was sent or thrown away, starting from a known revision',
    params: ofPlace,
    body: z.strictObject({ revision: revisionSchema }),
    returns: draftSchema,
  }),
};

export const draftsEvents = {
  draftChanged: liveEvent({
    name: 'draft.changed',
    room: 'person',
    summary: 'One of one’s own drafts was kept or discarded, here or on another device',
    payload: z.object({ place: placeSchema, revision: z.int() }),
  }),
};
