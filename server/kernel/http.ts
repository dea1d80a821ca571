// Mounts declared routes on Express: reads requests, sends answers, turns errors into refusals.
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { Refusal, refuse } from '#shared/kernel/refusals.ts';
import { databaseAway, isDatabaseLost } from './db/away.ts';
import { diskFull, isOutOfSpace } from './disk.ts';
import type { Feature, FileAnswer, Operation } from './feature.ts';
import type { FileStore } from './files.ts';
import type { Limit } from './limits.ts';
import type { Log } from './log.ts';
import { isFile, perform } from './perform.ts';
import { requestIdOf, verbOf } from './request-log.ts';
import { isLocal, networkOf } from './security.ts';
import { actorOf, type Sessions } from './session.ts';
import { receiveUpload } from './uploads.ts';
import { sendFile } from './send-file.ts';

const readJson = express.json({ limit: '512kb', type: 'application/json' });

const hasBody = (request: Request) =>
  Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;

const parseJson = async (request: Request, response: Response): Promise<unknown> => {
  if (hasBody(request) && !request.is('application/json'))
    throw refuse('unsupported', 'not_json', 'Send JSON with the header Content-Type: application/json.');
  await new Promise<void>((resolve, reject) => {
    readJson(request, response, (error: unknown) => {
      if (error) reject(error);
      else resolve();
    });
  });
  return request.body as unknown;
};

interface Door {
  readonly sessions: Sessions;
  /** Counts what people change, by whatever way it comes. */
  readonly writes: Limit;
  /** The operator gave the server a public address: then nobody counts as sitting at the machine. */
  readonly isPublished: boolean;
}

const serve = async (
  route: AnyRoute,
  handler: Operation,
  files: FileStore,
  { sessions, isPublished, writes }: Door,
  request: Request,
  response: Response,
) => {
  const actor = actorOf(request);
  if (actor && route.method !== 'GET') await writes.take(actor.personId);
  const result = await perform(route, handler, {
    actor,
    params: request.params,
    query: request.query,
    readBody: () => parseJson(request, response),
    receive: (upload) => receiveUpload(upload, files, request, response),
    address: networkOf(request.ip ?? 'unknown'),
    origin: `${request.protocol}://${request.host}`,
    isLocal: !isPublished && isLocal(request),
    session: sessions.doorOf(request, response),
  });
  if (response.headersSent) return;
  if (isFile(route)) {
    await sendFile(files, request, response, result as FileAnswer);
    return;
  }
  response.setHeader('Cache-Control', 'no-store');
  if (result === undefined) response.status(204).end();
  else response.json(result);
};

/** `/api/papers/:paperId` as `/api/papers` and `/:paperId`. */
const splitAddress = (address: string): string[] => address.split(/(?<=^\/[^/]+\/[^/]+)(?=\/)/);

/** A router with every route of every feature. */
export const mountFeatures = (features: readonly Feature[], files: FileStore, door: Door): Router => {
  const router = express.Router({ caseSensitive: true });
  // By their first words: otherwise every request would be held against the patterns of all the routes.
  const byPrefix = new Map<string, Router>();
  const routerAt = (prefix: string): Router => {
    const known = byPrefix.get(prefix);
    if (known) return known;
    const made = express.Router({ caseSensitive: true });
    router.use(prefix, made);
    byPrefix.set(prefix, made);
    return made;
  };
  for (const feature of features) {
    for (const [verb, route] of Object.entries(feature.routes)) {
      const handler = feature.handlers[verb];
      if (!handler) throw new Error(`No handler for ${verb}`);
      const [prefix = '', rest = '/'] = splitAddress(route.path);
      routerAt(prefix)[route.method.toLowerCase() as 'get'](rest, (request, response, next) => {
        response.locals['verb'] = verb;
        serve(route, handler, files, door, request, response).catch(next);
      });
    }
  }
  router.use('/api', (_request, _response, next) => {
    next(refuse('not_found', 'no_such_address', 'There is nothing at this address.'));
  });
  return router;
};

/** What went wrong, where it can be told to the asker; undefined: a bug. */
export const asRefusal = (error: unknown): Refusal | undefined => {
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
  if (isDatabaseLost(error)) return databaseAway();
  if (isOutOfSpace(error)) return diskFull();
  return undefined;
};

/** The last handler: a refusal goes out as it is, anything else is a bug and is logged under its request id. */
export const answerErrors =
  (log: Log) =>
  (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const requestId = requestIdOf(response);
    let refusal = asRefusal(error);
    if (!refusal) {
      const trace = error instanceof Error ? error.stack : String(error);
      log.error({ requestId, verb: verbOf(response), path: request.path, trace }, 'a request failed');
      refusal = refuse(
        'broken',
        'broken',
        `Something went wrong on the server. Look whether it was done before you repeat it; the report has the number ${requestId}.`,
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
