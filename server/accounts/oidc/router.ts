// The two addresses of a sign-in with the provider: where it begins, and where the browser comes back to.
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Log } from '#server/kernel/log.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { actorOf, type Sessions } from '#server/kernel/session.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { networkOf } from '#server/kernel/security.ts';
import type { Admit } from '#server/accounts/sign-in.ts';
import type { Identities } from './identities.ts';
import type { Profile, Provider } from './provider.ts';

declare module 'express-session' {
  interface SessionData {
    /** A sign-in with the provider that is under way: where it goes on, and whether it joins the account. */
    oidc?: { to: string; link: boolean };
  }
}

interface Parts {
  readonly provider: Provider;
  readonly identities: Identities;
  readonly sessions: Sessions;
  readonly admit: Admit;
  /** Where people reach the server. */
  readonly publicUrl: string;
  readonly log: Log;
}

/** An address of this server and of nobody else: `//evil.example` and `/\evil.example` are none. */
const ownPath = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(to) && to.length < 500 ? to : '/';

/**
 * Redirects without a body: the first byte of this answer leaves when the session is saved. With a body a quick browser is back
 * before that, and finds the session as it was.
 */
const sendTo = (response: Response, to: string) => {
  response.status(303).location(to).setHeader('Content-Length', 0).end();
};

/** To be mounted at `/sign-in/oidc`. */
export const createOidcRouter = ({
  provider,
  identities,
  sessions,
  admit,
  publicUrl,
  log,
}: Parts): Router => {
  const router = express.Router();
  const tries = createLimit(100, 15 * 60, 'sign-ins from your network');
  /** Says what went wrong on the page that it was begun from. */
  const tell = (response: Response, problem: string, link = false) => {
    sendTo(response, `${link ? '/account' : '/sign-in'}#problem=${problem}`);
  };

  /** Redirects to the provider, or resolves to who came back from it; null: the provider, or the person, said no. */
  const ask = async (request: Request, response: Response): Promise<Profile | null> => {
    const strategy = await provider.strategy(publicUrl);
    return (await sessions.authenticate(strategy as never, request, response)) as Profile | null;
  };

  const goOn = async (request: Request, response: Response, profile: Profile) => {
    const { to = '/', link = false } = request.session.oidc ?? {};
    delete request.session.oidc;
    const actor = actorOf(request);
    if (link && !actor) {
      tell(response, 'signed_out');
      return;
    }
    const outcome = await identities.resolve(profile, link && actor ? actor.personId : null);
    if (outcome.kind === 'refused') tell(response, outcome.problem, link);
    else if (outcome.kind === 'confirm') sendTo(response, `/sign-in/confirm#${outcome.confirmation}`);
    else if (link) sendTo(response, to);
    else {
      try {
        await admit(outcome.personId, sessions.doorOf(request, response));
        sendTo(response, to);
      } catch (error) {
        if (!(error instanceof Refusal) || error.body.reason !== 'code_needed') throw error;
        sendTo(response, '/sign-in/code');
      }
    }
  };

  const safely =
    (act: (request: Request, response: Response) => Promise<void>): RequestHandler =>
    (request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      act(request, response).catch((error: unknown) => {
        if (error instanceof Refusal) {
          next(error);
          return;
        }
        log.warn(
          {
            error: String(error),
            cause: error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined,
          },
          'a sign-in with the provider failed',
        );
        tell(response, 'failed');
      });
    };

  router.use(...sessions.middleware);
  router.get(
    '/',
    safely(async (request, response) => {
      await tries.take(networkOf(request.ip ?? 'unknown'));
      request.session.oidc = { to: ownPath(request.query['to']), link: request.query['link'] === '1' };
      await ask(request, response);
    }),
  );
  router.get(
    '/callback',
    safely(async (request, response) => {
      const profile = await ask(request, response);
      if (profile) await goOn(request, response, profile);
      else tell(response, 'declined');
    }),
  );
  return router;
};
