// Talks over HTTP: staff assign, presenters upload until the deadline, the class reads the deck.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsEvents, presentationsRoutes, type Talk } from '#shared/presentations/contract.ts';
import { listFor, postOn } from '#tests/annotations/read-document.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { makePptx } from './make-pptx.ts';

// Reading PDFs takes its time where the machine is busy.

const before = '2026-10-05T12:30:00.000Z';
const after = '2026-10-05T13:00:01.000Z';
const app = await startApp({ now: before });
const names = ['Ada', 'Ben', 'Cleo', 'Tove', 'Olga', 'Sten'];
const [ada, ben, cleo, ta, observer, stranger] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
const course = await app.course({
  ...{ tas: [ta], students: [ada, ben, cleo], observers: [observer] },
  settings: { lateSlides: 'refused' },
});
const meeting = await holdMeeting(course);
const [first, second] = meeting.papers.map(({ id }) => id) as [string, string];
const [deck, longer] = [await makePdf({ pages: 2 }), await makePdf({ pages: 3, title: 'Longer' })];

const params = { meetingId: meeting.id, paperId: first };
const assign = (who: PersonClient, presenterIds: string[], revision = 0, paperId = first) =>
  who.call(presentationsRoutes.assignPresenters, {
    params: { ...params, paperId },
    body: { presenterIds, revision },
  });
const upload = (who: PersonClient, bytes: Uint8Array | string = deck, name = 'talk.pdf', paperId = first) =>
  who.upload(presentationsRoutes.uploadSlides, { params: { ...params, paperId }, body: {} }, bytes, name);
const publish = (who: PersonClient, paperId = first) =>
  who.call(presentationsRoutes.publishSlides, { params: { ...params, paperId } });
const list = (who: PersonClient) =>
  who.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } });
const deckOf = ({ slides }: Talk) => {
  if (!slides) throw new Error('no slides');
  return slides.document;
};

beforeEach(async () => {
  app.clock.set(before);
  await Promise.all(['talks', 'documents'].map((collection) => app.db.collection(collection).deleteMany({})));
});

describe('assignPresenters', () => {
  test('a slot for every paper in its order; staff fill it, and the whole course hears and sees it', async () => {
    const empty = {
      presenters: [],
      slides: null,
      isPublished: null,
      slidesDueAt: '2026-10-05T13:00:00.000Z',
      revision: 0,
    };
    expect(await list(observer)).toMatchObject([
      { ...empty, paperId: first },
      { ...empty, paperId: second },
    ]);
    const live = await cleo.socket();
    await live.join('course', course.id);
    const talk = await assign(ta, [ada.personId, ben.personId, ada.personId]);
    expect(talk).toMatchObject({
      presenters: [
        { id: ada.personId, name: 'Ada' },
        { id: ben.personId, name: 'Ben' },
      ],
      revision: 1,
    });
    expect(await live.waitFor(presentationsEvents.talksChanged)).toEqual({ meetingId: meeting.id });
    expect(await list(cleo)).toEqual([talk, expect.objectContaining(empty)]);
    expect(await assign(course.instructor, [], 1)).toMatchObject({ presenters: [], revision: 2 });
  });

  test('students and observers may not', async () => {
    for (const who of [ada, observer])
      await expect(assign(who, [who.personId])).rejects.toMatchObject({
        status: 403,
        body: { reason: 'staff_only' },
      });
  });

  test('somebody outside of the course is refused, and nothing changes', async () => {
    for (const id of [stranger.personId, newId()])
      await expect(assign(ta, [ada.personId, id])).rejects.toMatchObject({
        status: 422,
        body: { reason: 'not_a_member' },
      });
    expect((await list(ta))[0]).toMatchObject({ presenters: [], revision: 0 });
  });

  test('from an older revision it is a conflict that shows the present state', async () => {
    const current = await assign(ta, [ada.personId]);
    await expect(assign(course.instructor, [ben.personId])).rejects.toMatchObject({
      status: 409,
      body: { reason: 'talk_changed', current },
    });
    // The same request again, whose answer was lost.
    expect(await assign(ta, [ada.personId])).toEqual(current);
    expect((await list(ta))[0]).toEqual(current);
  });

  test('of two assignments at once one is done', async () => {
    const results = await Promise.allSettled([assign(ta, [ada.personId]), assign(ta, [ben.personId])]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a paper of another meeting has no slot here', async () => {
    const other = await holdMeeting(course, '2026-10-12T14:00:00.000Z');
    await expect(assign(ta, [], 0, other.papers[0]?.id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('uploadSlides', () => {
  test('a presenter before the deadline: a deck that the class reads', async () => {
    await assign(ta, [ada.personId]);
    const talk = await upload(ada);
    expect(talk.slides).toMatchObject({
      document: { kind: 'deck', state: 'ready', pageCount: 2, fileName: 'talk.pdf', version: 1 },
      uploadedBy: 'Ada',
      late: false,
    });
    expect(deckOf(talk).title).toBe('Slides: Travel Leases');
    await publish(ada);
    expect(await list(cleo)).toMatchObject([
      { slides: { document: { id: deckOf(talk).id } } },
      { slides: null },
    ]);
    const talks = await cleo.call(presentationsRoutes.listCourseTalks, { params: { courseId: course.id } });
    expect(talks).toMatchObject([{ hasSlides: true }]);
    for (const who of [cleo, observer])
      expect(
        await who.call(papersRoutes.readDocument, { params: { documentId: deckOf(talk).id } }),
      ).toMatchObject({
        kind: 'deck',
        paperId: first,
        meetingId: meeting.id,
        pages: [{ width: 612 }, { width: 612 }],
      });
  });

  test('a new file is a new version of the same deck: threads stay', async () => {
    await assign(ta, [ada.personId, ben.personId]);
    const { id, fileHash } = deckOf(await upload(ada));
    await publish(ada);
    const document = await cleo.call(papersRoutes.readDocument, { params: { documentId: id } });
    const { id: threadId } = await postOn(cleo, document, 0, 'Why?');
    const newer = deckOf(await upload(ben, longer, 'talk-2.pdf'));
    expect(newer).toMatchObject({ id, version: 2, pageCount: 3, fileName: 'talk-2.pdf' });
    expect(newer.fileHash).not.toBe(fileHash);
    const { threads } = await listFor(ada, id);
    expect(threads).toMatchObject([{ id: threadId, text: 'Why?' }]);
  });

  test('classmates, observers and former presenters may not, and their bytes are not even read', async () => {
    await assign(ta, [ada.personId]);
    await assign(ta, [ben.personId], 1);
    for (const who of [ada, cleo, observer])
      await expect(upload(who)).rejects.toMatchObject({ status: 403, body: { reason: 'presenters_only' } });
    expect((await list(ta))[0]).toMatchObject({ slides: null });
  });

  test('after the deadline presenters are refused; staff may, flagged late', async () => {
    await assign(ta, [ada.personId]);
    await upload(ada);
    app.clock.set(after);
    await expect(upload(ada, longer)).rejects.toMatchObject({
      status: 403,
      body: { reason: 'slides_closed', message: expect.stringContaining('Ask the staff') },
    });
    expect((await list(ta))[0]).toMatchObject({ slides: { late: false, document: { version: 1 } } });
    expect(await upload(ta, longer)).toMatchObject({
      slides: { late: true, uploadedBy: 'Tove', document: { version: 2 } },
    });
  });

  test('PowerPoint and other files are refused with what to do, and the former deck stays', async () => {
    await assign(ta, [ada.personId]);
    await upload(ada);
    for (const [bytes, name] of [
      [makePptx(), 'talk.pptx'],
      ['not slides at all', 'talk.pdf'],
    ] as const)
      await expect(upload(ada, bytes, name)).rejects.toMatchObject({
        status: 415,
        body: { reason: 'not_a_pdf', message: expect.stringMatching(/Export them as a PDF from PowerPoint/) },
      });
    expect((await list(ta))[0]).toMatchObject({
      slides: { document: { version: 1, fileName: 'talk.pdf', state: 'ready' } },
    });
  });

  test('a refused first upload leaves no slides behind', async () => {
    await assign(ta, [ada.personId]);
    await expect(upload(ada, makePptx())).rejects.toMatchObject({ status: 415 });
    expect((await list(ta))[0]).toMatchObject({ slides: null, presenters: [{ name: 'Ada' }] });
  });
});

test('a deck’s file is served under its own hashes only', async () => {
  await assign(ta, [ada.personId]);
  const one = deckOf(await upload(ada));
  await publish(ada);
  // Staff may upload where nobody was assigned yet.
  const others = await upload(ta, longer, 'other.pdf', second);
  expect(others).toMatchObject({ presenters: [], slides: { uploadedBy: 'Tove' } });
  const other = deckOf(others);
  const fileAt = (documentId: string, hash: string) => `/api/documents/${documentId}/files/${hash}`;
  const got = await cleo.raw('GET', fileAt(one.id, one.fileHash));
  expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(Buffer.from(await got.arrayBuffer()).equals(deck)).toBe(true);
  expect((await cleo.raw('GET', fileAt(one.id, other.fileHash))).status).toBe(404);
  expect((await stranger.raw('GET', fileAt(one.id, one.fileHash))).status).toBe(404);
});

test('listCourseTalks: the talks that have presenters, without those of papers taken out', async () => {
  await assign(ta, [ada.personId]);
  const all = () => cleo.call(presentationsRoutes.listCourseTalks, { params: { courseId: course.id } });
  expect(await all()).toMatchObject([{ paperId: first, presenters: [{ name: 'Ada' }], hasSlides: false }]);
  const other = await holdMeeting(course, '2026-10-19T14:00:00.000Z');
  const gone = other.papers[0]?.id ?? '';
  await ta.call(presentationsRoutes.assignPresenters, {
    params: { meetingId: other.id, paperId: gone },
    body: { presenterIds: [ben.personId], revision: 0 },
  });
  expect(await all()).toHaveLength(2);
  await course.instructor.call(papersRoutes.removePaper, { params: { paperId: gone } });
  expect(await all()).toHaveLength(1);
});

test('a presenter who is dropped from the course may do nothing more', async () => {
  const dora = await app.person('Dora');
  await course.instructor.call(coursesRoutes.addMember, {
    params: { courseId: course.id },
    body: { name: 'Dora', email: dora.email, role: 'student' },
  });
  await assign(ta, [dora.personId]);
  await course.instructor.call(coursesRoutes.dropMember, {
    params: { courseId: course.id, personId: dora.personId },
  });
  await expect(upload(dora)).rejects.toMatchObject({ status: 404 });
  await expect(list(dora)).rejects.toMatchObject({ status: 404 });
});

test('strangers find none of it, visitors are asked to sign in', async () => {
  await assign(ta, [ada.personId]);
  const json = {
    headers: { 'content-type': 'application/json' },
    body: '{"presenterIds":[],"revision":1}',
  };
  const visitor = app.visitor();
  for (const [method, path, init] of [
    ['GET', `/api/meetings/${meeting.id}/talks`, {}],
    ['GET', `/api/courses/${course.id}/talks`, {}],
    ['PUT', `/api/meetings/${meeting.id}/talks/${first}/presenters`, json],
    ['PUT', `/api/meetings/${meeting.id}/talks/${first}/slides`, {}],
  ] as const) {
    expect([path, (await stranger.raw(method, path, init)).status]).toEqual([path, 404]);
    expect([path, (await visitor.raw(method, path, init)).status]).toEqual([path, 401]);
  }
});
