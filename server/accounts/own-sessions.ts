// One's own sessions, through the API.
import { sessionsRoutes } from '#shared/accounts/sessions.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Sessions } from '#server/kernel/session.ts';

/** Answers for {@link sessionsRoutes}. */
export const createOwnSessionsFeature = (sessions: Pick<Sessions, 'list' | 'endOne' | 'endAll'>): Feature =>
  feature(sessionsRoutes, {
    listOwnSessions: async ({ actor, session }) =>
      (await sessions.list(actor.personId, session.id)).map(({ startedAt, usedAt, ...rest }) => ({
        ...rest,
        startedAt: startedAt.toISOString(),
        usedAt: usedAt.toISOString(),
      })),
    endOwnSession: async ({ actor, params: { sessionId } }) => {
      await sessions.endOne(actor.personId, sessionId);
      return undefined;
    },
    endOtherSessions: async ({ actor, session }) => {
      await sessions.endAll(actor.personId, session.id);
      return undefined;
    },
  });
