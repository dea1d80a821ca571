// What a community stores, with several processes of the built server on one database: races, shared notes, files, jobs, and kill -9.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { bytesOfPart, partBytes, partsOf, uploadsRoutes } from '#shared/presentations/uploads.ts';
import { reportingLimits, reportingRoutes } from '#shared/reporting/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { createNoteTaker } from '#tests/rounds/note-taker.ts';
import { startBalancer, type Balancer } from '#tests/support/balancer.ts';
import { createClient, type Client } from '#tests/support/client.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { fillClass, type FullClass } from '#tests/support/full-class.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { describeWithRedis, startRedis, type RedisServer } from '#tests/support/redis.ts';
import { startServer, type RunningServer } from '#tests/support/server.ts';

jest.setTimeout(180_000);

describeWithRedis('several processes on one database', () => {
  const database = testDatabase();
  let db: Connection;
  let redis: RedisServer;
  let room: FullClass;
  const servers: RunningServer[] = [];
  const balancers: Balancer[] = [];
  const takers: { close(): void }[] = [];

  const start = async () => {
    const server = await startServer({
      env: { MONGODB_URI: database.uri, REDIS_URL: redis.url, TRUSTED_PROXIES: '1' },
    });
    servers.push(server);
    return server;
  };
  const dead = new Set<RunningServer>();
  const kill = (server: RunningServer) => {
    dead.add(server);
    return server.kill();
  };
  const living = () => servers.filter((server) => !dead.has(server));
  const portOf = ({ url }: RunningServer) => Number(new URL(url).port);
  /** An address in front of all processes that prefers those named first. */
  const inFront = async (...preferred: RunningServer[]) => {
    const balancer = await startBalancer(() => [...new Set([...preferred, ...servers])].map(portOf));
    balancers.push(balancer);
    return balancer.url;
  };
  /** The same person at another address. */
  const at = (url: string, client: Client): Client => {
    const { cookie = '', 'x-forwarded-for': address = '' } = client.headers();
    return createClient(url, address, cookie);
  };
  const until = async (what: string, isTrue: () => boolean | Promise<boolean>, ms = 30_000) => {
    const end = performance.now() + ms;
    while (!(await isTrue())) {
      if (performance.now() > end) throw new Error(`Not within ${String(ms)} ms: ${what}`);
      await sleep(20);
    }
  };
  const ownerOf = async (name: string) =>
    (await db.collection<{ _id: string; owner: string }>('leases').findOne({ _id: name }))?.owner;

  beforeAll(async () => {
    redis = await startRedis();
    db = await database.connect();
    const first = await start();
    room = await fillClass(await inFront(first), first.administratorLink, 6);
    await Promise.all([start(), start(), start()]);
  });
  afterAll(async () => {
    for (const taker of takers) taker.close();
    await Promise.all(balancers.map((balancer) => balancer.close()));
    await Promise.all(servers.map((server) => server.stop()));
    await redis.stop();
  });

  test('a hundred at once over four processes: one person has one vote, a group its limit, a course an instructor', async () => {
    const meetingId = await room.addMeeting();
    const { id: roundId, groups } = await room.draw(meetingId);
    await room.start(meetingId, roundId, 'group');
    const [group] = groups;
    const notesId = group?.notesId ?? '';
    const member = room.students.find(({ id }) => group?.members.includes(id))?.client;
    if (!member) throw new Error('Nobody is in the group');
    const add = (server: RunningServer, text: string, id = newId()) =>
      at(server.url, member).call(reportingRoutes.addPoint, {
        params: { meetingId },
        body: { id, notesId, question: 0, text },
      });
    const [first] = servers;
    if (!first) throw new Error('No server runs');
    const pointId = newId();
    await add(first, 'We were the first', pointId);
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        add(servers[index % 4] ?? first, `Point ${String(index)}`).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
          expect(error.body.reason).toBe('too_many_points');
        }),
      ),
    );
    const points = db.collection<{ _id: string; notesId: Id; votes: number; voters: Id[] }>('reportPoints');
    expect(await points.countDocuments({ notesId })).toBe(reportingLimits.pointsPerGroup);

    await room.start(meetingId, roundId, 'class');
    const voter = room.students.find(({ id }) => !group?.members.includes(id)) ?? room.students[0];
    if (!voter) throw new Error('Nobody votes');
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        at((servers[index % 4] ?? first).url, voter.client).call(reportingRoutes.votePoint, {
          params: { meetingId, pointId },
        }),
      ),
    );
    expect(await points.findOne({ _id: pointId })).toMatchObject({ votes: 1, voters: [voter.id] });

    // Two instructors who drop each other on two processes in the same moment.
    const { courseId, staff } = room;
    const [second] = room.students;
    const everybody = await staff.call(coursesRoutes.listMembers, { params: { courseId } });
    const own = everybody.find(({ role }) => role === 'instructor')?.personId ?? '';
    const other = second?.id ?? '';
    const change = (client: Client, personId: Id, role: 'student' | 'instructor') =>
      client.call(coursesRoutes.changeMember, { params: { courseId, personId }, body: { role } });
    await change(staff, other, 'instructor');
    const dropped = await Promise.allSettled([
      change(at(servers[1]?.url ?? '', staff), other, 'student'),
      change(at(servers[2]?.url ?? '', second?.client ?? staff), own, 'student'),
    ]);
    expect(dropped.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const roles = await db
      .collection('memberships')
      .countDocuments({ courseId, role: 'instructor', droppedAt: null });
    expect(roles).toBe(1);
    // Whoever it is gives it back.
    const left = dropped[0].status === 'fulfilled' ? staff : (second?.client ?? staff);
    if (left !== staff) await change(left, own, 'instructor');
    await change(staff, other, 'student');
  });

  test('a group types over two processes; one is killed in the middle: every letter is there once, the class goes on', async () => {
    const [one, two] = servers;
    if (!one || !two) throw new Error('Two servers are needed');
    const [left, right] = [await inFront(one, two), await inFront(two, one)];
    const meetingId = await room.addMeeting();
    const { id: roundId, groups } = await room.draw(meetingId);
    const [group] = groups;
    const notesId = group?.notesId ?? '';
    const params = { meetingId };
    // Two of the staff press at once, on two processes.
    const presses = await Promise.allSettled(
      [left, right].map((url) =>
        at(url, room.staff).call(roundsRoutes.startPhase, {
          params: { meetingId, roundId },
          body: { phase: 'group' },
        }),
      ),
    );
    expect(presses.some(({ status }) => status === 'fulfilled')).toBe(true);
    const seen = await Promise.all(
      servers.map(async ({ url }) => at(url, room.staff).call(roundsRoutes.readLive, { params })),
    );
    for (const live of seen) expect({ ...live, saidAt: 0 }).toEqual({ ...seen[0], saidAt: 0 });
    expect(seen[0]?.round).toMatchObject({ phase: 'group' });

    const members = room.students.filter(({ id }) => group?.members.includes(id));
    const writing = members.map(({ client }, index) => {
      const url = index % 2 === 0 ? left : right;
      return createNoteTaker(url, at(url, client), notesId);
    });
    takers.push(...writing);
    await Promise.all(writing.map((taker) => taker.open()));
    const typed: string[] = [];
    const typeOn = () => {
      for (const [who, taker] of writing.entries()) {
        const word = `w${String(who)}x${String(typed.length)}`;
        taker.type(`${word} `);
        typed.push(word);
      }
    };
    for (let times = 0; times < 40; times += 1) {
      typeOn();
      await sleep(25);
    }
    await until('all is acknowledged', () => writing.every((taker) => taker.isSettled));
    const keeper = await ownerOf(`meeting:${meetingId}`);
    expect(keeper).toBeDefined();
    // It puts together what both processes stored.
    const notes = db.collection<{ _id: string; generation?: number; updates: unknown[] }>('notes');
    await until('the notes are put together', async () => {
      const stored = await notes.findOne({ _id: notesId });
      return (stored?.generation ?? 0) > 0 && stored?.updates.length === 0;
    });

    // The one that keeps the meeting is killed while everybody types.
    const keeping = servers.find(({ pid }) => keeper?.startsWith(`${String(pid)} `));
    if (!keeping) throw new Error('No server is the keeper');
    typeOn();
    const killedAt = performance.now();
    const dying = kill(keeping);
    typeOn();
    await dying;
    typeOn();
    await until(
      'the meeting has another keeper',
      async () => ![keeper, undefined].includes(await ownerOf(`meeting:${meetingId}`)),
      5000,
    );
    expect(performance.now() - killedAt).toBeLessThan(5000);
    await until('everybody is back and all is acknowledged', () => writing.every((taker) => taker.isSettled));
    for (const taker of writing) await until('all texts are one', () => taker.text() === writing[0]?.text());

    const elsewhere = at(living()[0]?.url ?? '', room.staff);
    const after = await elsewhere.call(roundsRoutes.readLive, { params });
    expect(after.round).toMatchObject({ id: roundId, phase: 'group', countdown: seen[0]?.round?.countdown });
    const [record] = await elsewhere.call(roundsRoutes.listRounds, { params });
    const words = (record?.reports.find(({ group: number }) => number === group?.number)?.notes[0] ?? '')
      .trim()
      .split(/\s+/);
    // Letters of two who type at the same moment may stand between each other; none is missing, none is there twice.
    expect([...words.join('')].sort().join('')).toBe([...typed.join('')].sort().join(''));
  });

  test('a file taken in by one process is read by another, and its reading goes on where its process is killed', async () => {
    const [one, two] = living();
    if (!one || !two) throw new Error('Two servers are needed');
    const meetingId = await room.addMeeting();
    const pdf = await makePdf({ pages: 3, title: 'A shared paper' });
    const paper = await at(one.url, room.staff).upload(
      papersRoutes.uploadPaper,
      { params: { meetingId }, body: { id: newId() } },
      pdf,
      'shared.pdf',
    );
    // Its thumbnail is being made now.
    const dying = kill(one);
    const document = paper.document;
    if (!document) throw new Error('No document');
    const { id: documentId } = document;
    const hash = document.state === 'ready' ? document.fileHash : '';
    await dying;
    const whole = await at(two.url, room.staff).raw('GET', `/api/documents/${documentId}/files/${hash}`);
    expect(Buffer.from(await whole.arrayBuffer()).equals(Buffer.from(pdf))).toBe(true);
    const part = await at(two.url, room.staff).raw('GET', `/api/documents/${documentId}/files/${hash}`, {
      headers: { range: 'bytes=5-9' },
    });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(Buffer.from(pdf.subarray(5, 10)))).toBe(true);
    const documents = db.collection<{
      _id: string;
      unfinished: boolean;
      versions: { thumbnailHash: string | null }[];
    }>('documents');
    await until(
      'another process finishes the document',
      async () => (await documents.findOne({ _id: documentId }))?.unfinished === false,
    );
    const finished = await documents.findOne({ _id: documentId });
    expect(finished?.versions).toMatchObject([{ thumbnailHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    await until(
      'nothing is left to do',
      async () => (await ownerOf(`reading:${documentId}.${hash}`)) === undefined,
    );
  });

  test('slides whose parts come to several processes are one file, taken in also where the process that checks them is killed', async () => {
    const meetingId = await room.addMeeting();
    const paperId = newId();
    const paper = { authors: ['Mei Chen'], venue: '', year: 2020, abstract: '', link: '' };
    await room.staff.call(papersRoutes.createPaper, {
      params: { meetingId },
      body: { id: paperId, title: 'A paper', ...paper },
    });
    const [presenter] = room.students;
    if (!presenter) throw new Error('Nobody presents');
    const talk = { meetingId, paperId };
    await room.staff.call(presentationsRoutes.assignPresenters, {
      params: talk,
      body: { presenterIds: [presenter.id], revision: 0 },
    });
    const file = Buffer.from(await makePdf({ pages: 40, padding: 2 * partBytes }));
    const params = { ...talk, uploadId: newId() };
    let turn = 0;
    /** The same person, at one process after the other. */
    const next = () => at(living()[(turn += 1) % living().length]?.url ?? '', presenter.client);
    await next().call(uploadsRoutes.beginUpload, {
      params,
      body: { fileName: 'slides.pdf', bytes: file.length },
    });
    for (let part = 0; part < partsOf(file.length); part += 1) {
      const bytes = file.subarray(part * partBytes, part * partBytes + bytesOfPart(file.length, part));
      await next().upload(uploadsRoutes.sendPart, { params: { ...params, part }, body: {} }, bytes, 'part');
    }
    const finishing = next()
      .call(uploadsRoutes.finishUpload, { params })
      .catch(() => null);
    await until('one of them checks it', async () => (await ownerOf(`slides:${paperId}`)) !== undefined);
    const owner = await ownerOf(`slides:${paperId}`);
    const checking = living().find(({ pid }) => owner?.startsWith(`${String(pid)} `));
    if (!checking) throw new Error('No server checks it');
    await kill(checking);
    await finishing;
    const desk = () => next().call(uploadsRoutes.readSlidesDesk, { params: talk });
    await until('another one has taken it in', async () => (await desk()).versions.length > 0);
    expect((await desk()).versions.map(({ fileName }) => fileName)).toEqual(['slides.pdf']);
    for (const { url } of living()) {
      const path = `/api/meetings/${meetingId}/talks/${paperId}/slides/file`;
      const answer = await at(url, presenter.client).raw('GET', path);
      expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
    }
    await until('nothing is left to do', async () => (await ownerOf(`slides:${paperId}`)) === undefined);
    // The parts are gone: nothing but the file and what is drawn of it stays.
    const upload = await db
      .collection<{ _id: string; state: string; parts: object }>('slideUploads')
      .findOne({ _id: params.uploadId });
    expect(upload).toMatchObject({ state: 'done', parts: {} });
  });
});
