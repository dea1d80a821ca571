// Meetings over HTTP: created once, numbered by date, changed from a known revision, deleted only when empty.
import { describe, expect, test } from '@jest/globals';
import { papersEvents, papersRoutes } from '#shared/papers/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const [ta, student, observer, stranger] = await app.people(4);
if (!ta || !student || !observer || !stranger) throw new Error('four people were asked for');
const course = await app.course({ tas: [ta], students: [student], observers: [observer] });
const { instructor } = course;
const inCourse = { courseId: course.id };

const fields = (topic = 'Storage', startsAt = '2026-10-05T14:00:00.000Z') => ({
  id: newId(),
  topic,
  place: 'Room 4',
  startsAt,
  durationMinutes: 90,
});
const create = (body: ReturnType<typeof fields> & { fixedReviewsDueAt?: string } = fields()) =>
  instructor.call(papersRoutes.createMeeting, { params: inCourse, body });
const addPaper = (meetingId: string, title = 'A Paper', id = newId()) =>
  instructor.call(papersRoutes.createPaper, {
    params: { meetingId },
    body: { id, title, authors: ['Ada'], venue: '', year: 2020, abstract: '', link: '' },
  });

describe('createMeeting', () => {
  test('staff create one with its deadlines; everybody in the course hears of it and sees it', async () => {
    const live = await student.socket();
    await live.join('course', course.id);
    const body = fields('Consensus');
    const meeting = await ta.call(papersRoutes.createMeeting, { params: inCourse, body });
    expect(meeting).toMatchObject({
      ...body,
      reviewsDueAt: '2026-10-05T12:00:00.000Z',
      slidesDueAt: '2026-10-05T13:00:00.000Z',
      papers: [],
      revision: 1,
    });
    await live.waitFor(papersEvents.meetingsChanged, ({ meetingId }) => meetingId === body.id);
    for (const reader of [student, observer]) {
      expect(await reader.call(papersRoutes.readMeeting, { params: { meetingId: body.id } })).toEqual(
        meeting,
      );
    }
  });

  test('with a time of its own for the reviews, until it is taken back', async () => {
    const fixedReviewsDueAt = '2026-10-04T21:59:00.000Z';
    const { id, revision, ...made } = await create({ ...fields('Own time'), fixedReviewsDueAt });
    expect(made).toMatchObject({ fixedReviewsDueAt, reviewsDueAt: fixedReviewsDueAt });
    const change = (body: object, from: number) =>
      instructor.call(papersRoutes.changeMeeting, {
        params: { meetingId: id },
        body: { ...body, revision: from },
      });
    const moved = await change({ startsAt: '2026-10-12T14:00:00.000Z' }, revision);
    expect(moved.reviewsDueAt).toBe(fixedReviewsDueAt);
    expect(await change({ fixedReviewsDueAt: null }, moved.revision)).toMatchObject({
      fixedReviewsDueAt: null,
      reviewsDueAt: '2026-10-12T12:00:00.000Z',
    });
  });

  test('the same request again is answered with the first result; another’s id is refused', async () => {
    const body = fields('Once');
    const first = await create(body);
    expect(await create({ ...body, topic: 'Twice' })).toEqual(first);
    await expect(ta.call(papersRoutes.createMeeting, { params: inCourse, body })).rejects.toMatchObject({
      body: { code: 'conflict', reason: 'id_taken' },
    });
  });

  test('students and observers may not, strangers find no course', async () => {
    const refusalOf = (person: typeof student) =>
      person
        .call(papersRoutes.createMeeting, { params: inCourse, body: fields() })
        .catch((refusal: unknown) => refusal);
    expect(await refusalOf(student)).toMatchObject({ body: { code: 'forbidden', reason: 'staff_only' } });
    expect(await refusalOf(observer)).toMatchObject({ body: { code: 'forbidden', reason: 'staff_only' } });
    expect(await refusalOf(stranger)).toMatchObject({ body: { code: 'not_found' } });
  });
});

test('listMeetings: by date, numbered from 1, and a moved meeting changes its number', async () => {
  const { id, instructor: host } = await app.course();
  const params = { courseId: id };
  const dates = ['2026-10-19', '2026-10-05', '2026-10-12'].map((day) => `${day}T14:00:00.000Z`);
  for (const [index, date] of dates.entries())
    await host.call(papersRoutes.createMeeting, { params, body: fields(`T${String(index)}`, date) });
  const list = await host.call(papersRoutes.listMeetings, { params });
  expect(list.map(({ topic, number }) => [topic, number])).toEqual([
    ['T1', 1],
    ['T2', 2],
    ['T0', 3],
  ]);
  const [first] = list;
  if (!first) throw new Error('no meeting');
  const moved = await host.call(papersRoutes.changeMeeting, {
    params: { meetingId: first.id },
    body: { revision: 1, startsAt: '2026-10-26T14:00:00.000Z' },
  });
  expect(moved).toMatchObject({
    topic: 'T1',
    number: 3,
    reviewsDueAt: '2026-10-26T12:00:00.000Z',
    revision: 2,
  });
});

describe('changeMeeting', () => {
  test('of two changes from the same revision one is done, the other gets the present state', async () => {
    const { id } = await create();
    const change = (topic: string) =>
      instructor.call(papersRoutes.changeMeeting, {
        params: { meetingId: id },
        body: { revision: 1, topic },
      });
    const results = await Promise.allSettled([change('A'), change('B')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    const now = await instructor.call(papersRoutes.readMeeting, { params: { meetingId: id } });
    expect(lost).toMatchObject({ body: { code: 'conflict', reason: 'meeting_changed', current: now } });
  });

  test('puts the papers in another order, which must name each of them once', async () => {
    const { id } = await create();
    const params = { meetingId: id };
    const [a, b] = [await addPaper(id, 'A'), await addPaper(id, 'B')];
    const { revision } = await instructor.call(papersRoutes.readMeeting, { params });
    const order = (...paperOrder: string[]) =>
      instructor.call(papersRoutes.changeMeeting, { params, body: { revision, paperOrder } });
    for (const wrong of [[a.id], [a.id, a.id], [a.id, newId()], [a.id, b.id, newId()]])
      await expect(order(...wrong)).rejects.toMatchObject({ body: { code: 'invalid', reason: 'bad_order' } });
    expect((await order(b.id, a.id)).papers.map(({ title }) => title)).toEqual(['B', 'A']);
    await expect(order(a.id, b.id)).rejects.toMatchObject({ body: { code: 'conflict' } });
  });

  test('students may not', async () => {
    const { id } = await create();
    await expect(
      student.call(papersRoutes.changeMeeting, {
        params: { meetingId: id },
        body: { revision: 1, topic: 'Mine' },
      }),
    ).rejects.toMatchObject({ status: 403 });
  });
});

test('deleteMeeting: only without papers', async () => {
  const { id } = await create();
  const params = { meetingId: id };
  const paper = await addPaper(id);
  await expect(student.call(papersRoutes.deleteMeeting, { params })).rejects.toMatchObject({ status: 403 });
  await expect(instructor.call(papersRoutes.deleteMeeting, { params })).rejects.toMatchObject({
    body: { code: 'conflict', reason: 'meeting_has_papers' },
  });
  await instructor.call(papersRoutes.removePaper, { params: { paperId: paper.id } });
  await instructor.call(papersRoutes.deleteMeeting, { params });
  await expect(instructor.call(papersRoutes.readMeeting, { params })).rejects.toMatchObject({ status: 404 });
});

describe('papers of a meeting', () => {
  test('createPaper: once per id; removePaper and the same id again bring it back', async () => {
    const { id } = await create();
    const paper = await addPaper(id, 'Kept');
    expect(paper).toMatchObject({ title: 'Kept', document: null, meetingId: id, revision: 1 });
    expect(await addPaper(id, 'Other', paper.id)).toEqual(paper);
    const params = { paperId: paper.id };
    await instructor.call(papersRoutes.removePaper, { params });
    await instructor.call(papersRoutes.removePaper, { params });
    await expect(
      instructor.call(papersRoutes.changePaper, { params, body: { revision: 1, title: 'Gone' } }),
    ).rejects.toMatchObject({ status: 404 });
    expect((await instructor.call(papersRoutes.readMeeting, { params: { meetingId: id } })).papers).toEqual(
      [],
    );
    expect(await addPaper(id, 'Other', paper.id)).toEqual(paper);
  });

  test('an id of another meeting is refused', async () => {
    const [one, other] = [await create(), await create()];
    const paper = await addPaper(one.id);
    await expect(addPaper(other.id, 'Stolen', paper.id)).rejects.toMatchObject({
      body: { code: 'conflict', reason: 'id_taken' },
    });
  });

  test('at most ten, also when many come at once', async () => {
    const { id } = await create();
    const results = await Promise.allSettled(Array.from({ length: 14 }, (_, n) => addPaper(id, String(n))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const { papers } = await instructor.call(papersRoutes.readMeeting, { params: { meetingId: id } });
    expect(papers).toHaveLength(10);
  });

  test('changePaper: from a known revision, otherwise with the present state', async () => {
    const { id } = await create();
    const paper = await addPaper(id);
    const change = (title: string) =>
      instructor.call(papersRoutes.changePaper, {
        params: { paperId: paper.id },
        body: { revision: paper.revision, title, year: null, link: 'https://example.org/x' },
      });
    const changed = await change('Better');
    expect(changed).toMatchObject({ title: 'Better', year: null, authors: ['Ada'], revision: 2 });
    await expect(change('Late')).rejects.toMatchObject({
      body: { code: 'conflict', reason: 'paper_changed', current: changed },
    });
    await expect(
      student.call(papersRoutes.changePaper, {
        params: { paperId: paper.id },
        body: { revision: 2, title: 'Mine' },
      }),
    ).rejects.toMatchObject({ status: 403 });
  });
});

test('what is no id, no date or a hidden operator is refused before anything is stored', async () => {
  const wrong: Record<string, unknown>[] = [
    { id: { $gt: '' } },
    { startsAt: 'tomorrow' },
    { topic: '' },
    { topic: 'a\u0000b' },
    { durationMinutes: 1e9 },
    { createdBy: stranger.personId },
  ];
  for (const change of wrong) {
    const response = await instructor.raw('POST', `/api/courses/${course.id}/meetings`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...fields('Wrong'), ...change }),
    });
    expect([change, response.status]).toEqual([change, 400]);
  }
  const list = await instructor.call(papersRoutes.listMeetings, { params: inCourse });
  expect(list.map(({ topic }) => topic)).not.toContain('Wrong');
});
