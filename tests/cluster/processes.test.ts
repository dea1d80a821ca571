// Two and four processes of the built server on one database and one Redis: one community, whichever of them somebody is on.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { readersPresence } from '#shared/annotations/readers.ts';
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import type { Role } from '#shared/courses/roles.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { openAccountsDomain } from '#server/accounts/open.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { createClient, type Client } from '#tests/support/client.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { describeWithRedis, startRedis, type RedisServer } from '#tests/support/redis.ts';
import { type RunningServer, startServer } from '#tests/support/server.ts';
import { openSocket, type TestSocket } from '#tests/support/socket.ts';

jest.setTimeout(120_000);

const metricsToken = 'a token of some length';
const { room: readers } = readersPresence;

const until = async (what: string, isTrue: () => boolean | Promise<boolean>) => {
  const end = Date.now() + 30_000;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Not within 30 seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** The reading of the paper is told in the same room. */
const changesIn = ({ facts }: TestSocket) =>
  facts.filter(({ name }) => name === coursesEvents.courseChanged.name);

describeWithRedis('several processes of the built server', () => {
  const database = testDatabase();
  const servers: RunningServer[] = [];
  let redis: RedisServer;
  let accounts: AccountsPublic;
  let instructor: Client;
  const courseId = newId();
  const documentId = newId();
  let networks = 0;

  const start = async () => {
    const env = {
      ...{ MONGODB_URI: database.uri, REDIS_URL: redis.url, METRICS_TOKEN: metricsToken },
      ...{ TRUSTED_PROXIES: '1', LOG_LEVEL: 'error' },
    };
    const server = await startServer({ env });
    servers.push(server);
    return server;
  };
  const metric = async ({ url }: RunningServer, name: string) => {
    const headers = { authorization: `Bearer ${metricsToken}` };
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const knowEachOther = () =>
    until('all know of all', async () => {
      const counts = await Promise.all(servers.map((server) => metric(server, 'paperround_peers')));
      return counts.every((count) => count === servers.length - 1);
    });
  const network = () => `10.9.0.${String((networks += 1))}`;
  /** Signed in at one process; a member of the course. */
  const member = async (server: RunningServer, name: string, role: Role = 'student') => {
    const email = `${name.toLowerCase()}@example.org`;
    const { id } = await accounts.createPerson({ name, email });
    const client = createClient(server.url, network());
    const token = await accounts.createLink('sign_in', id);
    await client.call(accountsRoutes.useLink, { body: { token } });
    await instructor.call(coursesRoutes.addMember, { params: { courseId }, body: { name, email, role } });
    const socketAt = ({ url }: RunningServer) => openSocket(url, client.headers());
    return { id, client, socketAt };
  };
  const sessionAt = async ({ url }: RunningServer, client: Client) => {
    const answer = await fetch(`${url}/api/session`, { headers: client.headers() });
    return ((await answer.json()) as { self: { name: string } | null }).self?.name;
  };

  beforeAll(async () => {
    redis = await startRedis();
    ({ accounts } = openAccountsDomain(await database.connect(), systemClock));
    // Who is first makes the indexes.
    const first = await start();
    await start();
    instructor = createClient(first.url, network());
    const token = await accounts.createLink('administrator', null);
    const ada = { name: 'Ada', email: 'ada@example.org', password: 'slow green turtles' };
    await instructor.call(accountsRoutes.createAdministrator, { body: { token, ...ada } });
    await instructor.call(coursesRoutes.createCourse, {
      body: { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' },
    });
    const meetingId = newId();
    const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
    await instructor.call(papersRoutes.createMeeting, {
      params: { courseId },
      body: { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 },
    });
    const upload = { params: { meetingId }, body: { id: documentId } };
    await instructor.upload(papersRoutes.uploadPaper, upload, await makePdf({ pages: 3 }));
    await knowEachOther();
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  });

  test('a session from one works on the other; signed out on one, its sockets end on the other, and no others', async () => {
    const [a, b] = servers as [RunningServer, RunningServer];
    const ben = await member(a, 'Ben');
    expect(await sessionAt(b, ben.client)).toBe('Ben');
    const cleo = await member(b, 'Cleo');
    const [his, hers] = [await ben.socketAt(b), await cleo.socketAt(b)];
    await ben.client.call(accountsRoutes.signOut);
    await his.ended;
    expect(await sessionAt(b, ben.client)).toBeUndefined();
    expect(hers.connected).toBe(true);
    hers.close();
  });

  test('whoever is dropped on one is put out on the other', async () => {
    const [, b] = servers as [RunningServer, RunningServer];
    const dan = await member(b, 'Dan');
    const socket = await dan.socketAt(b);
    expect(await socket.join('course', courseId)).toMatchObject({ ok: true });
    await instructor.call(coursesRoutes.dropMember, { params: { courseId, personId: dan.id } });
    await socket.ended;
    const again = await dan.socketAt(b);
    expect(await again.join('course', courseId)).toMatchObject({ ok: false, reason: 'not_found' });
    again.close();
  });

  test('limits count what both take together', async () => {
    const [a, b] = servers as [RunningServer, RunningServer];
    const address = network();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) {
      const answer = await createClient(i % 2 === 0 ? a.url : b.url, address).raw('POST', '/api/session', {
        body: JSON.stringify({ email: 'nobody@example.org', password: `wrong number ${String(i)}` }),
        headers: { 'content-type': 'application/json' },
      });
      statuses.push(answer.status);
    }
    expect(new Set(statuses.slice(0, 10))).toEqual(new Set([statuses[0]]));
    expect(statuses[0]).not.toBe(429);
    expect(statuses[10]).toBe(429);
  });

  test('who reads where is seen from both; those of a process that is killed are gone, and the others go on', async () => {
    const [a, b] = servers as [RunningServer, RunningServer];
    const [eve, finn] = [await member(a, 'Eve'), await member(b, 'Finn')];
    const [here, there] = [await eve.socketAt(a), await finn.socketAt(b)];
    for (const [socket, page] of [
      [here, 1],
      [there, 2],
    ] as const) {
      await socket.join(readers, documentId);
      await socket.join('course', courseId);
      socket.here(readers, documentId, { page, writing: false });
    }
    const seenBy = (socket: typeof here) =>
      [...socket.presenceOf(readers, documentId).people.keys()].toSorted();
    const both = [eve.id, finn.id].toSorted();
    await until('both see both', () => [here, there].every((one) => seenBy(one).join() === both.join()));
    const late = await eve.socketAt(b);
    await late.join(readers, documentId);
    expect(seenBy(late)).toEqual(both);
    late.close();

    await instructor.call(coursesRoutes.renewJoinCode, { params: { courseId } });
    await until('both heard', () => [here, there].every((one) => changesIn(one).length === 1));
    const last = there.facts.at(-1);
    await b.kill();
    servers.splice(1, 1);
    await until('one is alone there', () => seenBy(here).join() === eve.id);
    await instructor.call(coursesRoutes.renewJoinCode, { params: { courseId } });
    await until('the next was heard', () => changesIn(here).length === 2);
    // Whoever was on the dead one comes back on the other and hears what they missed.
    const back = await finn.socketAt(a);
    const joined = await back.join('course', courseId, { epoch: last?.epoch ?? '', seq: last?.seq ?? 0 });
    expect(joined).toMatchObject({ ok: true, gap: false });
    const missed = here.facts.filter(({ seq }) => seq > (last?.seq ?? 0));
    expect(joined.ok && joined.missed).toEqual(missed);
    for (const socket of [here, back]) socket.close();
    await b.stop();
  });

  test('with Redis down each is ready, says so in its figures, and its people hear each other; then all do again', async () => {
    const [a] = servers as [RunningServer];
    const [b, dying] = await Promise.all([start(), start()]);
    await knowEachOther();
    const [gil, hal] = [await member(a, 'Gil', 'ta'), await member(b, 'Hal')];
    const [near, far] = [await gil.socketAt(a), await hal.socketAt(b)];
    const ian = await member(dying, 'Ian');
    const his = await ian.socketAt(b);
    for (const socket of [near, far]) await socket.join('course', courseId);
    await redis.kill();
    const up = () => Promise.all([a, b].map((server) => metric(server, 'paperround_redis_up')));
    await until('both notice', async () => (await up()).every((is) => is === 0));
    for (const { url } of [a, b]) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await instructor.call(coursesRoutes.renewJoinCode, { params: { courseId } });
    // It is told under another numbering: whoever joins again from where they were refetches.
    await until('it is heard on the same process', () => near.facts.length > 0);
    expect(far.facts).toEqual([]);
    expect(a.output()).toContain('Redis is away');
    // Signed out on a process that dies before it can tell: everybody's session is asked about when Redis is there again.
    await ian.client.call(accountsRoutes.signOut);
    await dying.kill();
    servers.splice(servers.indexOf(dying), 1);
    expect(his.connected).toBe(true);
    await redis.start();
    await his.ended;
    await until('both are back', async () => (await up()).every((is) => is === 1));
    const { epoch = '', seq = 0 } = near.facts[0] ?? {};
    expect(await near.join('course', courseId, { epoch, seq })).toMatchObject({ ok: true, gap: true });
    await far.join('course', courseId);
    await instructor.call(coursesRoutes.renewJoinCode, { params: { courseId } });
    await until('it is heard on the other', () => far.facts.length > 0);
    for (const socket of [near, far]) socket.close();
    await dying.stop();
  });

  test('four processes: facts made on all of them at once come in one order to everybody', async () => {
    await Promise.all([start(), start()]);
    await knowEachOther();
    expect(servers).toHaveLength(4);
    const people = await Promise.all(
      servers.map((server, index) => member(server, ['Ida', 'Jon', 'Kim', 'Lea'][index] ?? '', 'ta')),
    );
    const sockets = await Promise.all(
      people.map(({ socketAt }, index) => socketAt(servers[index] as RunningServer)),
    );
    for (const socket of sockets) await socket.join('course', courseId);
    const each = 10;
    await Promise.all(
      people.map(async ({ client }) => {
        for (let i = 0; i < each; i++)
          await client.call(coursesRoutes.renewJoinCode, { params: { courseId } });
      }),
    );
    await until('all heard all', () => sockets.every(({ facts }) => facts.length === each * people.length));
    for (const { facts } of sockets) expect(facts).toEqual(sockets[0]?.facts);
    const seqs = sockets[0]?.facts.map(({ seq }) => seq) ?? [];
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    for (const socket of sockets) socket.close();
  });
});
