// The baseline of a load: Express, mongoose and ws as anybody would put them together, without rules, validation or recovery.
import { createServer, type IncomingMessage } from 'node:http';
import compression from 'compression';
import MongoStore from 'connect-mongo';
import express, { type Request, type RequestHandler, type Response } from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import { WebSocketServer } from 'ws';
import { packThreads } from '#shared/annotations/pack.ts';
import { openAnnotationsStore, type ThreadRecord } from '#server/annotations/store.ts';
import { viewThread, type Names } from '#server/annotations/views.ts';
import { openDocumentsStore } from '#server/papers/documents-store.ts';
import { viewDocument } from '#server/papers/views.ts';

declare module 'express-session' {
  interface SessionData {
    personId?: string;
  }
}

const db = await mongoose
  .createConnection(process.env['MONGODB_URI'] ?? '', { autoIndex: false })
  .asPromise();
const { threads, sequences } = openAnnotationsStore(db);
const { documents } = openDocumentsStore(db);
const people = db.collection<{ _id: string; name: string; email: string }>('people');
const visits = db.collection<{ _id: string; read?: Record<string, Date> }>('visits');

const app = express();
app.disable('x-powered-by').disable('etag');
const withSession = session({
  ...{ secret: 'a secret of the baseline', resave: false, saveUninitialized: false },
  cookie: { httpOnly: true, sameSite: 'lax', maxAge: 14 * 24 * 3600 * 1000 },
  store: MongoStore.create({
    client: db.getClient(),
    stringify: false,
    touchAfter: 3600,
    autoRemove: 'disabled',
  }),
});
const compress = compression();
app.use((request, response, next) => {
  if (request.method === 'GET') compress(request, response, next);
  else next();
});
app.use(withSession, express.json({ limit: '512kb' }));
app.post('/sign-in', (request, response) => {
  request.session.personId = (request.body as { personId: string }).personId;
  response.status(204).end();
});
app.use((request, response, next) => {
  if (request.session.personId === undefined) response.status(401).end();
  else next();
});

const route =
  (answer: (request: Request) => Promise<object | undefined>): RequestHandler =>
  (request, response, next) => {
    answer(request).then((found) => {
      response.setHeader('Cache-Control', 'no-store');
      if (found === undefined) response.status(204).end();
      else response.json(found);
    }, next);
  };
const personOf = (request: Request) => request.session.personId ?? '';
const idIn = (request: Request) => String(request.params['id']);

const namesFor = async (records: readonly ThreadRecord[]): Promise<Names> => {
  const ids = [
    ...new Set(records.flatMap((thread) => [thread, ...thread.replies].map(({ authorId }) => authorId))),
  ];
  const found = await people.find({ _id: { $in: ids } }, { projection: { name: 1 } }).toArray();
  const names = new Map(found.map(({ _id, name }) => [_id, name]));
  return {
    nameOf: (id) => names.get(id) ?? '',
    isStaff: () => false,
    pseudonymOf: () => ({ id: '', name: '' }),
  };
};

let seq = 0;
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const tell = (name: string, documentId: string, payload: unknown) => {
  seq += 1;
  const room = `document:${documentId}`;
  const epoch = '00000000-0000-0000-0000-000000000000';
  const text = `42${JSON.stringify(['fact', { room, epoch, seq, name, payload }])}`;
  for (const client of sockets.clients) client.send(text);
};
const nextNumber = async (documentId: string) => {
  const counted = { upsert: true, returnDocument: 'after' } as const;
  return sequences
    .findOneAndUpdate({ _id: documentId }, { $inc: { last: 1 } }, counted)
    .lean()
    .orFail();
};

app.get(
  '/api/session',
  route(async (request) => ({ self: await people.findOne({ _id: personOf(request) }), isSetUp: true })),
);
app.get(
  '/api/documents/:id',
  route(async (request) => viewDocument(await documents.findById(idIn(request)).lean().orFail(), null)),
);
app.get(
  '/api/documents/:id/threads',
  route(async (request) => {
    const documentId = idIn(request);
    const since = request.query['since'];
    const last = (await sequences.findById(documentId).lean())?.last ?? 0;
    const found = await threads
      .find({ documentId, ...(since === undefined ? {} : { seq: { $gt: Number(since) } }) })
      .sort({ 'anchor.sortKey': 1 })
      .lean();
    const names = await namesFor(found);
    const personId = personOf(request);
    return {
      isWhole: since === undefined,
      packed: packThreads(found.map((thread) => viewThread(thread, names, false))),
      ...{ gone: [], last, groupId: null, gate: null, ownPseudonymId: '' },
      myUpvotes: found.flatMap((thread) =>
        [thread, ...thread.replies]
          .filter(({ upvoters }) => upvoters.includes(personId))
          .map(({ _id }) => _id),
      ),
      myFollows: found.filter(({ followers }) => followers.includes(personId)).map(({ _id }) => _id),
    };
  }),
);
app.post(
  '/api/documents/:id/visit',
  route(async (request) => {
    const visit = await visits.findOneAndUpdate(
      { _id: `${idIn(request)} ${personOf(request)}` },
      { $set: { seenAt: new Date() } },
      { upsert: true, returnDocument: 'after' },
    );
    return { lastVisitAt: null, allReadAt: null, read: Object.entries(visit?.read ?? {}) };
  }),
);
app.put(
  '/api/documents/:id/read',
  route(async (request) => {
    const { threads: read } = request.body as { threads: [string, string][] };
    await visits.updateOne(
      { _id: `${idIn(request)} ${personOf(request)}` },
      {
        $max: Object.fromEntries(read.map(([id, at]) => [`read.${id}`, new Date(at)])),
        $set: { seenAt: new Date() },
      },
      { upsert: true },
    );
    return undefined;
  }),
);

const newPost = (personId: string, id: string, text: string) => ({
  ...{
    _id: id,
    authorId: personId,
    anonymous: false,
    text,
    postedAt: new Date(),
    editedAt: null,
    deletedAt: null,
  },
  ...{ revision: 1, upvoters: [], endorsedBy: null },
});
app.post(
  '/api/documents/:id/threads',
  route(async (request) => {
    const documentId = idIn(request);
    const { id, text, ...rest } = request.body as Pick<ThreadRecord, 'anchor' | 'kind'> & {
      id: string;
      text: string;
    };
    const personId = personOf(request);
    const { last } = await nextNumber(documentId);
    const record: ThreadRecord = {
      ...{ ...newPost(personId, id, text), ...rest, documentId, placement: null, readingQuestion: null },
      ...{ visibility: 'class', groupId: null, shownTo: ['class'], resolvedAt: null, resolvedBy: null },
      ...{ acceptedReplyId: null, followers: [personId], mentions: [], images: [], reports: [] },
      ...{ lastPostAt: new Date(), replies: [], characters: text.length, change: 1, seq: last },
    };
    await threads.create(record);
    const view = viewThread(record, await namesFor([record]), false);
    tell('thread.posted', documentId, view);
    return view;
  }),
);
app.post(
  '/api/threads/:id/replies',
  route(async (request) => {
    const { id, text } = request.body as { id: string; text: string };
    const personId = personOf(request);
    const { documentId } = await threads.findById(idIn(request), { documentId: 1 }).lean().orFail();
    const { last } = await nextNumber(documentId);
    const after = await threads
      .findOneAndUpdate(
        { _id: idIn(request), 'replies._id': { $ne: id } },
        {
          $push: { replies: newPost(personId, id, text) },
          $addToSet: { followers: personId },
          $set: { seq: last, lastPostAt: new Date() },
          $inc: { characters: text.length, change: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean()
      .orFail();
    const view = viewThread(after, await namesFor([after]), false);
    tell('thread.changed', documentId, view);
    return view;
  }),
);

const server = createServer(app);
server.on('upgrade', (request: IncomingMessage, connection, head) => {
  void withSession(request as Request, {} as Response, () => {
    if ((request as Request).session.personId === undefined) connection.destroy();
    else
      sockets.handleUpgrade(request, connection, head, (socket) => {
        socket.send('40');
        socket.on('message', () => {
          socket.send(`430[{"ok":true,"seq":${String(seq)}}]`);
        });
      });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${String(address.port)}\n`);
});
