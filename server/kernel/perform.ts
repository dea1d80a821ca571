// What every call of a route goes through, by HTTP or from within: sign-in, validation, the handler, the output filter.
import type { AnyRoute, FileRoute, UploadRoute } from '#shared/kernel/contract.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Actor } from './actor.ts';
import type { Operation, ReceivedFile, SessionDoor } from './feature.ts';
import { validate } from './validate.ts';

/** A call as it came, nothing of it checked yet. */
export interface Asked {
  readonly actor: Actor | null;
  readonly params: unknown;
  readonly query: unknown;
  /** Read late: whoever is refused at the door need not have sent all of it. */
  readBody(): Promise<unknown>;
  receive(route: UploadRoute): Promise<{ file: ReceivedFile; fields: unknown }>;
  readonly address: string;
  readonly origin: string;
  readonly isLocal: boolean;
  readonly session: SessionDoor;
}

export const isFile = (route: AnyRoute): route is FileRoute => 'file' in route;
const isUpload = (route: AnyRoute): route is UploadRoute => 'upload' in route;

/** Answers with what may leave the server: a FileAnswer for file routes, else what `returns` names and nothing more. */
export const perform = async (route: AnyRoute, handler: Operation, asked: Asked): Promise<unknown> => {
  const { address, origin, isLocal, session } = asked;
  const isShut = asked.actor?.lacksSecondFactor === true && !('beforeSecondFactor' in route);
  if (isShut && route.access === 'signedIn')
    throw refuse(
      'forbidden',
      'second_factor_needed',
      'Your account needs a second factor before you go on. Set it up first; nothing you typed is lost.',
    );
  // What is open to anybody is open to them as to anybody.
  const actor = isShut ? null : asked.actor;
  if (route.access === 'signedIn' && !actor)
    throw refuse(
      'signed_out',
      'signed_out',
      'You are signed out. Sign in and try again; nothing you typed is lost.',
    );
  const params: unknown = route.params ? validate(route.params, asked.params, 'params') : undefined;
  const query: unknown = route.query ? validate(route.query, asked.query, 'query') : undefined;
  let body: unknown;
  if (!isFile(route) && !isUpload(route)) {
    const sent = await asked.readBody();
    if (route.body) body = validate(route.body, sent ?? {}, 'body');
  }
  const receive = isUpload(route) ? () => asked.receive(route) : undefined;
  const result = await handler({
    ...{ params, query, body, actor, address, origin, isLocal, session, receive },
  } as never);
  return isFile(route) ? result : route.returns.parse(result);
};
