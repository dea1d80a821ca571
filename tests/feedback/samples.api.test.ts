// Samples over HTTP: who reads the staff's marks in which state by which door, whom samples hold up, and what changes re-show.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import type { Content } from '#shared/feedback/content.ts';
import { defaultCriteria as criteria, type Criterion } from '#shared/feedback/criteria.ts';
import { samplesEvents, samplesRoutes, type Samples } from '#shared/feedback/samples.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const open = '2026-10-05T12:00:01.000Z';
const lastDay = '2026-10-07T12:00:01.000Z';
const over = '2026-10-08T12:00:01.000Z';
const app = await startApp({ now: before });
const people = await Promise.all(
  ['Adalind', 'Benedikt', 'Cleophea', 'Tove', 'Olga', 'Sten'].map((name) => app.person(name)),
);
const [ada, ben, cleo, ta, observer, stranger] = people as [
  ...[PersonClient, PersonClient, PersonClient, PersonClient, PersonClient, PersonClient],
];
const course = await app.course({ tas: [ta], students: [ada, ben, cleo], observers: [observer] });
await app.course({ instructor: stranger });
const meeting = await holdMeeting(course);
const inCourse = { params: { courseId: course.id } };
const inMeeting = { params: { meetingId: meeting.id } };
const staffsWords = 'the staff miss a figure here';
const content = (step: number, overall: string): Content => ({
  ...{ comments: {}, overall },
  marks: Object.fromEntries(criteria.map(({ key }) => [key, step])),
});

const of = (sampleId: string) => ({ params: { courseId: course.id, sampleId } });
const list = (who: PersonClient = ta) => who.call(samplesRoutes.listSamples, inCourse);
const own = (who: PersonClient) => who.call(samplesRoutes.readSamples, inCourse);
const desk = (who: PersonClient) => who.call(feedbackRoutes.readFeedback, inMeeting);
const addText = (who: PersonClient = ta, id = newId()) =>
  who.call(samplesRoutes.addSample, {
    ...inCourse,
    body: { id, title: 'A short one', source: { kind: 'text', text: 'Leases are *fine*.' } },
  });
const copy = (authorId: string, meetingId = meeting.id) =>
  ta.call(samplesRoutes.addSample, {
    ...inCourse,
    body: {
      ...{ id: newId(), title: 'A good one' },
      source: { kind: 'review', meetingId, authorId, isForTheClass: true },
    },
  });
const first = ({ samples }: Samples) => {
  const [one] = samples;
  if (!one) throw new Error('There is no sample');
  return one;
};
const change = async (part: object = {}, who: PersonClient = ta) => {
  const { id, title, isOn, marked, revision } = first(await list());
  const body = { title, isOn, content: marked.content, revision, ...part };
  return who.call(samplesRoutes.changeSample, { ...of(id), body });
};
const putUp = async () => {
  await addText();
  return first(await change({ content: content(3, staffsWords), isOn: true })).id;
};
const mark = (who: PersonClient, sampleId: string, step = 2) =>
  who.call(samplesRoutes.markSample, { ...of(sampleId), body: { content: content(step, 'Mine.') } });
const writeReview = async (who: PersonClient, meetingId = meeting.id) => {
  const params = { meetingId };
  const answers = { first: `Of ${who.personId}`, second: 'Two.', connections: 'Both.' };
  await who.call(reviewsRoutes.saveReview, { params, body: { answers, revision: 0 } });
  await who.call(reviewsRoutes.submitReview, { params, body: { revision: 1 } });
};
const status = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (error: unknown) => (error as { status: number }).status,
  );

beforeEach(async () => {
  app.clock.set(before);
  const written = ['reviews', 'feedbackCriteria', 'feedbackExchanges', 'feedbacks'];
  for (const name of [...written, 'feedbackSamples', 'feedbackAttempts'])
    await app.db.collection(name).deleteMany({});
  for (const who of [ada, ben, cleo]) await writeReview(who);
});

describe('who reads what the staff gave', () => {
  const viewers = { marker: ada, classmate: ben, ta, observer, stranger, instructor: course.instructor };
  const states: readonly (readonly [string, readonly (keyof typeof viewers)[]])[] = [
    ['off', ['ta', 'instructor']],
    ['on', ['ta', 'instructor']],
    ['marked by one', ['marker', 'ta', 'instructor']],
    ['marked by one, off again', ['marker', 'ta', 'instructor']],
    ['marked by one who was dropped', ['ta', 'instructor']],
    ['marked by one who observes now', ['ta', 'instructor']],
  ];

  test.each(states)('%s: %j', async (state, seers) => {
    const id = await putUp();
    if (state === 'off') await change({ isOn: false });
    if (state.startsWith('marked')) await mark(ada, id);
    if (state.includes('off again')) await change({ isOn: false });
    const place = { params: { courseId: course.id, personId: ada.personId } };
    const boss = course.instructor;
    if (state.includes('dropped')) await boss.call(coursesRoutes.dropMember, place);
    if (state.includes('observes'))
      await boss.call(coursesRoutes.changeMember, { ...place, body: { role: 'observer' } });
    app.clock.set(open);
    const doors = [
      ...['feedback-samples', 'feedback-samples/own', 'feedback-scores', 'feedback-criteria'],
    ].map((door) => `/api/courses/${course.id}/${door}`);
    doors.push(`/api/meetings/${meeting.id}/feedback`, `/api/meetings/${meeting.id}/reviews`);
    doors.push('/api/search?q=figure');
    try {
      for (const [role, who] of Object.entries(viewers)) {
        const said = await Promise.all(doors.map(async (door) => (await who.raw('GET', door)).text()));
        // A mark that does not fit says no more than that it does not.
        const refused = await who.raw('PUT', `/api/courses/${course.id}/feedback-samples/${id}/own-marks`, {
          body: JSON.stringify({ content: { ...content(2, ''), marks: { clarity: 1 } } }),
          headers: { 'content-type': 'application/json' },
        });
        said.push(await refused.text());
        expect(refused.status).toBeGreaterThan(399);
        const reads = said.some((text) => text.includes(staffsWords));
        expect([role, reads]).toEqual([role, seers.includes(role as keyof typeof viewers)]);
      }
      const who = state.startsWith('marked') ? ben : ada;
      expect((await own(who)).map(({ staff }) => staff)).toEqual(
        state === 'off' || state.includes('off again') ? [] : [null],
      );
    } finally {
      if (state.includes('dropped'))
        await boss.call(coursesRoutes.addMember, {
          ...inCourse,
          body: { name: ada.name, email: ada.email, role: 'student' },
        });
      if (state.includes('observes'))
        await boss.call(coursesRoutes.changeMember, { ...place, body: { role: 'student' } });
    }
  });

  test('staff alone make, change and remove samples; only students mark them', async () => {
    const id = await putUp();
    for (const [who, code] of [
      [ada, 403],
      [observer, 403],
      [stranger, 404],
    ] as const) {
      expect(await status(list(who))).toBe(code);
      expect(await status(addText(who))).toBe(code);
      expect(await status(change({}, who))).toBe(code);
      expect(await status(who.call(samplesRoutes.removeSample, of(id)))).toBe(code);
    }
    for (const who of [observer, ta]) expect(await own(who)).toEqual([]);
    expect(await status(own(stranger))).toBe(404);
    for (const who of [ta, course.instructor, observer]) expect(await status(mark(who, id))).toBe(403);
    expect(await status(mark(stranger, id))).toBe(404);
    expect(await status(mark(ada, newId()))).toBe(404);
    await change({ isOn: false });
    expect(await status(mark(ada, id))).toBe(404);
    expect((await list()).samples[0]?.students.map(({ isDone }) => isDone)).toEqual([false, false, false]);
  });
});

test('a sample is marked whole and once; a repeat is answered with the first, another is refused', async () => {
  const id = await putUp();
  const part = { content: { ...content(2, 'Mine.'), marks: { clarity: 2 } } };
  expect(await status(ada.call(samplesRoutes.markSample, { ...of(id), body: part }))).toBe(422);
  const tries = await Promise.all([mark(ada, id), mark(ada, id)].map(status));
  expect(tries.sort()).toEqual(expect.arrayContaining([200]));
  expect(await mark(ada, id)).toMatchObject({
    own: { content: { overall: 'Mine.' } },
    staff: { content: { overall: staffsWords } },
    isNews: false,
  });
  await expect(mark(ada, id, 4)).rejects.toMatchObject({ body: { reason: 'sample_marked_already' } });
});

describe('samples come before the reviews', () => {
  test('until they are marked, by the page and by the pair’s own door; then the reviews are there', async () => {
    const id = await putUp();
    app.clock.set(open);
    expect(await desk(ada)).toMatchObject({ waitsForSamples: true, toGive: [] });
    const all = await ta.call(feedbackRoutes.listPairings, inMeeting);
    const pairId = all.pairings.find(({ giverId }) => giverId === ada.personId)?.id ?? '';
    const body = { content: content(2, 'Begun.'), revision: 0 };
    const save = () => ada.call(feedbackRoutes.saveFeedback, { params: { pairId }, body });
    await expect(save()).rejects.toMatchObject({ status: 403, body: { reason: 'samples_first' } });
    await mark(ada, id);
    const opened = await desk(ada);
    expect([opened.waitsForSamples, opened.toGive.length]).toEqual([false, 2]);
    expect(await status(save())).toBe(200);
    expect(await desk(ben)).toMatchObject({ waitsForSamples: true });
  });

  test('never when less than a day is left', async () => {
    await putUp();
    app.clock.set(lastDay);
    const opened = await desk(ada);
    expect([opened.waitsForSamples, opened.toGive.length]).toEqual([false, 2]);
    expect((await own(ada)).map(({ own: mine }) => mine)).toEqual([null]);
  });

  test('never the reviews that were given out before it was switched on', async () => {
    app.clock.set(open);
    await desk(ada);
    await putUp();
    expect(await desk(ada)).toMatchObject({ waitsForSamples: false });
    expect((await desk(ada)).toGive).toHaveLength(2);
  });

  test('switched off it holds nobody up', async () => {
    await putUp();
    await change({ isOn: false });
    app.clock.set(open);
    expect((await desk(ada)).toGive).toHaveLength(2);
  });
});

describe('a review as a sample', () => {
  test('goes without its author’s name or id, once feedback on it is over, and not to its author', async () => {
    await expect(copy(ada.personId)).rejects.toMatchObject({ body: { reason: 'feedback_not_over' } });
    app.clock.set(over);
    const answer = await ta.raw('POST', `/api/courses/${course.id}/feedback-samples`, {
      body: JSON.stringify({
        ...{ id: newId(), title: 'A good one' },
        source: { kind: 'review', meetingId: meeting.id, authorId: ada.personId, isForTheClass: false },
      }),
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, (await list()).samples]).toEqual([400, []]);
    expect(await status(copy(ta.personId))).toBe(404);
    await copy(ada.personId);
    await change({ content: content(4, staffsWords), isOn: true });
    const door = `/api/courses/${course.id}/feedback-samples/own`;
    const text = await (await ben.raw('GET', door)).text();
    expect(text).toContain('Connections');
    expect(text).toContain('Travel Leases');
    const { personId, name, email } = ada;
    // Her own words name her id, and that is all that does.
    for (const trace of [name, email]) expect(text).not.toContain(trace);
    expect(text.replace(`Of ${personId}`, '')).not.toContain(personId);
    expect(await own(ada)).toEqual([]);
    expect(await status(mark(ada, first(await list()).id))).toBe(404);
    expect(first(await list()).students.map(({ name: who }) => who)).toEqual(['Benedikt', 'Cleophea']);
  });

  test('not a review of another course', async () => {
    const elsewhere = await app.course({ students: [ben], instructor: ta });
    const foreign = await holdMeeting(elsewhere);
    await writeReview(ben, foreign.id);
    app.clock.set(over);
    expect(await status(copy(ben.personId, foreign.id))).toBe(404);
    expect((await list()).samples).toEqual([]);
  });
});

test('two at most, also when they come at once; the same one again changes nothing', async () => {
  const id = newId();
  await Promise.all([addText(ta, id), addText(ta, id)]);
  expect((await list()).samples).toHaveLength(1);
  const tries = await Promise.all([1, 2, 3].map(() => status(addText())));
  expect(tries.sort()).toEqual([200, 422, 422]);
  expect((await list()).samples).toHaveLength(2);
});

test('switching on asks for every mark; two who change it at once are told', async () => {
  await addText();
  await expect(change({ isOn: true })).rejects.toMatchObject({ body: { reason: 'sample_incomplete' } });
  const { revision } = first(await change({ content: { ...content(3, ''), marks: { clarity: 3 } } }));
  await change({ content: content(3, 'Whole.') });
  await expect(change({ title: 'Other', revision })).rejects.toMatchObject({
    status: 409,
    body: { current: { samples: [{ title: 'A short one', marked: { content: { overall: 'Whole.' } } }] } },
  });
});

test('changed marks are shown again, and everybody hears that there is something to fetch', async () => {
  const id = await putUp();
  await mark(ada, id);
  const [live, mine] = [await ta.socket(), await ben.socket()];
  await Promise.all([live.join('staff', course.id), mine.join('course', course.id)]);
  await mark(ben, id, 3);
  expect(await live.waitFor(samplesEvents.sampleMarked)).toEqual({ courseId: course.id });
  expect(first(await list()).spread['clarity']).toEqual([0, 1, 1, 0]);
  await change({ title: 'Renamed' });
  expect((await own(ada)).map(({ title, isNews }) => [title, isNews])).toEqual([['Renamed', false]]);
  await change({ content: content(4, 'Seen anew.') });
  expect(await mine.waitFor(samplesEvents.samplesChanged)).toEqual({ courseId: course.id });
  const [news] = await own(ada);
  expect(news).toMatchObject({ isNews: true, staff: { content: { overall: 'Seen anew.' } } });
  const see = (who: PersonClient) =>
    who.call(samplesRoutes.seeSample, { ...of(id), body: { marksRevision: news?.marksRevision ?? 0 } });
  expect(await see(ada)).toMatchObject({ isNews: false });
  expect(await status(see(cleo))).toBe(404);
  expect(mine.facts.some(({ name }) => name === samplesEvents.sampleMarked.name)).toBe(false);
  for (const socket of [live, mine]) socket.close();
});

test('other criteria of the course: the sample keeps its own until it is marked by the new ones', async () => {
  const id = await putUp();
  await mark(ada, id);
  const [understanding, ...rest] = criteria as [Criterion, ...Criterion[]];
  const two = [{ ...understanding, steps: ['No', 'Yes'] }, ...rest.slice(0, 1)];
  await course.instructor.call(feedbackRoutes.changeCriteria, {
    ...inCourse,
    body: { criteria: two, revision: 0 },
  });
  await change({ title: 'Renamed' });
  expect((await own(ben))[0]?.criteria).toEqual(criteria);
  const marks = { understanding: 2, evidence: 2 };
  await change({ content: { marks, comments: {}, overall: staffsWords } });
  expect((await own(ben))[0]?.criteria).toEqual(two);
  // What Ada gave stays as she gave it; only what is on the same scale is counted.
  expect((await own(ada))[0]).toMatchObject({ own: { criteria }, staff: { criteria: two } });
  expect(first(await list()).spread).toEqual({ understanding: [0, 0], evidence: [0, 1, 0, 0] });
  await expect(mark(ben, id)).rejects.toMatchObject({ status: 400 });
});

test('removing one takes with it what was marked on it', async () => {
  const id = await putUp();
  await mark(ada, id);
  expect((await ta.call(samplesRoutes.removeSample, of(id))).samples).toEqual([]);
  expect([await own(ada), await app.db.collection('feedbackAttempts').countDocuments()]).toEqual([[], 0]);
});
