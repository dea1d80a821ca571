// The calendar feed of a person: a secret link that a calendar program reads, and that can be ended.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { instantSchema } from '#shared/kernel/primitives.ts';

export const calendarRoutes = {
  readCalendarLink: route({
    method: 'GET',
    path: '/api/calendar-link',
    summary:
      'Whether one has a link for one’s calendar, and since when; the link itself is shown only when it is made',
    returns: z.object({ createdAt: instantSchema.nullable() }),
  }),
  createCalendarLink: route({
    method: 'POST',
    path: '/api/calendar-link',
    summary: 'Make a new link for one’s calendar; the former one ends',
    returns: z.object({ link: z.string(), createdAt: instantSchema }),
  }),
  revokeCalendarLink: route({
    method: 'DELETE',
    path: '/api/calendar-link',
    summary: 'End the link for one’s calendar at once',
    returns: z.undefined(),
  }),
};
