// The staff's grade of a talk over HTTP: by revision, for each presenter, returned as a copy, never of one's own talk.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { talkGradingEvents, talkGradingRoutes as routes } from '#shared/talk-feedback/grading.ts';
import { emptyTalkMarking, type TalkMarking } from '#shared/talk-feedback/points.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const during = '2026-10-05T14:10:00.000Z';
const app = await startApp({ now: during });
type P = PersonClient;
const [ada, ben, cleo, tove, olga, sten] = (await Promise.all(
  ['Ada', 'Ben', 'Cleo', 'Tove', 'Olga', 'Sten'].map((name) => app.person(name)),
)) as PersonClient[] as [P, P, P, P, P, P];
const course = await app.course({
  tas: [tove],
  students: [ada, ben, cleo],
  observers: [olga],
  settings: { talkPoints: 20 },
});
const ines = course.instructor;
await app.course({ instructor: sten });
const meeting = await holdMeeting(course);
const params = { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' };
const inCourse = { params: { courseId: course.id } };

const marking = (step: number, part: Partial<TalkMarking> = {}): TalkMarking => ({
  ...emptyTalkMarking,
  marks: Object.fromEntries(defaultRubric.map(({ key }) => [key, step])),
  ...part,
});
const read = (who: PersonClient) => who.call(routes.readTalkMarks, { params });
const save = (who: PersonClient, text: TalkMarking, revision = 0) =>
  who.call(routes.saveTalkMarks, { params, body: { marking: text, revision } });
const giveBack = (who: PersonClient, revision: number, ...presenters: PersonClient[]) =>
  who.call(routes.returnTalkMarks, {
    params,
    body: { presenterIds: presenters.map(({ personId }) => personId), revision },
  });
const takeBack = (who: PersonClient, ...presenters: PersonClient[]) =>
  who.call(routes.takeBackTalkMarks, {
    params,
    body: { presenterIds: presenters.map(({ personId }) => personId) },
  });
const own = (who: PersonClient) => who.call(routes.readOwnTalkMarks, { params });
const list = (who: PersonClient) => who.call(routes.listGradedTalks, inCourse);
const assign = async (...presenters: PersonClient[]) => {
  const [talk] = await ines.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } });
  await ines.call(presentationsRoutes.assignPresenters, {
    params,
    body: { presenterIds: presenters.map(({ personId }) => personId), revision: talk?.revision ?? 0 },
  });
};
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as { body: { reason: string } }).body.reason,
  );

beforeEach(async () => {
  app.clock.set(during);
  for (const name of ['talks', 'talkExchanges', 'talkMarks']) await app.db.collection(name).deleteMany({});
  await assign(ada, ben);
});

describe('marking', () => {
  test('is saved from a known revision; a repeat is answered, a conflict brings the other’s marks', async () => {
    const first = await save(tove, marking(4, { overall: 'Good.' }));
    expect(first).toMatchObject({ revision: 1, outOf: 20, changedBy: { name: 'Tove' } });
    expect(first.presenters).toMatchObject([
      { person: { name: 'Ada' }, state: 'marked', points: 20, returnedAt: null },
      { person: { name: 'Ben' }, state: 'marked', points: 20 },
    ]);
    expect(await save(tove, marking(4, { overall: 'Good.' }))).toEqual(first);
    await expect(save(ines, marking(2))).rejects.toMatchObject({
      status: 409,
      body: { reason: 'talk_marks_changed', current: { revision: 1, marking: { overall: 'Good.' } } },
    });
    const races = await Promise.allSettled([save(ines, marking(2), 1), save(tove, marking(3), 1)]);
    expect(races.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read(tove)).toMatchObject({ revision: 2 });
  });

  test('what fits nothing is refused and stores nothing', async () => {
    const points = (id: string, points: number) => ({ presenters: { [id]: { points, comment: '' } } });
    for (const [wrong, why] of [
      [{ marks: { style: 1 } }, 'no_such_mark'],
      [{ marks: { clarity: 5 } }, 'no_such_mark'],
      [{ comments: { style: 'x' } }, 'no_such_mark'],
      [points(cleo.personId, 3), 'no_presenter'],
      [points(newId(), 3), 'no_presenter'],
      [points(ada.personId, 20.5), 'too_many_points'],
      [points(ada.personId, 3.3), 'bad_input'],
    ] as const)
      expect(await outcome(save(tove, marking(4, wrong as Partial<TalkMarking>)))).toBe(why);
    expect(await app.db.collection('talkMarks').countDocuments()).toBe(0);
  });

  test('the staff only, once the talk has begun, and never of one’s own', async () => {
    for (const who of [ada, cleo, olga])
      for (const door of [
        read(who),
        save(who, marking(4)),
        giveBack(who, 1, ada),
        takeBack(who, ada),
        list(who),
      ])
        expect([who.name, await outcome(door)]).toEqual([who.name, 'staff_only']);
    for (const door of [read(sten), save(sten, marking(4)), list(sten), own(sten)])
      expect(await outcome(door)).toBe('not_found');
    await save(ines, marking(3));
    await assign(tove, ada);
    for (const door of [read(tove), save(tove, marking(4), 1), giveBack(tove, 1, tove), takeBack(tove, ada)])
      expect(await outcome(door)).toBe('own_talk');
    expect((await list(tove)).talks).toMatchObject([
      { isOwn: true, state: null, presenters: [{ state: 'unmarked', points: null }, { points: null }] },
    ]);
    app.clock.set('2026-10-05T13:00:00.000Z');
    expect(await outcome(save(ines, marking(4), 1))).toBe('talk_not_begun');
    expect((await list(ines)).talks).toMatchObject([{ hasBegun: false, isOwn: false, state: 'marked' }]);
  });
});

describe('returning', () => {
  test('hands each presenter a copy with the calculation; later changes are not in it until returned again', async () => {
    await save(
      tove,
      marking(3, {
        comments: { clarity: 'Speak up.' },
        overall: 'A good talk.',
        note: 'Between us.',
        presenters: { [ben.personId]: { points: 15.5, comment: 'You carried it.' } },
      }),
    );
    for (const who of [ada, ben, cleo]) expect(await own(who)).toBeNull();
    const returned = await giveBack(tove, 1, ada, ben);
    expect(returned.presenters).toMatchObject([
      { state: 'returned', points: 13.5, isChangedSince: false },
      { state: 'returned', points: 15.5, isChangedSince: false },
    ]);
    const copy = await own(ada);
    // (3 − 1) ÷ (4 − 1) = 0.667, times 20 = 13.33.
    expect(copy).toMatchObject({
      marking: { comments: { clarity: 'Speak up.' }, overall: 'A good talk.' },
      comment: '',
      calculation: { proposed: 13.5, byHand: null, points: 13.5, outOf: 20 },
    });
    expect(await own(ben)).toMatchObject({ comment: 'You carried it.', calculation: { points: 15.5 } });
    expect(JSON.stringify([copy, await own(ben)])).not.toContain('Between us.');
    expect(JSON.stringify(copy)).not.toContain('You carried it.');
    for (const who of [cleo, olga]) expect(await own(who)).toBeNull();
    await save(tove, marking(1), 1);
    expect(await own(ada)).toEqual(copy);
    expect((await list(tove)).talks).toMatchObject([
      { state: 'returned', presenters: [{ isChangedSince: true }, { isChangedSince: true }] },
    ]);
    await giveBack(tove, 2, ada);
    expect(await own(ada)).toMatchObject({ calculation: { points: 0 } });
    expect(await own(ben)).toMatchObject({ calculation: { points: 15.5 } });
    await takeBack(tove, ada);
    expect([await own(ada), (await own(ben))?.comment]).toEqual([null, 'You carried it.']);
  });

  test('only what is whole, in the revision that was seen, to those who present', async () => {
    await save(tove, { ...emptyTalkMarking, marks: { clarity: 3 } });
    expect(await outcome(giveBack(tove, 1, ada))).toBe('not_marked');
    expect((await list(tove)).talks).toMatchObject([{ state: 'begun' }]);
    await save(ines, marking(3), 1);
    expect(await outcome(giveBack(tove, 1, ada))).toBe('talk_marks_changed');
    expect(await outcome(giveBack(tove, 2, cleo))).toBe('presenters_changed');
    expect(await own(ada)).toBeNull();
  });

  test('goes with the talk: who presents no more, or left the course, reads nothing; who comes back does', async () => {
    await save(tove, marking(3));
    await giveBack(tove, 1, ada, ben);
    await assign(ada, cleo);
    expect([(await own(ada)) !== null, await own(ben), await own(cleo)]).toEqual([true, null, null]);
    expect((await read(tove)).presenters).toMatchObject([
      { person: { name: 'Ada' }, state: 'returned' },
      { person: { name: 'Cleo' }, state: 'marked' },
    ]);
    await ines.call(coursesRoutes.dropMember, { params: { ...inCourse.params, personId: ada.personId } });
    expect(await outcome(own(ada))).toBe('not_found');
    await ines.call(coursesRoutes.addMember, {
      ...inCourse,
      body: { name: 'Ada', email: ada.email, role: 'student' },
    });
    expect(await own(ada)).not.toBeNull();
  });

  test('is told to the presenters and to colleagues, at once', async () => {
    const [colleague, presenter] = [await ines.socket(), await ada.socket()];
    await colleague.join('talkFeedback', meeting.id);
    await presenter.join('person', ada.personId);
    await save(tove, marking(3));
    expect(await colleague.waitFor(talkGradingEvents.talkMarksChanged)).toEqual({ ...params, revision: 1 });
    await giveBack(tove, 1, ada);
    expect(await presenter.waitFor(talkGradingEvents.talkMarksReturned)).toEqual(params);
  });
});
