// A program with a token, as the tests of the protocol need it: no cookie, its own network, answers with their headers.
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { newId } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';
import { pdfLine } from '#tests/support/pdf.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: Json;
}

interface Said {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export type Program = (method: string, address: string, said?: Said) => Promise<Answer>;

/** `address`: whole, or a path of the app. */
export const programWith = (app: Pick<TestApp, 'visitor' | 'url'>, secret: string): Program => {
  const client = app.visitor();
  return async (method, address, { headers, body } = {}) => {
    const response = await client.raw(method, address.replace(app.url, ''), {
      headers: {
        authorization: `Bearer ${secret}`,
        ...(body === undefined ? {} : { 'content-type': 'application/ld+json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      json: (text === '' ? {} : JSON.parse(text)) as Json,
    };
  };
};

export const programOf = async (app: TestApp, person: PersonClient): Promise<Program> => {
  const body = { name: `Program ${newId()}`, days: 30 as const };
  return programWith(app, (await person.call(tokensRoutes.createToken, { body })).secret);
};

/** A note on line `line` of page 2 as `makePdf` prints it. */
export const noteOn = (app: TestApp, { id }: DocumentView, line: number, more: Json = {}): Json => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld',
  type: 'Annotation',
  body: { type: 'TextualBody', value: `About line ${String(line)}`, format: 'text/markdown' },
  target: {
    source: `${app.url}/documents/${id}`,
    selector: { type: 'TextQuoteSelector', exact: pdfLine(1, line) },
  },
  ...more,
});
