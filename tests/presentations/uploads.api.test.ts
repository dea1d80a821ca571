// Slides sent part by part: over lost networks, reloads and a restart of the server, late, twice at once, and back again.
import { randomInt } from 'node:crypto';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { bytesOfPart, partBytes, partsOf, uploadsRoutes } from '#shared/presentations/uploads.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';

jest.setTimeout(90_000);

const before = '2026-10-05T12:30:00.000Z';
const late = '2026-10-05T13:00:01.000Z';
const app = await startApp({ now: before });
const [ada, ben, cleo, ta, observer, stranger] = (await Promise.all(
  ['Ada', 'Ben', 'Cleo', 'Tove', 'Olga', 'Sten'].map((name) => app.person(name)),
)) as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
const course = await app.course({ tas: [ta], students: [ada, ben, cleo], observers: [observer] });
const meeting = await holdMeeting(course);
const paperId = meeting.papers[0]?.id ?? '';
const params = { meetingId: meeting.id, paperId };
const small = await makePdf({ pages: 2 });
const other = await makePdf({ pages: 3, title: 'Another' });
/** A PDF of two parts: comments after its first line, which readers pass over. */
const large = Buffer.concat([
  Buffer.from('%PDF-1.7\n'),
  ...Array.from({ length: 70_000 }, () => Buffer.from(`% ${String(randomInt(1e12))} ${'x'.repeat(60)}\n`)),
  Buffer.from(small),
]);

const begin = (who: PersonClient, uploadId: string, bytes: number, fileName = 'talk.pdf') =>
  who.call(uploadsRoutes.beginUpload, { params: { ...params, uploadId }, body: { fileName, bytes } });
const send = (who: PersonClient, uploadId: string, part: number, file: Uint8Array) =>
  who.upload(
    uploadsRoutes.sendPart,
    { params: { ...params, uploadId, part }, body: {} },
    file.subarray(part * partBytes, part * partBytes + bytesOfPart(file.length, part)),
    'part',
  );
/** Asked again while the check goes on, as it may on a busy machine. */
const finish = async (who: PersonClient, uploadId: string) => {
  for (;;) {
    const answer = await who.call(uploadsRoutes.finishUpload, { params: { ...params, uploadId } });
    if (answer.state !== 'checking') return answer;
  }
};
const sendAll = async (who: PersonClient, file: Uint8Array, fileName = 'talk.pdf', uploadId = newId()) => {
  await begin(who, uploadId, file.length, fileName);
  for (let part = 0; part < partsOf(file.length); part += 1) await send(who, uploadId, part, file);
  return finish(who, uploadId);
};
const desk = (who: PersonClient) => who.call(uploadsRoutes.readSlidesDesk, { params });
const talk = async (who: PersonClient) =>
  (await who.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } }))[0];
const bytesAt = async (who: PersonClient, path: string) => {
  const answer = await who.raw('GET', path);
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
};
const base = `/api/meetings/${meeting.id}/talks/${paperId}`;

const assignBoth = () =>
  ta.call(presentationsRoutes.assignPresenters, {
    params,
    body: { presenterIds: [ada.personId, ben.personId], revision: 0 },
  });

/** Servers are started outside of tests: one upload is on its way, one as a crash before its check leaves it. */
const restart = async () => {
  await assignBoth();
  const [sending, checking] = [newId(), newId()];
  await begin(ada, sending, large.length);
  await send(ada, sending, 0, large);
  await sendAll(ben, other, 'ben.pdf', checking);
  const records = (name: string) => app.db.collection<{ _id: string }>(name);
  await records('slideUploads').updateOne({ _id: checking }, { $set: { state: 'checking' } });
  await records('talks').updateOne({ _id: paperId }, { $set: { slides: null } });
  await startApp({ now: before, database: app.database, filesDir: app.filesDir });
  for (let waited = 0; waited < 200 && !(await talk(ben))?.slides; waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const taken = (await talk(ben))?.slides;
  const going = await begin(ada, sending, large.length);
  await send(ada, sending, 1, large);
  const ended = await finish(ada, sending);
  return { taken, going, ended, versions: (await desk(ada)).versions };
};
const afterRestart = await restart();

beforeEach(async () => {
  app.clock.set(before);
  for (const name of ['talks', 'documents', 'slideUploads']) await app.db.collection(name).deleteMany({});
  await assignBoth();
});

describe('sendPart', () => {
  test('goes on where it stopped; repeats and another order change nothing', async () => {
    const id = newId();
    expect(await begin(ada, id, large.length)).toMatchObject({ parts: [], state: 'receiving' });
    expect(await send(ada, id, 1, large)).toMatchObject({ parts: [1] });
    await expect(finish(ada, id)).rejects.toMatchObject({ status: 409, body: { reason: 'parts_missing' } });
    // The page was loaded anew: the same id again tells what is here.
    expect(await begin(ada, id, large.length)).toMatchObject({ parts: [1] });
    await Promise.all([send(ada, id, 0, large), send(ada, id, 0, large), send(ada, id, 1, large)]);
    const [one, two] = await Promise.all([finish(ada, id), finish(ada, id)]);
    expect([one.state, two.state]).toEqual(['done', 'done']);
    expect(await talk(ada)).toMatchObject({
      slides: {
        uploadedBy: 'Ada',
        late: false,
        document: { version: 1, state: 'ready', fileName: 'talk.pdf' },
      },
    });
    const got = await bytesAt(ada, `${base}/slides/file`);
    expect(got.body.equals(large)).toBe(true);
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; filename="?talk\.pdf/);
    expect((await finish(ada, id)).state).toBe('done');
    expect((await desk(ada)).versions).toHaveLength(1);
  });

  test('a part of another size, a part too many and a file too large are refused', async () => {
    const id = newId();
    await begin(ada, id, large.length);
    const wrong = (part: number, bytes: Uint8Array) =>
      ada.upload(
        uploadsRoutes.sendPart,
        { params: { ...params, uploadId: id, part }, body: {} },
        bytes,
        'part',
      );
    for (const [part, bytes] of [
      [0, small],
      [1, small],
      [2, small],
    ] as const)
      await expect(wrong(part, bytes)).rejects.toMatchObject({ body: { reason: 'bad_part' } });
    await expect(begin(ada, newId(), 100_000_001)).rejects.toMatchObject({ status: 413 });
    await expect(begin(ada, id, 17)).rejects.toMatchObject({ body: { reason: 'id_taken' } });
    expect((await begin(ada, id, large.length)).parts).toEqual([]);
  });

  test('nobody but presenters and staff, and each their own', async () => {
    const id = newId();
    await begin(ada, id, small.length);
    for (const [who, status] of [
      [cleo, 403],
      [observer, 403],
      [stranger, 404],
    ] as const) {
      await expect(begin(who, newId(), small.length)).rejects.toMatchObject({ status });
      await expect(send(who, id, 0, small)).rejects.toMatchObject({ status });
      await expect(desk(who)).rejects.toMatchObject({ status });
    }
    // Another presenter's: there is no such upload of theirs.
    await expect(send(ben, id, 0, small)).rejects.toMatchObject({ status: 404 });
    await expect(begin(ben, id, small.length)).rejects.toMatchObject({ body: { reason: 'id_taken' } });
  });

  test('what nobody goes on with is swept with its bytes; what was given up is gone at once', async () => {
    const id = newId();
    await begin(ada, id, large.length);
    await send(ada, id, 1, large);
    await ada.call(uploadsRoutes.cancelUpload, { params: { ...params, uploadId: id } });
    expect((await desk(ada)).uploads).toEqual([]);
    expect(await begin(ada, id, large.length)).toMatchObject({ parts: [] });
  });
});

describe('versions', () => {
  test('two at once: both are versions, and the one that was finished last is shown', async () => {
    const [one, two] = [newId(), newId()];
    await Promise.all([begin(ada, one, small.length), begin(ben, two, other.length, 'ben.pdf')]);
    await Promise.all([send(ada, one, 0, small), send(ben, two, 0, other)]);
    await Promise.all([finish(ada, one), finish(ben, two)]);
    const { versions } = await desk(ta);
    expect(versions.map(({ id }) => id).sort()).toEqual([one, two].sort());
    const current = versions.find(({ isCurrent }) => isCurrent);
    expect((await talk(ada))?.slides?.document).toMatchObject({ version: 2, fileName: current?.fileName });
  });

  test('going back to a former one, which only presenters and staff can have', async () => {
    const first = await sendAll(ada, small, 'first.pdf');
    await sendAll(ben, other, 'second.pdf');
    await ada.call(uploadsRoutes.restoreSlides, { params: { ...params, uploadId: first.id } });
    expect((await talk(ta))?.slides).toMatchObject({ uploadedBy: 'Ada', document: { pageCount: 2 } });
    expect((await desk(ta)).versions.map(({ fileName, isCurrent }) => [fileName, isCurrent]).sort()).toEqual([
      ['first.pdf', true],
      ['second.pdf', false],
    ]);
    expect((await desk(ada)).log.map(({ kind }) => kind)).toEqual(['restored', 'uploaded', 'uploaded']);
    await ada.call(presentationsRoutes.publishSlides, { params });
    const path = `${base}/slides/versions/${first.id}/file`;
    for (const [who, status] of [
      [ada, 200],
      [ta, 200],
      [cleo, 404],
      [observer, 404],
      [stranger, 404],
    ] as const)
      expect([who.name, (await bytesAt(who, path)).status]).toEqual([who.name, status]);
    expect((await bytesAt(cleo, `${base}/slides/file`)).status).toBe(200);
  });

  test('the file and the picture of a former one: by hash and number too only for presenters and staff', async () => {
    await sendAll(ada, small, 'first.pdf');
    await ada.call(presentationsRoutes.publishSlides, { params });
    const first = (await talk(ada))?.slides?.document;
    const at = `/api/documents/${first?.id ?? ''}`;
    const formerly = `${at}/files/${first?.fileHash ?? ''}`;
    const statuses = async (who: PersonClient, ...paths: string[]) => [
      who.name,
      ...(await Promise.all(paths.map(async (path) => (await bytesAt(who, path)).status))),
    ];
    /** Pictures are made after the answer. */
    const pictured = async (version: number) => {
      const path = `${at}/thumbnails/${String(version)}`;
      for (let waited = 0; waited < 300 && (await bytesAt(ada, path)).status !== 200; waited += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await pictured(1);
    for (const who of [ada, ben, ta, cleo, observer])
      expect(await statuses(who, formerly, `${at}/thumbnails/1`)).toEqual([who.name, 200, 200]);
    await sendAll(ada, other, 'second.pdf');
    await pictured(2);
    const now = `${at}/files/${(await talk(cleo))?.slides?.document.fileHash ?? ''}`;
    const all = [formerly, `${at}/thumbnails/1`, now, `${at}/thumbnails/2`];
    for (const who of [ada, ben, ta])
      expect(await statuses(who, ...all)).toEqual([who.name, 200, 200, 200, 200]);
    for (const who of [cleo, observer])
      expect(await statuses(who, ...all)).toEqual([who.name, 404, 404, 200, 200]);
    // In the words for a file that never was.
    const words = async (path: string) =>
      (await bytesAt(cleo, path)).body.toString().replace(/"requestId":"[^"]*"/, '');
    expect(await words(formerly)).toBe(await words(`${at}/files/${'0'.repeat(64)}`));
  });

  test('a draft is not to be downloaded by classmates', async () => {
    await sendAll(ada, small);
    for (const who of [cleo, observer, stranger])
      expect((await bytesAt(who, `${base}/slides/file`)).status).toBe(404);
  });
});

describe('late', () => {
  test('flagged; the staff give more time or excuse it with a reason, and all of it is noted', async () => {
    app.clock.set(late);
    const { id } = await sendAll(ada, small);
    expect((await talk(cleo))?.slides).toMatchObject({ late: true });
    const body = { reason: 'Ill that day' };
    for (const who of [ada, cleo])
      await expect(
        who.call(uploadsRoutes.clearLate, { params: { ...params, uploadId: id }, body }),
      ).rejects.toMatchObject({ status: 403 });
    const cleared = await ta.call(uploadsRoutes.clearLate, { params: { ...params, uploadId: id }, body });
    expect(cleared.versions).toMatchObject([
      { late: false, lateCleared: { by: 'Tove', reason: 'Ill that day' } },
    ]);
    expect((await talk(cleo))?.slides).toMatchObject({ late: false });
    expect(cleared.log.map(({ kind, by }) => [kind, by])).toEqual([
      ['late_cleared', 'Tove'],
      ['uploaded', 'Ada'],
    ]);
  });

  test('more time for one talk: what comes within it is in time, and the class sees it only then', async () => {
    app.clock.set(late);
    await sendAll(ada, small);
    const until = '2026-10-05T13:30:00.000Z';
    const extension = { params, body: { until, reason: 'The room changed' } };
    await expect(ada.call(uploadsRoutes.extendSlides, extension)).rejects.toMatchObject({ status: 403 });
    expect(await ta.call(uploadsRoutes.extendSlides, extension)).toMatchObject({ extendedUntil: until });
    expect(await talk(ada)).toMatchObject({ slidesDueAt: until, slides: { late: false } });
    expect(await talk(cleo)).toMatchObject({ slides: null });
    app.clock.set('2026-10-05T13:30:00.001Z');
    expect(await talk(cleo)).toMatchObject({ slides: { late: false } });
  });
});

test('after a restart parts are still here, and what was being checked is taken up', () => {
  expect(afterRestart.taken).toMatchObject({ uploadedBy: 'Ben' });
  expect(afterRestart.going).toMatchObject({ parts: [0] });
  expect(afterRestart.ended).toMatchObject({ state: 'done' });
  expect(afterRestart.versions).toHaveLength(2);
});

test('a document’s own addresses serve the deck as attachments in a sandbox', async () => {
  await sendAll(ada, small);
  const document = (await talk(ada))?.slides?.document;
  if (!document) throw new Error('no slides');
  const { headers } = await bytesAt(ada, `/api/documents/${document.id}/files/${document.fileHash}`);
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect((await ada.call(papersRoutes.readDocument, { params: { documentId: document.id } })).kind).toBe(
    'deck',
  );
});
