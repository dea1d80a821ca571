// What only the staff do at the desk beside running rounds: say something on all screens, look at one person's term.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';
import { liveSchema } from './views.ts';
import { messageLimits } from './message.ts';

const ofMeeting = z.object({ meetingId: idSchema });
const live = '/api/meetings/:meetingId/live';

/** A person's term so far, the present round included; `reports` are the newest first, shortened. */
const termSchema = z.object({
  personId: idSchema,
  name: z.string(),
  classes: z.int(),
  attended: z.int(),
  roles: z.object({ reporter: z.int(), scribe: z.int(), timekeeper: z.int() }),
  /** Whom they shared groups with, the most often first. */
  met: z.array(z.object({ name: z.string(), times: z.int() })),
  reports: z.array(z.object({ at: instantSchema, group: z.string(), text: z.string() })),
});
export type TermOfPerson = z.infer<typeof termSchema>;

export const deskRoutes = {
  sendMessage: route({
    method: 'POST',
    path: `${live}/messages`,
    summary:
      'For staff: say something on all screens of the class for some minutes; it replaces what stood there',
    params: ofMeeting,
    body: z.strictObject({
      id: idSchema,
      text: lineSchema(messageLimits.characters),
      minutes: z.int().min(1).max(messageLimits.minutes),
    }),
    returns: liveSchema,
  }),
  endMessage: route({
    method: 'DELETE',
    path: `${live}/messages/:messageId`,
    summary: 'For staff: take a message off all screens; the record keeps it',
    params: ofMeeting.extend({ messageId: idSchema }),
    returns: liveSchema,
  }),
  readPersonTerm: route({
    method: 'GET',
    path: `${live}/people/:personId`,
    summary:
      'For staff: a student’s term in class: attendance, whom they met, their roles, their last reports',
    params: ofMeeting.extend({ personId: idSchema }),
    returns: termSchema,
  }),
};
