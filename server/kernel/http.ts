// Mounts declared routes on Express: validates what comes in, filters what goes out, turns errors into refusals.
import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { AnyRoute, FileRoute, Route, UploadRoute } from '#shared/kernel/contract.ts';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import type { Feature, FileAnswer } from './feature.ts';
import type { FileStore } from './files.ts';
import type { Log } from './log.ts';
import { actorOf, type Sessions } from './session.ts';
import { receiveUpload } from './uploads.ts';
import { sendFile } from './send-file.ts';
import { validate } from './validate.ts';

const isFile = (route: AnyRoute): route is FileRoute => 'file' in route;
const isUpload = (route: AnyRoute): route is UploadRoute => 'upload' in route;

const readJson = express.json({ limit: '512kb', type: 'application/json' });

const parseJson = (request: Request, response: Response) =>
  new Promise<void>((resolve, reject) => {
    readJson(request, response, (error: unknown) => {
      if (error) reject(error);
      else resolve();
    });
  });

const hasBody = (request: Request) =>
  Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;

const serve = async (
  route: AnyRoute,
  handler: (call: never) => Promise<unknown>,
  files: FileStore,
  sessions: Sessions,
  request: Request,
  response: Response,
) => {
  const actor = actorOf(request);
  if (route.access === 'signedIn' && !actor)
    throw refuse(
      'signed_out',
      'signed_out',
      'You are signed out. Sign in and try again; nothing you typed is lost.',
    );
  const params: unknown = route.params ? validate(route.params, request.params, 'params') : undefined;
  const query: unknown = route.query ? validate(route.query, request.query, 'query') : undefined;
  let body: unknown;
  if (!isFile(route) && !isUpload(route)) {
    if (hasBody(request) && !request.is('application/json'))
      throw refuse('unsupported', 'not_json', 'Send JSON with the header Content-Type: application/json.');
    await parseJson(request, response);
    if (route.body) body = validate(route.body, (request.body as unknown) ?? {}, 'body');
  }
  const call = {
    params,
    query,
    body,
    actor,
    address: request.ip ?? 'unknown',
    session: sessions.doorOf(request, response),
    receive: isUpload(route) ? () => receiveUpload(route, files, request, response) : undefined,
  };
  const result = await handler(call as never);
  if (response.headersSent) return;
  if (isFile(route)) {
    await sendFile(files, request, response, result as FileAnswer);
    return;
  }
  // The output filter: what `returns` does not name cannot leave.
  const filtered: unknown = (route as Route).returns.parse(result);
  response.setHeader('Cache-Control', 'no-store');
  if (filtered === undefined) response.status(204).end();
  else response.json(filtered);
};

/** A router with every route of every feature. */
export const mountFeatures = (features: readonly Feature[], files: FileStore, sessions: Sessions): Router => {
  const router = express.Router({ caseSensitive: true });
  for (const feature of features) {
    for (const [verb, route] of Object.entries(feature.routes)) {
      const handler = feature.handlers[verb];
      if (!handler) throw new Error(`No handler for ${verb}`);
      router[route.method.toLowerCase() as 'get'](route.path, (request, response, next) => {
        response.locals['verb'] = verb;
        serve(route, handler, files, sessions, request, response).catch(next);
      });
    }
  }
  router.use('/api', (_request, _response, next) => {
    next(refuse('not_found', 'no_such_address', 'There is nothing at this address.'));
  });
  return router;
};

const asRefusal = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large')
    return refuse(
      'too_large',
      'body_too_large',
      'That is more text than one request may carry (512 kB). Shorten it; it is still on your screen.',
    );
  if (type?.startsWith('entity.') || type?.startsWith('encoding.') || type?.startsWith('charset.'))
    return refuse('invalid', 'bad_json', 'The request is not valid JSON.');
  if (error instanceof URIError || status === 400)
    return refuse('invalid', 'bad_address', 'The address is not valid.');
  if ((error as Error).name === 'MongoServerSelectionError' || (error as Error).name === 'MongoNetworkError')
    return refuse(
      'unavailable',
      'database_away',
      'The server cannot reach its database. It keeps trying; please repeat in a moment.',
    );
  return undefined;
};

/** The last handler: a refusal goes out as it is, anything else is a bug and is logged under its request id. */
export const answerErrors =
  (log: Log) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const requestId = randomUUID();
    let refusal = asRefusal(error);
    if (!refusal) {
      const trace = error instanceof Error ? error.stack : String(error);
      log.error(
        { requestId, verb: response.locals['verb'] as unknown, path: request.path, trace },
        'a request failed',
      );
      refusal = refuse(
        'broken',
        'broken',
        `Something went wrong on the server. Nothing was changed; the report has the number ${requestId}.`,
      );
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // An upload refused early is still arriving: let it run out, or the browser would never read the answer.
    request.resume();
    if (refusal.body.retryAfterSeconds)
      response.setHeader('Retry-After', String(refusal.body.retryAfterSeconds));
    response.setHeader('Cache-Control', 'no-store');
    response.status(refusal.status).json({ ...refusal.body, requestId });
  };
