// The door for programs: whose token a request carries. Only refused tries count against the network they come from.
import type { Request, Response } from 'express';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { networkOf } from '#server/kernel/security.ts';

export interface ProgramDoor {
  /** For whom a request is made; refused without a valid token. */
  actorOf(request: Request): Promise<Actor>;
  /** Says how to come in (RFC 6750, 3) on the answer to whoever was not let in. */
  explain(error: unknown, response: Response): void;
}

export const createProgramDoor = ({
  actorWithToken,
}: Pick<AccountsPublic, 'actorWithToken'>): ProgramDoor => {
  const tries = createLimit(60, 15 * 60, 'wrong tokens from your network');
  return {
    actorOf: async (request) => {
      const secret = /^Bearer +(?<secret>\S+)$/i.exec(request.get('authorization') ?? '')?.groups?.['secret'];
      if (secret === undefined)
        throw refuse(
          'signed_out',
          'token_needed',
          'Send a token in the header Authorization: Bearer. You make one on the page of your account.',
        );
      const network = networkOf(request.ip ?? 'unknown');
      await tries.take(network);
      const actor = await actorWithToken(secret);
      if (!actor)
        throw refuse(
          'signed_out',
          'token_refused',
          'This token is not valid (any more). Make a new one on the page of your account.',
        );
      await tries.giveBack(network);
      return actor;
    },
    explain: (error, response) => {
      if (!(error instanceof Refusal) || error.body.code !== 'signed_out') return;
      const why = error.body.reason === 'token_refused' ? ', error="invalid_token"' : '';
      response.setHeader('WWW-Authenticate', `Bearer realm="Paperround"${why}`);
    },
  };
};
