// Asks the server a question of the matrix and reads the answer: what it came to, what it said, what was stored for it.
import type { z } from 'zod';
import { type AnyRoute, pathOf } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { fittingValue } from '#tests/fuzz/values.ts';
import { createChance } from '#tests/support/chance.ts';
import type { Client } from '#tests/support/client.ts';
import type { Asker } from './askers.ts';
import type { MatrixWorld } from './world.ts';

/** `yes`: nothing was said against the asker's rights, whatever else may have been wrong. */
export type Outcome = 'yes' | 'signed_out' | 'not_found' | 'forbidden' | 'odd';

export interface Heard {
  readonly verb: string;
  readonly asker: Asker;
  readonly status: number;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly text: string;
  readonly stored: readonly string[];
}

const outcomes: Readonly<Record<number, Outcome>> = {
  401: 'signed_out',
  403: 'forbidden',
  404: 'not_found',
  429: 'odd',
};

const reasonIn = (text: string): string => {
  try {
    return (JSON.parse(text) as { reason?: string }).reason ?? '';
  } catch {
    return '';
  }
};

/** For one route: everything that is in its address and its body. */
export interface Question {
  readonly verb: string;
  readonly route: AnyRoute;
  readonly ids: Readonly<Record<string, string>>;
  /** Just these ids, also where the route is usually about another thing. */
  readonly isAsItIs?: true;
}

export const namesIn = ({ path }: AnyRoute): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');

/** Puts questions to the server of a world. */
export const createAsk = ({ bodies, queries, clients, writes, projectorToken, idsOf }: MatrixWorld) => {
  const chance = createChance(7);
  const queryOf = (verb: string, route: AnyRoute, asker: Asker) => {
    if (queries[verb] !== undefined) return queries[verb];
    if (!route.path.startsWith('/api/projector/')) return '';
    return `?token=${asker === 'projector' ? projectorToken : 'x'.repeat(43)}`;
  };
  const bodyOf = (verb: string, route: AnyRoute): unknown => {
    const schema = 'body' in route ? (route.body as z.ZodType | undefined) : undefined;
    return schema && (bodies[verb] ?? fittingValue(schema, chance, [newId()]));
  };

  return async (
    asker: Asker,
    { verb, route, ids, isAsItIs }: Question,
    extra: object = {},
  ): Promise<Heard> => {
    const client: Client = clients[asker];
    const path = pathOf(route, isAsItIs ? ids : { ...ids, ...idsOf[verb] }) + queryOf(verb, route, asker);
    const body = bodyOf(verb, route);
    const init: { body?: RequestInit['body']; headers?: Record<string, string> } = {};
    if ('upload' in route) {
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...(body as object | undefined), ...extra }))
        form.set(field, String(value));
      form.set('file', new Blob(['%PDF-1.7 not much'], { type: 'application/pdf' }), 'x.pdf');
      init.body = form;
    } else if (body !== undefined) {
      init.body = JSON.stringify({ ...(body as object), ...extra });
      init.headers = { 'content-type': 'application/json' };
    }
    const response = await client.raw(route.method, path, init);
    const text = await response.text();
    const { status } = response;
    return {
      ...{ verb, asker, status, text, reason: status < 400 ? '' : reasonIn(text) },
      outcome: outcomes[status] ?? (status >= 500 ? 'odd' : 'yes'),
      stored: writes.take(response.headers.get('x-request-id') ?? ''),
    };
  };
};
