// What requests and answers of the protocol have in common: headers, JSON-LD in both directions, ids in addresses.
import express, { type Request, type RequestHandler, type Response } from 'express';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Sent } from './describe.ts';

const jsonLd = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
const accepted = ['application/ld+json', 'application/json'];

export const containerMethods = 'GET, HEAD, OPTIONS, POST';
export const annotationMethods = 'GET, HEAD, OPTIONS, PUT, DELETE';

/** On every answer of a container, refusals too (section 4.1). */
export const containerHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Link', [
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
  ]);
  response.setHeader('Allow', containerMethods);
  response.setHeader('Accept-Post', jsonLd);
  next();
};

/** Section 3. */
export const annotationHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Link', [
    '<http://www.w3.org/ns/ldp#Resource>; rel="type"',
    '<http://www.w3.org/ns/oa#Annotation>; rel="type"',
  ]);
  response.setHeader('Allow', annotationMethods);
  next();
};

const readJson = express.json({ type: accepted, limit: '512kb' });

export const bodyOf = async (request: Request, response: Response): Promise<unknown> => {
  if (!request.is(accepted))
    throw refuse(
      'unsupported',
      'not_json_ld',
      'Send the annotation as JSON-LD with the header Content-Type: application/ld+json.',
    );
  await new Promise<void>((resolve, reject) => {
    readJson(request, response, (error: unknown) => {
      if (error) reject(error as Error);
      else resolve();
    });
  });
  return request.body as unknown;
};

/** A buffer, or Express would add a charset that JSON-LD has not. */
export const answer = (response: Response, { text, etag }: Sent, status = 200) => {
  response.setHeader('ETag', etag);
  response.setHeader('Content-Type', jsonLd);
  response.setHeader('Cache-Control', 'private, no-cache');
  // Not left to Express, which sends everything again to whoever says no-cache: the fetch of programs says so by itself.
  const known = (response.req.get('if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (/^(GET|HEAD)$/.test(response.req.method) && known.includes(etag)) {
    response.status(304).end();
    return;
  }
  response.status(status).send(Buffer.from(text));
};

export const originOf = (request: Request): string => `${request.protocol}://${request.host}`;

export const idIn = (request: Request, name: 'documentId' | 'annotationId'): Id => {
  const { data } = idSchema.safeParse(request.params[name]);
  if (data === undefined) throw noSuch(name === 'documentId' ? 'document' : 'annotation');
  return data;
};

export const refuseMethod =
  (methods: string): RequestHandler =>
  (_request, _response, next) => {
    next(refuse('not_allowed', 'method_not_allowed', `Only these methods work here: ${methods}.`));
  };
