// The address that calendar programs read: no session, no cookie, only the secret in it; reading and nothing else.
import express, { type Request, type Response, type Router } from 'express';
import { refuse } from '#shared/kernel/refusals.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { networkOf } from '#server/kernel/security.ts';
import type { CalendarLinks } from './calendar-links.ts';

const secretInPath = /^\/([A-Za-z0-9_-]{43})\.ics$/;

interface Parts {
  readonly links: Pick<CalendarLinks, 'personWith'>;
  readonly accounts: Pick<AccountsPublic, 'loadActor'>;
  readonly gather: (actor: Actor, origin: string) => Promise<string>;
}

/** Belongs at `/calendar`. */
export const createCalendarRouter = ({ links, accounts, gather }: Parts): Router => {
  // Programs ask a few times an hour; a class behind one address adds up.
  const misses = createLimit(200, 15 * 60, 'calendar links that do not exist, tried from your network');
  const readings = createLimit(60, 60 * 60, 'readings of one calendar in an hour');

  const answer = async (request: Request, response: Response) => {
    if (request.method !== 'GET') {
      response.setHeader('Allow', 'GET');
      throw refuse('not_allowed', 'read_only', 'A calendar can be read here and nothing else.');
    }
    const network = networkOf(request.ip ?? 'unknown');
    await misses.take(network);
    const secret = secretInPath.exec(request.path)?.[1];
    const personId = secret === undefined ? null : await links.personWith(secret);
    const actor = personId === null ? null : await accounts.loadActor(personId);
    if (!actor)
      throw refuse(
        'not_found',
        'no_such_calendar',
        'There is no calendar at this address, or its link was ended. Make a new one in your account.',
      );
    await misses.giveBack(network);
    await readings.take(actor.personId);
    const feed = await gather(actor, `${request.protocol}://${request.host}`);
    response.setHeader('Content-Type', 'text/calendar; charset=utf-8');
    response.setHeader('Content-Disposition', 'attachment; filename="paperround.ics"');
    response.setHeader('Cache-Control', 'private, no-store');
    response.send(feed);
  };

  const router = express.Router({ caseSensitive: true });
  router.use((request, response, next) => {
    answer(request, response).catch((error: unknown) => {
      // The secret is in the address, and addresses of what fails are logged.
      request.url = '/';
      next(error);
    });
  });
  return router;
};
