// Calls of routes over the live connection: the same sign-in, limits, validation, rules and output filter as by HTTP, without its cost.
import { type LiveAnswer, liveCallSchema, routeName } from '#shared/kernel/live.ts';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Actor } from './actor.ts';
import type { Feature, Operation, SessionDoor } from './feature.ts';
import { asRefusal } from './http.ts';
import type { Limit } from './limits.ts';
import type { Log } from './log.ts';
import { perform } from './perform.ts';
import type { Storing } from './storing.ts';

/** Does what the route does and answers; never fails. `input` is anything at all, until it was looked at. */
export type LiveCalls = (actor: Actor | null, address: string, input: unknown) => Promise<LiveAnswer>;

const onlyByHttp = () =>
  Promise.reject(new Error('Sessions and files are not handled on the live connection.'));
const noDoor: SessionDoor = {
  id: '',
  checkPassword: onlyByHttp,
  signIn: onlyByHttp,
  hold: onlyByHttp,
  held: () => null,
  signOut: onlyByHttp,
};

/** Answers for the routes of `features` that are declared `bySocket`; every call counts among what a person changes. */
export const createLiveCalls = (
  features: readonly Feature[],
  {
    writes,
    storing,
    log,
  }: { readonly writes: Limit; readonly storing: Pick<Storing, 'ensure'>; readonly log: Log },
): LiveCalls => {
  const byName = new Map<string, { readonly route: AnyRoute; readonly handler: Operation }>();
  for (const { routes, handlers } of features)
    for (const [verb, route] of Object.entries(routes)) {
      const handler = handlers[verb];
      if (handler && 'bySocket' in route) byName.set(routeName(route), { route, handler });
    }

  const answer = async (actor: Actor | null, address: string, input: unknown): Promise<unknown> => {
    if (actor) await writes.take(actor.personId);
    const parsed = liveCallSchema.safeParse(input);
    const found = parsed.success ? byName.get(parsed.data.route) : undefined;
    if (!parsed.success || !found)
      throw refuse('not_found', 'no_such_address', 'There is nothing at this address.');
    await storing.ensure(found.route);
    const { params, body } = parsed.data;
    return perform(found.route, found.handler, {
      ...{ actor, params, address, query: {}, origin: '', isLocal: false, session: noDoor },
      readBody: () => Promise.resolve(body),
      receive: onlyByHttp,
    });
  };

  return async (actor, address, input) => {
    try {
      return { ok: true, result: await answer(actor, address, input) };
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal) return { ok: false, refusal: refusal.body };
      log.error(
        { trace: error instanceof Error ? error.stack : String(error) },
        'a call on the live connection failed',
      );
      return {
        ok: false,
        refusal: refuse('broken', 'broken', 'Something went wrong on the server. It is tried again.').body,
      };
    }
  };
};
