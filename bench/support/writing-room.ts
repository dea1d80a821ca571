// A built server on its embedded engine with a meeting of two papers, and students who are signed in and write reviews.
import { Agent, request } from 'node:http';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { createClient, type Client } from '#tests/support/client.ts';

const password = 'slow green turtles';

export interface WritingRoom {
  readonly meetingId: Id;
  readonly paperIds: readonly Id[];
  readonly writers: readonly Client[];
}

/** Prepares a server that nobody has used yet. Each writer comes from an address of their own: rate limits count by it. */
export const openWritingRoom = async (
  { url, administratorLink }: { readonly url: string; readonly administratorLink: string | undefined },
  count: number,
): Promise<WritingRoom> => {
  const staff = createClient(url, '10.3.0.1');
  const token = administratorLink?.split('#')[1] ?? '';
  await staff.call(accountsRoutes.createAdministrator, {
    body: { token, name: 'Ada', email: 'ada@example.org', password },
  });
  const courseId = newId();
  await staff.call(coursesRoutes.createCourse, {
    body: { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' },
  });
  const names = Array.from({ length: count }, (_, i) => `Writer ${String(i)},w${String(i)}@example.org`);
  const csv = ['name,email', ...names].join('\n');
  const { rows } = await staff.call(coursesRoutes.importRoster, {
    params: { courseId },
    body: { csv, dryRun: false },
  });
  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  await staff.call(papersRoutes.createMeeting, {
    params: { courseId },
    body: { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 },
  });
  const paperIds = [newId(), newId()];
  const fields = { authors: ['Mei Chen'], venue: 'Reading', year: 2020, abstract: '', link: '' };
  for (const [i, id] of paperIds.entries())
    await staff.call(papersRoutes.createPaper, {
      params: { meetingId },
      body: { id, title: `Paper ${String(i + 1)}`, ...fields },
    });
  const writers: Client[] = [];
  for (const [i, { link }] of rows.entries()) {
    const writer = createClient(url, `10.3.1.${String(i)}`);
    await writer.call(accountsRoutes.useLink, { body: { token: link?.split('#')[1] ?? '', password } });
    writers.push(writer);
  }
  return { meetingId, paperIds, writers };
};

const agent = new Agent({ keepAlive: true });

/** Sends JSON over a connection that stays open and answers with JSON; throws when it is refused or the server is gone. */
export const sendJson = <T>(
  address: string,
  { method, headers = {}, body }: { method: string; headers?: Record<string, string>; body?: object },
): Promise<T> =>
  new Promise((resolve, reject) => {
    const json = JSON.stringify(body ?? {});
    const size = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(json)) };
    const sent = request(address, { method, agent, headers: { ...headers, ...size } }, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (answer += chunk));
      response.once('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(answer) as T);
        else reject(new Error(answer));
      });
    });
    sent.once('error', reject);
    sent.end(json);
  });

/** The body that saves a review of these words, starting from a revision. */
export const savingOf = (text: string, revision: number) => ({
  answers: { first: text, second: text, connections: text },
  revision,
});
