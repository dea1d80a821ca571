// The W3C Web Annotation Protocol (https://www.w3.org/TR/annotation-protocol/) over HTTP: a container per document, for tokens only.
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { startIn } from './page-start.ts';
import { iriOf } from './describe.ts';
import {
  annotationHeaders,
  annotationMethods,
  answer,
  bodyOf,
  containerHeaders,
  containerMethods,
  idIn,
  originOf,
  refuseMethod,
} from './http.ts';
import type { Operations } from './operations.ts';
import { readPrefer } from './prefer.ts';
import type { ProgramDoor } from './programs.ts';
import type { Asked } from './stage.ts';

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
    const { page, iris } = request.query;
    const container = await operations.readContainer(await asked(request));
    if (page !== undefined) {
      const shown = await container.page(startIn(page), iris === '1');
      // A page is no container (section 4.3).
      response.removeHeader('Link');
      response.removeHeader('Accept-Post');
      response.setHeader('Allow', 'GET, HEAD, OPTIONS');
      answer(response, shown);
      return;
    }
    const wished = readPrefer(request.get('prefer'));
    const shown = await container.describe({ ...wished, iris: wished.wasSaid ? wished.iris : iris === '1' });
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
