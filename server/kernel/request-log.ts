// Gives every request a number, tells it to the client, and logs who asked what and how it ended.
import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Log } from './log.ts';
import { networkOf } from './security.ts';
import { actorOf } from './session.ts';

/** The number of the request that `response` answers, as it stands in the log and in `X-Request-Id`. */
export const requestIdOf = (response: Response): string => response.locals['requestId'] as string;

/** The name of the route, as the contract has it; undefined for pages, files of the client and unknown addresses. */
export const verbOf = (response: Response): string | undefined =>
  response.locals['verb'] as string | undefined;

/**
 * To stand before everything else. One line per request at level `info`: the address without its query, which may hold a
 * projector's token or what somebody searched for; the network instead of the whole address.
 */
export const logRequests =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const requestId = randomUUID();
    response.locals['requestId'] = requestId;
    response.setHeader('X-Request-Id', requestId);
    if (log.isLevelEnabled('info')) {
      const startedAt = performance.now();
      const { method, path } = request;
      response.once('close', () => {
        log.info(
          {
            requestId,
            method,
            path: logged(path),
            verb: verbOf(response),
            status: response.statusCode,
            // The client went away before the answer was complete.
            ...(!response.writableFinished && { isCutOff: true }),
            ms: Math.round(performance.now() - startedAt),
            personId: actorOf(request)?.personId,
            from: networkOf(request.ip ?? 'unknown'),
          },
          'request',
        );
      });
    }
    next();
  };

/** A calendar's secret link has its token in the path: whoever reads the log must not get in with it. */
const logged = (path: string) => (path.startsWith('/calendar/') ? '/calendar/…' : path.slice(0, 200));
