// The W3C Web Annotation Protocol (https://www.w3.org/TR/annotation-protocol/) over HTTP: a container per document, for tokens only.
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { describeContainer, describePage } from './container.ts';
import { iriOf, type Sent } from './describe.ts';
import type { Asked, Operations } from './operations.ts';
import { readPrefer } from './prefer.ts';
import type { ProgramDoor } from './programs.ts';

const jsonLd = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
const accepted = ['application/ld+json', 'application/json'];

const containerMethods = 'GET, HEAD, OPTIONS, POST';
const annotationMethods = 'GET, HEAD, OPTIONS, PUT, DELETE';

/** On every answer of a container, refusals too (section 4.1). */
const containerHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Link', [
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
  ]);
  response.setHeader('Allow', containerMethods);
  response.setHeader('Accept-Post', jsonLd);
  next();
};

/** Section 3. */
const annotationHeaders: RequestHandler = (_request, response, next) => {
  response.setHeader('Link', [
    '<http://www.w3.org/ns/ldp#Resource>; rel="type"',
    '<http://www.w3.org/ns/oa#Annotation>; rel="type"',
  ]);
  response.setHeader('Allow', annotationMethods);
  next();
};

const readJson = express.json({ type: accepted, limit: '512kb' });

const bodyOf = async (request: Request, response: Response): Promise<unknown> => {
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
const answer = (response: Response, { text, etag }: Sent, status = 200) => {
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

const countIn = (value: unknown): number | null =>
  typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null;

/** To be mounted at `/annotations`. Reads no cookie, so that no other site can write with a visitor's session. */
export const createProtocolRouter = (operations: Operations, door: ProgramDoor): Router => {
  const requests = createLimit(600, 60, 'requests in a short time');

  const asked = async (request: Request): Promise<Asked> => {
    const actor: Actor = await door.actorOf(request);
    await requests.take(actor.personId);
    return { actor, documentId: idIn(request, 'documentId'), origin: originOf(request) };
  };
  const handle =
    (work: (request: Request, response: Response) => Promise<void>): RequestHandler =>
    (request, response, next) => {
      response.vary('Accept, Prefer, Authorization');
      work(request, response).catch((error: unknown) => {
        door.explain(error, response);
        next(error);
      });
    };

  const readContainer = handle(async (request, response) => {
    const scene = await operations.look(await asked(request));
    const { page, iris } = request.query;
    if (page !== undefined) {
      const number = countIn(page);
      if (number === null) throw refuse('not_found', 'no_such_page', 'This container has no such page.');
      // A page is no container (section 4.3).
      response.removeHeader('Link');
      response.removeHeader('Accept-Post');
      response.setHeader('Allow', 'GET, HEAD, OPTIONS');
      answer(response, await describePage(scene, number, iris === '1', operations.originsOf));
      return;
    }
    const wished = readPrefer(request.get('prefer'));
    const shown = await describeContainer(
      scene,
      { ...wished, iris: wished.wasSaid ? wished.iris : iris === '1' },
      operations.originsOf,
    );
    response.setHeader('Content-Location', shown.location);
    if (wished.wasSaid) response.setHeader('Preference-Applied', 'return=representation');
    if (request.method === 'OPTIONS') {
      response.setHeader('ETag', shown.etag);
      response.status(204).end();
    } else answer(response, shown);
  });

  const router = express.Router({ strict: true, caseSensitive: true });

  const container = router.route('/:documentId/');
  container.all(containerHeaders).get(readContainer).options(readContainer);
  container.post(
    handle(async (request, response) => {
      const who = await asked(request);
      const made = await operations.create(who, await bodyOf(request, response));
      response.setHeader('Allow', annotationMethods);
      response.setHeader(
        'Location',
        iriOf({ origin: who.origin, document: { id: who.documentId } }, made.id),
      );
      answer(response, made, 201);
    }),
  );
  container.all(refuseMethod(containerMethods));

  const annotation = router.route('/:documentId/:annotationId');
  annotation.all(annotationHeaders);
  annotation.get(
    handle(async (request, response) => {
      answer(response, await operations.read(await asked(request), idIn(request, 'annotationId')));
    }),
  );
  annotation.options(
    handle(async (request, response) => {
      const { etag } = await operations.read(await asked(request), idIn(request, 'annotationId'));
      response.setHeader('ETag', etag);
      response.status(204).end();
    }),
  );
  annotation.put(
    handle(async (request, response) => {
      const who = await asked(request);
      const json = await bodyOf(request, response);
      const id = idIn(request, 'annotationId');
      answer(response, await operations.replace(who, id, request.get('if-match'), json));
    }),
  );
  annotation.delete(
    handle(async (request, response) => {
      const who = await asked(request);
      await operations.remove(who, idIn(request, 'annotationId'), request.get('if-match'));
      response.status(204).end();
    }),
  );
  annotation.all(refuseMethod(annotationMethods));

  // A container's IRI ends in a slash (section 4).
  router.get('/:documentId', (request, response) => {
    response.redirect(308, `${request.baseUrl}${request.path}/`);
  });
  router.use((_request, _response, next) => {
    next(refuse('not_found', 'no_such_address', 'There is nothing at this address.'));
  });
  return router;
};

const originOf = (request: Request): string => `${request.protocol}://${request.host}`;

const idIn = (request: Request, name: 'documentId' | 'annotationId'): Id => {
  const { data } = idSchema.safeParse(request.params[name]);
  if (data === undefined) throw noSuch(name === 'documentId' ? 'document' : 'annotation');
  return data;
};

const refuseMethod =
  (methods: string): RequestHandler =>
  (_request, _response, next) => {
    next(refuse('not_allowed', 'method_not_allowed', `Only these methods work here: ${methods}.`));
  };
