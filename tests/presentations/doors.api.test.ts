// A draft deck by every door of the server: its presenters' and the staff's until it is published, and again once it is taken back.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { searchRoutes } from '#shared/search/contract.ts';
import { postOn } from '#tests/annotations/read-document.ts';
import { programOf, type Program } from '#tests/exchange/program.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { putBuiltClient } from '#tests/support/built-client.ts';
import { makePdf } from '#tests/support/pdf.ts';

const before = '2026-10-05T12:30:00.000Z';
const afterDeadline = '2026-10-05T13:00:01.000Z';
const clientDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-doors-'));
afterAll(() => rm(clientDir, { recursive: true, force: true }));
await putBuiltClient(clientDir);
const app = await startApp({ now: before, clientDir });
const names = ['Ada', 'Ben', 'Cleo', 'Tove', 'Olga', 'Dora', 'Sten', 'Eve'];
type Eight<T> = [T, T, T, T, T, T, T, T];
const [ada, ben, cleo, ta, observer, dropped, stranger, elsewhere] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as Eight<PersonClient>;
const course = await app.course({ tas: [ta], students: [ada, ben, cleo, dropped], observers: [observer] });
await app.course({ students: [elsewhere] });
const programs = new Map<PersonClient, Program>();
for (const who of [ada, ben, cleo, ta, observer, dropped, stranger, elsewhere, course.instructor])
  programs.set(who, await programOf(app, who));
const meeting = await holdMeeting(course);
const paperId = meeting.papers[0]?.id ?? '';
const params = { meetingId: meeting.id, paperId };
const talkNow = async (who: PersonClient) =>
  (await who.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } }))[0];
const assign = async (presenterIds: string[]) => {
  const revision = (await talkNow(ta))?.revision ?? 0;
  return ta.call(presentationsRoutes.assignPresenters, { params, body: { presenterIds, revision } });
};
const does = (who: PersonClient, verb: 'publishSlides' | 'withdrawSlides') =>
  who.call(presentationsRoutes[verb], { params });

await assign([ada.personId]);
const pdf = await makePdf({ pages: 2, title: 'Marmalade' });
const { slides } = await ada.upload(presentationsRoutes.uploadSlides, { params, body: {} }, pdf, 'talk.pdf');
if (!slides) throw new Error('no slides');
const deck = slides.document;
const document = await ada.call(papersRoutes.readDocument, { params: { documentId: deck.id } });
const thread = await postOn(ada, document, 0, 'A note of mine about quinces.');
await course.instructor.call(coursesRoutes.dropMember, {
  params: { courseId: course.id, personId: dropped.personId },
});

const thumbnailsMade = async (documentId: string) => {
  for (let waited = 0; waited < 300; waited += 1) {
    const made = await ta.call(papersRoutes.listPageThumbnails, { params: { documentId } });
    if (made.pages.every(({ state }) => state !== 'waiting')) return made;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no thumbnails of slides');
};
const made = await thumbnailsMade(deck.id);

const at = `/api/documents/${deck.id}`;
/** Every address at which something of a deck can be had. */
const doors = [
  at,
  `${at}/files/${deck.fileHash}`,
  `${at}/files/${deck.fileHash}/thumbnails/2`,
  `${at}/page-thumbnails`,
  `${at}/thumbnails/1`,
  `${at}/threads`,
  `${at}/export/jsonld`,
  `${at}/export/md`,
  `${at}/export/pdf`,
  `/api/threads/${thread.id}/line`,
];
const answers = async (who: PersonClient) =>
  Promise.all(
    doors.map(async (path) => {
      const answer = await who.raw('GET', path);
      const body = await answer.text();
      return [path, answer.status, answer.status === 404 ? body.replace(/"requestId":"[^"]*"/, '') : ''];
    }),
  );
/** The same addresses with ids of nothing. */
const nowhere = async (who: PersonClient) =>
  (
    await Promise.all(
      doors.map(async (path) => {
        const answer = await who.raw('GET', path.replace(deck.id, newId()).replace(thread.id, newId()));
        return [answer.status, (await answer.text()).replace(/"requestId":"[^"]*"/, '')];
      }),
    )
  ).map(([status, body], index) => [doors[index], status, body]);
const finds = async (who: PersonClient, q: string) => {
  const found = await who.call(searchRoutes.searchAll, { query: { q } });
  return found.papers.length + found.threads.length + found.notes.length > 0;
};
/** What a program with the person's token is answered at the W3C container of a document, without what names the request. */
const container = async (who: PersonClient, documentId = deck.id) => {
  const answer = await programs.get(who)?.('GET', `/annotations/${documentId}/`);
  const { requestId: _, ...said } = answer?.json ?? {};
  return [answer?.status, answer?.status === 200 ? null : said];
};
/** The page's own head: what it says of the document before any script runs. */
const pageNames = async (who: PersonClient) => {
  const answer = await who.raw('GET', `/documents/${deck.id}`);
  expect(answer.status).toBe(200);
  return /data-person|files\/|quinces|talk\.pdf/.test(await answer.text());
};
const rooms = async (who: PersonClient) => {
  const socket = await who.socket();
  const joined = await Promise.all(
    ['document', 'readers'].map(async (kind) => (await socket.join(kind, deck.id)).ok),
  );
  return joined;
};
const expectClosed = async (who: PersonClient, isMember: boolean) => {
  expect(await answers(who)).toEqual(await nowhere(who));
  expect((await answers(who)).map(([, status]) => status)).toEqual(doors.map(() => 404));
  expect([await finds(who, 'printed'), await finds(who, 'quinces')]).toEqual([false, false]);
  expect(await rooms(who)).toEqual([false, false]);
  expect(await container(who)).toEqual(await container(who, newId()));
  expect((await container(who))[0]).toBe(404);
  expect(await pageNames(who)).toBe(false);
  if (isMember) {
    expect(await talkNow(who)).toMatchObject({ slides: null, publication: null, isPublished: null });
    const talks = await who.call(presentationsRoutes.listCourseTalks, { params: { courseId: course.id } });
    expect(talks).toMatchObject([{ hasSlides: false }]);
  }
};
const expectOpen = async (who: PersonClient) => {
  expect((await answers(who)).map(([path, status]) => [path, status])).toEqual(
    doors.map((path) => [path, 200]),
  );
  expect(await finds(who, 'quinces')).toBe(true);
  expect(await rooms(who)).toEqual([true, true]);
  expect((await container(who))[0]).toBe(200);
  expect(await pageNames(who)).toBe(true);
  expect(await talkNow(who)).toMatchObject({ slides: { document: { id: deck.id } } });
};

test('a draft: presenters and staff have all of it, for all others there is nothing, in the same words', async () => {
  for (const who of [ada, ta, course.instructor]) await expectOpen(who);
  for (const who of [ben, cleo, observer]) await expectClosed(who, true);
  for (const who of [stranger, elsewhere, dropped]) await expectClosed(who, false);
});

test('published, the class and its observers have it; taken back, nobody is left in its rooms', async () => {
  for (const who of [cleo, observer, stranger])
    await expect(does(who, 'publishSlides')).rejects.toMatchObject({ status: who === stranger ? 404 : 403 });
  expect(await does(ada, 'publishSlides')).toMatchObject({ publication: 'published', isPublished: true });
  for (const who of [ben, cleo, observer]) await expectOpen(who);
  for (const who of [stranger, elsewhere, dropped]) await expectClosed(who, false);

  const socket = await cleo.socket();
  await socket.join('document', deck.id);
  await does(ada, 'withdrawSlides');
  await expectClosed(cleo, true);
  await postOn(ada, document, 1, 'Said after it was taken back.');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(JSON.stringify(socket.facts)).not.toContain('Said after it was taken back');
});

test('a swap changes rights at once: the former presenter has nothing, the new one all', async () => {
  const socket = await ada.socket();
  await socket.join('document', deck.id);
  await assign([ben.personId]);
  await expectClosed(ada, true);
  await expectOpen(ben);
  await postOn(ta, document, 2, 'Said after the swap.');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(JSON.stringify(socket.facts)).not.toContain('Said after the swap');
  await expect(does(ada, 'publishSlides')).rejects.toMatchObject({ status: 403 });
  await assign([ada.personId]);
});

test('what nobody decided opens at the deadline, unless the course opens slides by hand', async () => {
  await app.db
    .collection<{ _id: string }>('talks')
    .updateOne({ _id: paperId }, { $unset: { publication: 1 } });
  await expectClosed(cleo, true);
  app.clock.set(afterDeadline);
  await expectOpen(cleo);
  const set = async (publishSlides: 'at_deadline' | 'by_hand') => {
    const { revision } = await ta.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
    const body = { revision, settings: { ...defaultSettings, publishSlides } };
    await course.instructor.call(coursesRoutes.changeCourse, { params: { courseId: course.id }, body });
  };
  const socket = await cleo.socket();
  await socket.join('document', deck.id);
  await set('by_hand');
  await expectClosed(cleo, true);
  await postOn(ada, document, 3, 'Said after the setting.');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(JSON.stringify(socket.facts)).not.toContain('Said after the setting');
  await set('at_deadline');
});

test('once the meeting has begun only the staff take slides back', async () => {
  app.clock.set('2026-10-05T14:00:00.000Z');
  await expect(does(ada, 'withdrawSlides')).rejects.toMatchObject({ body: { reason: 'meeting_begun' } });
  expect(await does(ta, 'withdrawSlides')).toMatchObject({ isPublished: false });
});

test('every slide has a small picture with what stands on it; of a former version for those who may have its file', async () => {
  const page = { width: 612, height: 792, state: 'made' };
  expect(made).toEqual({ fileHash: deck.fileHash, pages: [page, page] });
  const pictureOf = async (who: PersonClient, hash: string, number: number | string) => {
    const answer = await who.raw('GET', `${at}/files/${hash}/thumbnails/${String(number)}`);
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const pictures = await Promise.all([1, 2].map((number) => pictureOf(ta, deck.fileHash, number)));
  for (const { answer, bytes } of pictures) {
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    const image = await loadImage(bytes);
    expect([image.width, image.height]).toEqual([309, 400]);
    const context = createCanvas(309, 400).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, 309, 400);
    const dark = data.filter((value, index) => index % 4 === 0 && value < 140).length;
    expect(dark).toBeGreaterThan(500);
  }
  // The title stands on the first only.
  expect(pictures[0]?.bytes.equals(pictures[1]?.bytes ?? Buffer.alloc(0))).toBe(false);

  const next = await makePdf({ pages: 3, title: 'Quince jelly' });
  const { slides: newer } = await ta.upload(
    presentationsRoutes.uploadSlides,
    { params, body: {} },
    next,
    'b.pdf',
  );
  const hash = newer?.document.fileHash ?? '';
  expect(await thumbnailsMade(deck.id)).toEqual({ fileHash: hash, pages: [page, page, page] });
  const statuses = async (who: PersonClient) =>
    Promise.all(
      (
        [
          [deck.fileHash, 1],
          [deck.fileHash, 3],
          [hash, 3],
          [hash, 4],
          ['0'.repeat(64), 1],
        ] as const
      ).map(async ([of, number]) => (await pictureOf(who, of, number)).answer.status),
    );
  for (const who of [ada, ta]) expect(await statuses(who)).toEqual([200, 404, 200, 404, 404]);
  // Taken back just now.
  for (const who of [ben, cleo, observer, stranger, elsewhere, dropped])
    expect(await statuses(who)).toEqual([404, 404, 404, 404, 404]);
  expect((await pictureOf(ta, hash, 0)).answer.status).toBe(400);
  // The class has the present version only.
  await does(ta, 'publishSlides');
  for (const who of [ben, cleo, observer]) expect(await statuses(who)).toEqual([404, 404, 200, 404, 404]);
  for (const who of [stranger, elsewhere, dropped])
    expect(await statuses(who)).toEqual([404, 404, 404, 404, 404]);
  await does(ta, 'withdrawSlides');
  await assign([ben.personId]);
  expect(await statuses(ada)).toEqual([404, 404, 404, 404, 404]);
  expect(await statuses(ben)).toEqual([200, 404, 200, 404, 404]);
});
