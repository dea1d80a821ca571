// Drives a server as the members of a course do who read, annotate and answer: one request after the other each, so many at once.
import { Agent, request } from 'node:http';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { newId } from '#shared/kernel/primitives.ts';
import { sortKey } from '#shared/annotations/anchor.ts';
import { createChance, type Chance } from '#tests/support/chance.ts';
import type { Community, LoadMember } from './load-community.ts';
import type { Listeners } from './load-sockets.ts';

/** What was asked and how it was answered. */
export interface Driven {
  readonly requests: number;
  /** Acknowledged threads and replies: each of them is one fact for everybody. */
  readonly posts: number;
  readonly seconds: number;
  readonly errors: number;
  /** The first few, in words. */
  readonly problems: readonly string[];
  /** Of the answers as they crossed the wire. */
  readonly bytes: number;
  /** From the sending to the end of the answer, in microseconds. */
  readonly times: RecordableHistogram;
}

interface Options {
  readonly community: Community;
  readonly listeners: Listeners;
  /** Which of the members act, each at the server it is signed in at. */
  readonly members: readonly LoadMember[];
  /** How many requests are under way at any moment. */
  readonly inFlight: number;
  readonly seed: number;
}

const words =
  'why the figure begins at forty and what the authors would measure on a larger sample of readers '.repeat(
    2,
  );

/** Sends one request over a connection that stays open. */
const createSender = (inFlight: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const send = ({ url, headers }: LoadMember, method: string, path: string, body?: object) =>
    new Promise<{ status: number; bytes: Buffer; isPacked: boolean }>((resolve, reject) => {
      const json = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        url + path,
        {
          ...{ method, agent },
          headers: {
            ...headers,
            'accept-encoding': 'gzip',
            ...(json === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.on('end', () => {
            const isPacked = response.headers['content-encoding'] === 'gzip';
            resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks), isPacked });
          });
        },
      );
      sent.once('error', reject);
      sent.end(json);
    });
  return {
    send,
    /** Ends the connections that idle: the server may be about to end them too. */
    close: () => {
      agent.destroy();
    },
  };
};

/**
 * A driver for one server, or several that belong together; the same requests for whoever answers at these addresses. `openAll` is
 * everybody's opening of the paper, `drive` what they do then for so many seconds.
 */
export const createDriver = ({ community, listeners, members, inFlight, seed }: Options) => {
  const { documentId, fileHash } = community;
  const { send, close } = createSender(inFlight);
  const chance: Chance = createChance(seed);
  const threadIds = [...community.threadIds];
  /** Up to which number each member knows the threads. */
  const known = new Map<LoadMember, number>();
  const base = `/api/documents/${documentId}`;

  let requests = 0;
  let posts = 0;
  let bytes = 0;
  let errors = 0;
  let problems: string[] = [];
  let times = createHistogram();

  const ask = async (
    member: LoadMember,
    method: string,
    path: string,
    body?: object,
  ): Promise<Buffer | null> => {
    const startedAt = performance.now();
    try {
      const answer = await send(member, method, path, body);
      times.record(Math.max(1, Math.round((performance.now() - startedAt) * 1000)));
      requests += 1;
      bytes += answer.bytes.length;
      const whole = answer.isPacked ? gunzipSync(answer.bytes) : answer.bytes;
      if (answer.status < 300) return whole;
      throw new Error(`${method} ${path}: ${String(answer.status)} ${whole.toString().slice(0, 300)}`);
    } catch (error) {
      errors += 1;
      if (problems.length < 5) problems.push(String(error));
      return null;
    }
  };

  const readThreads = async (member: LoadMember, since?: number) => {
    const answer = await ask(
      member,
      'GET',
      `${base}/threads${since === undefined ? '' : `?since=${String(since)}`}`,
    );
    const last = /"last":(\d+)/.exec(answer?.toString() ?? '')?.[1];
    if (last !== undefined) known.set(member, Number(last));
  };
  const openPaper = async (member: LoadMember) => {
    await ask(member, 'GET', '/api/session');
    await ask(member, 'GET', base);
    await readThreads(member);
    await ask(member, 'POST', `${base}/visit`);
  };
  const markRead = (member: LoadMember) => {
    const at = new Date().toISOString();
    const some = [1, 2, 3].flatMap(() => chance.pick(threadIds) ?? []);
    return ask(member, 'PUT', `${base}/read`, { threads: [...new Set(some)].map((id) => [id, at]) });
  };
  const post = async (member: LoadMember, path: string, id: string, body: object) => {
    listeners.expect(id);
    if (await ask(member, 'POST', path, { id, ...body })) posts += 1;
  };
  const annotate = async (member: LoadMember) => {
    const left = 60 + Math.floor(chance.next() * 200);
    const top = 100 + Math.floor(chance.next() * 500);
    // An area, so that no text has to fit.
    const targets = [
      {
        page: Math.floor(chance.next() * 10),
        rects: [[left, top, left + 200, top + 40] as [number, number, number, number]],
      },
    ];
    const id = newId();
    const anchor = { fileHash, targets, sortKey: sortKey(targets) };
    await post(member, `${base}/threads`, id, {
      anchor,
      kind: 'question',
      readingQuestion: null,
      text: words,
    });
    threadIds.push(id);
  };
  const reply = (member: LoadMember) =>
    post(member, `/api/threads/${chance.pick(community.threadIds) ?? ''}/replies`, newId(), { text: words });

  /** What people do, of a hundred requests: mostly they read. */
  const actOnce = async (member: LoadMember): Promise<void> => {
    const dice = chance.next();
    if (dice < 0.5) await markRead(member);
    else if (dice < 0.8) await readThreads(member, known.get(member));
    else if (dice < 0.84) await openPaper(member);
    else if (dice < 0.88) await annotate(member);
    else await reply(member);
  };

  const run = async (next: () => (() => Promise<void>) | undefined): Promise<Driven> => {
    [requests, posts, bytes, errors, problems, times] = [0, 0, 0, 0, [], createHistogram()];
    const startedAt = performance.now();
    const work = async () => {
      for (let act = next(); act; act = next()) await act();
    };
    await Promise.all(Array.from({ length: inFlight }, work));
    close();
    return {
      requests,
      posts,
      errors,
      problems,
      bytes,
      times,
      seconds: (performance.now() - startedAt) / 1000,
    };
  };

  let turn = 0;
  return {
    openAll: () => {
      const queue = [...members];
      return run(() => {
        const member = queue.pop();
        return member && (() => openPaper(member));
      });
    },
    /** Everybody acts in turn: whoever has waited longest is next. */
    drive: (seconds: number) => {
      const end = performance.now() + seconds * 1000;
      return run(() => {
        const member = members[turn++ % members.length];
        return member && performance.now() < end ? () => actOnce(member) : undefined;
      });
    },
    close,
  };
};
