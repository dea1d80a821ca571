// A built server with a course whose documents are annotated as much as a benchmark wishes; threads go straight into the database.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { request, type APIRequestContext } from 'playwright-core';
import type { Connection } from 'mongoose';
import { sortKey, type Rect, type TextTarget } from '#shared/annotations/anchor.ts';
import { kindSchema } from '#shared/annotations/kinds.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { connectDatabase } from '#server/kernel/db/connect.ts';
import { openEngine } from '#server/kernel/db/engine.ts';
import { startServer } from '#tests/support/server.ts';

type State = Awaited<ReturnType<APIRequestContext['storageState']>>;

export interface ReadingRoom {
  readonly url: string;
  readonly db: Connection;
  /** The instructor's requests, and the cookies with which browsers are signed in. */
  readonly api: APIRequestContext;
  readonly state: State;
  readonly courseId: Id;
  /** Uploads a paper; answers when it is read. */
  addDocument(pdf: Uint8Array): Promise<{ id: Id; fileHash: string; pages: number }>;
  close(): Promise<void>;
}

const sendJson = async <Result>(api: APIRequestContext, address: string, data: object): Promise<Result> => {
  const response = await api.post(address, { data });
  if (!response.ok()) throw new Error(`${address}: ${await response.text()}`);
  return (await response.json()) as Result;
};

export const openReadingRoom = async (): Promise<ReadingRoom> => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const engine = await openEngine({ dataDir });
  const server = await startServer({ env: { MONGODB_URI: engine.uri } });
  const db = await connectDatabase(engine.uri);
  const api = await request.newContext({ baseURL: server.url });
  const token = server.administratorLink?.split('#')[1] ?? '';
  const person = { name: 'Ada', email: 'ada@example.org', password: 'slow green turtles' };
  await sendJson(api, '/api/administrator', { token, ...person });
  const courseId = newId();
  const course = { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' };
  await sendJson(api, '/api/courses', course);
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const meetingId = newId();
  const meeting = { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 };
  await sendJson(api, `/api/courses/${courseId}/meetings`, meeting);

  return {
    ...{ url: server.url, db, api, courseId },
    state: await api.storageState(),
    addDocument: async (pdf) => {
      const id = newId();
      const uploaded = await api.post(`/api/meetings/${meetingId}/papers/upload`, {
        multipart: {
          id,
          file: { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
        },
        timeout: 120_000,
      });
      if (!uploaded.ok()) throw new Error(await uploaded.text());
      for (;;) {
        const document = (await (await api.get(`/api/documents/${id}`)).json()) as {
          state: string;
          fileHash: string;
          pages: unknown[];
        };
        if (document.state === 'ready')
          return { id, fileHash: document.fileHash, pages: document.pages.length };
        if (document.state === 'refused') throw new Error('The paper was refused');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    close: async () => {
      await api.dispose();
      await db.close();
      await server.stop();
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** Deterministic (Lehmer, modulus 2^31 - 1), so that every run draws the same. */
const chance = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const words = 'the authors measure what readers of a course discuss and why it matters for systems'.split(
  ' ',
);
const sentence = (random: () => number, length: number) =>
  Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? 'the').join(' ');

interface Amount {
  readonly pages: number;
  readonly perPage: number;
  readonly replies: number;
}

/** Threads of whoever has the room's session: see {@link addThreadsBy}. */
export const addThreads = async (
  { db, api }: Pick<ReadingRoom, 'db' | 'api'>,
  document: { readonly id: Id; readonly fileHash: string },
  amount: Amount,
): Promise<void> => {
  const { self } = (await (await api.get('/api/session')).json()) as { self: { id: Id } };
  await addThreadsBy(db, [self.id], document, amount);
};

/**
 * Threads of two to four lines each, spread over the first pages, `perPage` on each; replies are dealt out evenly, and posts
 * among the authors. Answers with the threads' ids.
 */
export const addThreadsBy = async (
  db: Connection,
  authors: readonly Id[],
  document: { readonly id: Id; readonly fileHash: string },
  { pages, perPage, replies }: Amount,
): Promise<Id[]> => {
  const random = chance(7);
  let posts = 0;
  const post = (length: number) => ({
    _id: newId(),
    authorId: authors[posts++ % authors.length] ?? '',
    anonymous: false,
    text: sentence(random, length),
    postedAt: new Date(Date.now() - Math.floor(random() * 1e9)),
    editedAt: null,
    deletedAt: null,
    revision: 1,
    upvoters: [],
    endorsedBy: null,
  });
  const total = pages * perPage;
  const records = Array.from({ length: total }, (_, i) => {
    const top = 700 - random() * 600;
    const left = random() < 0.5 ? 54 : 318;
    const rects = Array.from({ length: 2 + Math.floor(random() * 3) }, (_line, line): Rect => [
      left,
      round(top - line * 12 - 9),
      left + 240,
      round(top - line * 12),
    ]);
    const exact = sentence(random, 14);
    const target: TextTarget = {
      page: Math.floor(i / perPage),
      quote: { exact, prefix: '', suffix: '' },
      position: { start: i, end: i + exact.replaceAll(' ', '').length },
      rects,
    };
    const head = post(18);
    const count = Math.floor(((i + 1) * replies) / total) - Math.floor((i * replies) / total);
    return {
      ...head,
      documentId: document.id,
      anchor: { fileHash: document.fileHash, targets: [target], sortKey: sortKey([target]) },
      placement: null,
      kind: kindSchema.options[Math.floor(random() * 5)] ?? 'plain',
      readingQuestion: null,
      visibility: 'class',
      groupId: null,
      shownTo: ['class'],
      resolvedAt: null,
      resolvedBy: null,
      acceptedReplyId: null,
      followers: [],
      mentions: [],
      images: [],
      reports: [],
      lastPostAt: head.postedAt,
      replies: Array.from({ length: count }, () => post(14)),
      characters: 400,
      change: 1 + count,
      seq: 1,
    };
  });
  await db
    .collection<{ _id: string; last: number }>('threadSequences')
    .insertOne({ _id: document.id, last: 1 });
  const threads = db.collection<(typeof records)[number]>('threads');
  for (let from = 0; from < records.length; from += 1000)
    await threads.insertMany(records.slice(from, from + 1000));
  return records.map(({ _id }) => _id);
};

const round = (n: number) => Math.round(n * 100) / 100;

/** The middle one; of an even number the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
};

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
