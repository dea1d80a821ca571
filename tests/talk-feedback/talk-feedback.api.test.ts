// Feedback on talks over HTTP and sockets: giving by revision, who learns what by which door, and that nobody is found out.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { emptyTalkContent, type TalkContent } from '#shared/talk-feedback/content.ts';
import {
  talkFeedbackEvents,
  talkFeedbackRoutes as routes,
  type TalkResults,
} from '#shared/talk-feedback/contract.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const during = '2026-10-05T14:10:00.000Z';
const over = '2026-10-08T15:20:01.000Z';
const app = await startApp({ now: during });
type P = PersonClient;
const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Tove', 'Olga', 'Sten'];
const [ada, ben, cleo, dan, eve, finn, tove, olga, sten] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as PersonClient[] as [P, P, P, P, P, P, P, P, P];
const course = await app.course({
  tas: [tove],
  students: [ada, ben, cleo, dan, eve, finn],
  observers: [olga],
});
const ines = course.instructor;
await app.course({ instructor: sten });
const meeting = await holdMeeting(course);
const [first = '', second = ''] = meeting.papers.map(({ id }) => id);
const inCourse = { params: { courseId: course.id } };
const params = { meetingId: meeting.id, paperId: first };

const content = (step: number, comment = ''): TalkContent => ({
  marks: Object.fromEntries(defaultRubric.map(({ key }) => [key, step])),
  comment,
});
const read = (who: PersonClient) => who.call(routes.readTalkFeedback, { params });
const save = (who: PersonClient, text: TalkContent, revision = 0) =>
  who.call(routes.saveTalkFeedback, { params, body: { content: text, revision } });
const list = (who: PersonClient) => who.call(routes.listTalkFeedback, { params });
const hide = (who: PersonClient, giver: PersonClient, reason: string | null = 'Rude') =>
  who.call(routes.hideTalkComment, { params: { ...params, giverId: giver.personId }, body: { reason } });
const openTalks = (who: PersonClient) => who.call(routes.listOpenTalks, inCourse);
const assign = async (...presenters: PersonClient[]) => {
  const [talk] = await tove.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } });
  await tove.call(presentationsRoutes.assignPresenters, {
    params,
    body: { presenterIds: presenters.map(({ personId }) => personId), revision: talk?.revision ?? 0 },
  });
};
const change = async (part: Partial<Settings>) => {
  const { revision } = await ines.call(coursesRoutes.readCourse, inCourse);
  await ines.call(coursesRoutes.changeCourse, {
    ...inCourse,
    body: { revision, settings: { ...defaultSettings, ...part } },
  });
};
const drop = (who: PersonClient) =>
  ines.call(coursesRoutes.dropMember, { params: { ...inCourse.params, personId: who.personId } });
const join = (who: PersonClient, role: 'student' | 'ta' = 'student') =>
  ines.call(coursesRoutes.addMember, { ...inCourse, body: { name: who.name, email: who.email, role } });
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as { body: { reason: string } }).body.reason,
  );
const resultsFor = async (who: PersonClient): Promise<TalkResults> => {
  const { results } = await read(who);
  if (typeof results === 'string') throw new Error(results);
  return results;
};

beforeEach(async () => {
  app.clock.set(during);
  for (const name of ['talks', 'talkRubrics', 'talkExchanges', 'talkFeedbacks'])
    await app.db.collection(name).deleteMany({});
  await change({});
  await assign(ada, ben);
});

describe('giving', () => {
  test('is saved from a known revision; a repeat is answered, a conflict brings the other text', async () => {
    expect((await read(cleo)).own).toEqual({
      content: emptyTalkContent,
      revision: 0,
      isGiven: false,
      hiddenBecause: null,
    });
    const saved = await save(cleo, content(3));
    expect(saved).toMatchObject({ revision: 1, isGiven: true, content: content(3) });
    expect(await save(cleo, content(3))).toEqual(saved);
    await expect(save(cleo, content(2))).rejects.toMatchObject({
      status: 409,
      body: { reason: 'talk_feedback_changed', current: saved },
    });
    expect(await save(cleo, content(2, 'Louder'), 1)).toMatchObject({ revision: 2 });
    const races = await Promise.allSettled([save(cleo, content(1), 2), save(cleo, content(4), 2)]);
    expect(races.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await read(cleo)).own).toMatchObject({ revision: 3 });
    // Taken back: nothing is left of it but the revision.
    expect(await save(cleo, emptyTalkContent, 3)).toMatchObject({ revision: 4, isGiven: false });
    expect((await list(tove)).given).toEqual([]);
  });

  test('what does not fit the rubric is refused with its place, and nothing is stored', async () => {
    for (const wrong of [{ marks: { style: 1 } }, { marks: { clarity: 5 } }, { comment: 'x'.repeat(2001) }])
      await expect(save(cleo, { ...emptyTalkContent, ...wrong })).rejects.toMatchObject({
        status: 400,
        body: { where: [{ path: expect.stringMatching(/^body[.]content/) }] },
      });
    expect(await app.db.collection('talkFeedbacks').countDocuments()).toBe(0);
  });

  test('only classmates, only between the start and the end', async () => {
    for (const [who, why] of [
      ...([ada, ben] as const).map((who) => [who, 'own_talk'] as const),
      ...([tove, ines] as const).map((who) => [who, 'staff_grade'] as const),
      ...[[olga, 'observers_read'] as const, [sten, 'not_found'] as const],
    ])
      expect([who.name, await outcome(save(who, content(3)))]).toEqual([who.name, why]);
    app.clock.set('2026-10-05T13:59:00.000Z');
    expect(await outcome(save(cleo, content(3)))).toBe('talk_not_begun');
    expect(await read(cleo)).toMatchObject({ phase: 'before', opensAt: '2026-10-05T14:00:00.000Z' });
    app.clock.set(over);
    expect(await outcome(save(cleo, content(3)))).toBe('talk_feedback_closed');
    expect(await app.db.collection('talkFeedbacks').countDocuments()).toBe(0);
  });

  test('a paper of another meeting, or nobody who presents: nothing to give to', async () => {
    await assign();
    expect(await outcome(save(cleo, content(3)))).toBe('no_presenters');
    const elsewhere = { ...params, paperId: newId() };
    await expect(cleo.call(routes.readTalkFeedback, { params: elsewhere })).rejects.toMatchObject({
      status: 404,
    });
  });

  test('a swap changes rights at once: who presents now gives no more, who presented gives', async () => {
    await save(cleo, content(3));
    await assign(cleo);
    expect(await outcome(save(cleo, content(4), 1))).toBe('own_talk');
    expect((await read(cleo)).own).toMatchObject({ content: content(3) });
    expect(await save(ada, content(2))).toMatchObject({ revision: 1 });
  });

  test('the open talks of a course, for those who may give', async () => {
    expect(await openTalks(cleo)).toMatchObject([
      { ...params, title: 'Travel Leases', presenters: [{ name: 'Ada' }, { name: 'Ben' }], isGiven: false },
    ]);
    await save(cleo, content(3));
    expect(await openTalks(cleo)).toMatchObject([{ isGiven: true }]);
    for (const who of [ada, tove, olga]) expect([who.name, await openTalks(who)]).toEqual([who.name, []]);
    await expect(openTalks(sten)).rejects.toMatchObject({ status: 404 });
    app.clock.set(over);
    expect(await openTalks(cleo)).toEqual([]);
  });
});

describe('what presenters get', () => {
  test('nothing before the time is over, not even that there is something', async () => {
    const empty = await read(ada);
    expect(empty).toMatchObject({ results: 'waits', own: null });
    for (const who of [cleo, dan, eve]) await save(who, content(3, `By ${who.name}`));
    expect(await read(ada)).toEqual(empty);
    for (const who of [ada, ben, cleo, olga]) await expect(list(who)).rejects.toMatchObject({ status: 403 });
    await expect(list(sten)).rejects.toMatchObject({ status: 404 });
  });

  test('then all of it together, without names or times, and both of them the same', async () => {
    await save(cleo, content(4, 'Slower at the end.'));
    await save(dan, content(3));
    await save(eve, content(3, 'The example helped.'));
    app.clock.set(over);
    const results = await resultsFor(ada);
    expect(results).toMatchObject({ givers: 3, hidden: 0 });
    expect(results.criteria).toHaveLength(6);
    for (const one of results.criteria) expect(one).toMatchObject({ counts: [0, 0, 2, 1], mean: 10 / 3 });
    expect([...results.comments].sort()).toEqual(['Slower at the end.', 'The example helped.']);
    expect((await read(ben)).results).toEqual(results);
    const { results: _, closesAt, opensAt, ...rest } = await read(ada);
    expect(JSON.stringify([results, rest])).not.toMatch(/Cleo|Dan|Eve|2026/);
    expect([opensAt, closesAt]).toEqual(['2026-10-05T14:00:00.000Z', '2026-10-08T15:20:00.000Z']);
    for (const who of [cleo, finn, tove, olga]) expect((await read(who)).results).toBe('none');
  });

  test('from two they get nothing; white space and what was taken back count as nothing', async () => {
    await save(cleo, content(4, 'One'));
    await save(dan, content(3));
    await save(eve, { ...emptyTalkContent, comment: '  ' });
    await save(finn, content(1));
    await save(finn, emptyTalkContent, 1);
    app.clock.set(over);
    expect((await read(ada)).results).toBe('too_few');
    // More time may still be given: nobody has seen anything.
    await change({ talkFeedbackDueMinutesAfter: 5 * 24 * 60 });
    expect((await read(ada)).results).toBe('waits');
    await save(eve, content(2), 1);
    app.clock.set('2026-10-10T15:20:01.000Z');
    expect(await resultsFor(ada)).toMatchObject({ givers: 3 });
  });

  test('a criterion that two have marked is left out', async () => {
    for (const who of [cleo, dan]) await save(who, content(3));
    await save(eve, { marks: { clarity: 1 }, comment: '' });
    app.clock.set(over);
    const { criteria } = await resultsFor(ada);
    expect(criteria.filter(({ counts }) => counts !== null).map(({ key }) => key)).toEqual(['clarity']);
  });

  test('handed out once: no later change, longer time, drop or new presenter gives a second result to compare', async () => {
    for (const who of [cleo, dan, eve, finn]) await save(who, content(3, `By ${who.name}`));
    app.clock.set(over);
    const results = await resultsFor(ada);
    expect(results.givers).toBe(4);
    await change({ talkFeedbackDueMinutesAfter: 30 * 24 * 60 });
    expect(await read(cleo)).toMatchObject({ phase: 'closed' });
    expect(await outcome(save(cleo, content(1), 1))).toBe('talk_feedback_closed');
    expect(await outcome(save(cleo, emptyTalkContent, 1))).toBe('talk_feedback_closed');
    expect(await openTalks(cleo)).toEqual([]);
    await drop(finn);
    expect(await resultsFor(ada)).toEqual(results);
    await join(finn);
    // Somebody who gave presents now: three others are left, and the same whole is shown.
    await assign(ada, finn);
    expect(await resultsFor(finn)).toEqual(results);
    expect((await read(ben)).results).toBe('none');
    // With two who gave among the presenters they could work the rest out: nobody sees anything.
    await assign(ada, finn, eve);
    for (const who of [ada, finn, eve]) expect((await read(who)).results).toBe('too_few');
    await assign(ada);
    expect(await resultsFor(ada)).toEqual(results);
  });

  test('what a presenter gave before they became one is no part of it', async () => {
    for (const who of [cleo, dan, eve]) await save(who, content(3, `By ${who.name}`));
    await assign(ada, cleo);
    app.clock.set(over);
    expect((await read(ada)).results).toBe('too_few');
    expect((await read(cleo)).results).toBe('too_few');
    app.clock.set(during);
    await save(finn, content(1));
    app.clock.set(over);
    const { givers, comments } = await resultsFor(ada);
    expect([givers, comments.sort()]).toEqual([3, ['By Dan', 'By Eve']]);
    expect((await resultsFor(cleo)).givers).toBe(3);
  });

  test('two who look first at once see the same', async () => {
    for (const who of [cleo, dan, eve, finn]) await save(who, content(3, `By ${who.name}`));
    app.clock.set(over);
    const [one, other] = await Promise.all([resultsFor(ada), resultsFor(ben)]);
    expect(one).toEqual(other);
    expect(await resultsFor(ada)).toEqual(one);
  });

  test('the order of comments is not that of giving, of names or of ids', async () => {
    const people = [cleo, dan, eve, finn];
    const orders = new Set<string>();
    for (let round = 0; round < 12 && orders.size < 2; round += 1) {
      for (const name of ['talkExchanges', 'talkFeedbacks']) await app.db.collection(name).deleteMany({});
      app.clock.set(during);
      for (const who of people) await save(who, content(3, who.name));
      app.clock.set(over);
      orders.add((await resultsFor(ada)).comments.join());
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  test('a dropped presenter, and one who presents no more, find nothing', async () => {
    for (const who of [cleo, dan, eve]) await save(who, content(3, `By ${who.name}`));
    app.clock.set(over);
    await resultsFor(ben);
    await drop(ben);
    await expect(read(ben)).rejects.toMatchObject({ status: 404 });
    await join(ben);
    await assign(ada);
    expect((await read(ben)).results).toBe('none');
  });
});

describe('the staff', () => {
  test('see names at any time, and hide a comment with a reason that its giver reads', async () => {
    for (const who of [cleo, dan, eve]) await save(who, content(3, `By ${who.name}`));
    const all = await list(tove);
    expect(all).toMatchObject({ phase: 'open', isHandedOut: false });
    expect(all.given.map(({ giver, content: { comment } }) => [giver.name, comment])).toEqual([
      ['Cleo', 'By Cleo'],
      ['Dan', 'By Dan'],
      ['Eve', 'By Eve'],
    ]);
    expect(all.results[0]).toMatchObject({ counts: [0, 0, 3, 0], mean: 3 });
    expect((await hide(tove, dan)).given[1]).toMatchObject({
      hidden: { reason: 'Rude', by: { name: 'Tove' } },
    });
    expect((await read(dan)).own).toMatchObject({ hiddenBecause: 'Rude' });
    // Writing it anew does not bring it back.
    await save(dan, content(3, 'Ruder.'), 1);
    app.clock.set(over);
    const hidden = await resultsFor(ada);
    expect([hidden.hidden, [...hidden.comments].sort()]).toEqual([1, ['By Cleo', 'By Eve']]);
    expect(hidden.givers).toBe(3);
    expect(JSON.stringify(hidden)).not.toContain('Rude');
    await hide(ines, dan, null);
    expect((await resultsFor(ada)).comments).toContain('Ruder.');
    for (const who of [ada, cleo, olga]) expect(await outcome(hide(who, dan))).toBe('staff_only');
    expect(await outcome(hide(sten, dan))).toBe('not_found');
    expect(await outcome(hide(tove, finn))).toBe('not_found');
  });

  test('who presents themselves is a presenter here, whatever their role', async () => {
    await assign(tove);
    for (const who of [cleo, dan, eve]) await save(who, content(3, `By ${who.name}`));
    expect(await outcome(list(tove))).toBe('own_talk');
    expect(await outcome(hide(tove, dan))).toBe('own_talk');
    expect((await read(tove)).results).toBe('waits');
    app.clock.set(over);
    expect((await resultsFor(tove)).givers).toBe(3);
  });

  test('hear that something was given; presenters, classmates and presenting staff are not let into that room', async () => {
    const socket = await ines.socket();
    await socket.join('talkFeedback', meeting.id);
    const own = await cleo.socket();
    await own.join('person', cleo.personId);
    for (const who of [ada, dan, olga, sten]) {
      const outside = await who.socket();
      expect([who.name, (await outside.join('talkFeedback', meeting.id)).ok]).toEqual([who.name, false]);
    }
    await save(cleo, content(3));
    expect(await socket.waitFor(talkFeedbackEvents.talkFeedbackChanged)).toEqual(params);
    expect(await own.waitFor(talkFeedbackEvents.ownTalkFeedbackChanged)).toEqual({ ...params, revision: 1 });
    await assign(ada, tove);
    const presenting = await tove.socket();
    expect((await presenting.join('talkFeedback', meeting.id)).ok).toBe(false);
  });
});

describe('the rubric', () => {
  const changed = defaultRubric.slice(0, 2).map((one) => ({ ...one, weight: 3 }));
  const put = (who: PersonClient, criteria = changed, revision = 0) =>
    who.call(routes.changeTalkRubric, { ...inCourse, body: { criteria, revision } });
  const rubric = (who: PersonClient) => who.call(routes.readTalkRubric, inCourse);

  test('is the course’s, changed by its staff from a known revision; a talk that has begun keeps its own', async () => {
    expect(await rubric(olga)).toEqual({ criteria: defaultRubric, revision: 0 });
    await save(cleo, content(3));
    expect(await put(tove)).toEqual({ criteria: changed, revision: 1 });
    await expect(put(ines)).rejects.toMatchObject({
      status: 409,
      body: { current: { criteria: changed, revision: 1 } },
    });
    expect((await read(dan)).criteria).toHaveLength(6);
    expect(await save(dan, content(2))).toMatchObject({ isGiven: true });
    // The other talk of the meeting has not been looked at yet.
    const other = { ...params, paperId: second };
    await tove.call(presentationsRoutes.assignPresenters, {
      params: other,
      body: { presenterIds: [eve.personId], revision: 0 },
    });
    expect((await cleo.call(routes.readTalkFeedback, { params: other })).criteria).toEqual(changed);
    for (const who of [cleo, olga]) expect(await outcome(put(who))).toBe('staff_only');
    for (const door of [put(sten), rubric(sten)]) expect(await outcome(door)).toBe('not_found');
    await expect(
      put(
        tove,
        changed.map((one) => ({ ...one, weight: 0 })),
        1,
      ),
    ).rejects.toMatchObject({ status: 400 });
  });
});
