// Swaps between presenters: offered, accepted or declined, written down for the staff.
import { z } from 'zod';
import { personSchema } from '#shared/accounts/contract.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';

const inCourse = z.object({ courseId: idSchema });
const ofSwap = z.object({ swapId: idSchema });

/** `lapsed`: offered, but a seat has gone or its meeting has begun. */
const swapStateSchema = z.enum([
  ...([
    'offered',
    'lapsed',
    'accepted',
    'done',
    'declined',
    'withdrawn',
    'failed',
    'undoing',
    'undone',
  ] as const),
]);
export type SwapState = z.infer<typeof swapStateSchema>;

/** `from` gives the seat on `paperId`, `to` gives the one on `forPaperId` for it; null: nothing. `to` null: whoever takes it. */
export const swapSchema = z.object({
  ...{ id: idSchema, courseId: idSchema, state: swapStateSchema, offeredAt: instantSchema },
  from: personSchema,
  to: personSchema.nullable(),
  ...{ paperId: idSchema, forPaperId: idSchema.nullable() },
  /** Who did what, when; for staff. */
  log: z.array(z.object({ at: instantSchema, by: z.string(), what: z.string() })),
});
export type Swap = z.infer<typeof swapSchema>;

export const swapsRoutes = {
  listSwaps: route({
    method: 'GET',
    path: '/api/courses/:courseId/swaps',
    summary:
      'Swaps that concern oneself, and seats that anybody may take; all of them for staff; newest first',
    params: inCourse,
    returns: z.array(swapSchema),
  }),
  offerSwap: route({
    method: 'POST',
    path: '/api/courses/:courseId/swaps',
    summary: 'Offer one’s own seat for another’s, or to whoever takes it',
    params: inCourse,
    body: z
      .strictObject({
        id: idSchema,
        paperId: idSchema,
        toPersonId: idSchema.nullable(),
        forPaperId: idSchema.nullable(),
      })
      .refine(({ toPersonId, forPaperId }) => forPaperId === null || toPersonId !== null, {
        path: ['toPersonId'],
        message: 'is needed for an exchange',
      }),
    returns: swapSchema,
  }),
  acceptSwap: route({
    method: 'POST',
    path: '/api/swaps/:swapId/acceptance',
    summary: 'Take what was offered; both seats are looked at again first',
    params: ofSwap,
    returns: swapSchema,
  }),
  declineSwap: route({
    method: 'POST',
    path: '/api/swaps/:swapId/refusal',
    summary: 'Say no to what was offered',
    params: ofSwap,
    returns: swapSchema,
  }),
  withdrawSwap: route({
    method: 'DELETE',
    path: '/api/swaps/:swapId',
    summary: 'Take back one’s own offer before it is accepted',
    params: ofSwap,
    returns: swapSchema,
  }),
  undoSwap: route({
    method: 'POST',
    path: '/api/swaps/:swapId/undo',
    summary: 'Bring back what stood before a swap; for staff',
    params: ofSwap,
    returns: swapSchema,
  }),
};

export const swapsEvents = {
  swapsChanged: liveEvent({
    name: 'swaps.changed',
    room: 'course',
    summary: 'A swap was offered, answered or undone; refetch',
    payload: z.object({ courseId: idSchema }),
  }),
};
