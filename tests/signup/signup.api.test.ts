// Sign-up over HTTP: opened, ranked, looked at, published, kept up to date; by every door and for every viewer.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { signupEvents, signupRoutes, type Preview } from '#shared/signup/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { holdTerm, squared, startAgain } from './hold-term.ts';

const inTime = '2026-09-10T12:00:00.000Z';
const late = '2026-09-14T12:00:00.001Z';
const app = await startApp({ now: inTime });
const names = ['Ada', 'Ben', 'Cleo', 'Dan', 'Tove', 'Olga', 'Sten', 'Vera'];
const people = await Promise.all(names.map((name) => app.person(name)));
const [ada, ben, cleo, dan, ta, observer, stranger, other] = people as unknown as [
  ...[PersonClient, PersonClient, PersonClient, PersonClient],
  ...[PersonClient, PersonClient, PersonClient, PersonClient],
];
const course = await app.course({
  ...{ tas: [ta], students: [ada, ben, cleo, dan], observers: [observer] },
  settings: { preferencesAtLeast: 2 },
});
await app.course({ students: [other] });
const { meetings, paperIds, params, arrange, rank, preview, publish } = await holdTerm(course, 3);
const [p0, p1, p2, p3, p4] = paperIds as [string, string, string, string, string];

const read = (who: PersonClient) => who.call(signupRoutes.readSignup, { params });
const own = (who: PersonClient) => who.call(signupRoutes.readPreferences, { params });
const listAll = (who: PersonClient) => who.call(signupRoutes.listPreferences, { params });
const term = (who: PersonClient) => who.call(signupRoutes.readTerm, { params });
const pin = (who: PersonClient, pins: { personId: string; paperId: string }[], revision: number) =>
  who.call(signupRoutes.pinSeats, { params, body: { pins, revision } });
const refused = (reason: string, status?: number) => ({
  body: { reason },
  ...(status === undefined ? {} : { status }),
});
const collections = ['signups', 'signupPreferences', 'signupPlans', 'talks', 'swaps'];
const seats = ({ seats: all }: Preview) =>
  Object.fromEntries(all.map(({ person, paperId }) => [person.name, paperId]));
const standing = async () =>
  Object.fromEntries(
    (await term(ta)).talks.flatMap(({ paperId, presenters }) =>
      presenters.map(({ name }) => [name, paperId]),
    ),
  );
const until = async (holds: () => Promise<boolean>) => {
  for (let look = 0; look < 200 && !(await holds()); look++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await holds()).toBe(true);
};

beforeEach(async () => {
  app.clock.set(inTime);
  await Promise.all(collections.map((name) => app.db.collection(name).deleteMany({})));
});

describe('arrangeSignup', () => {
  test('staff open it, everybody in the course hears and sees it, as far as it is theirs', async () => {
    expect(await read(ada)).toBeNull();
    await expect(own(ada)).rejects.toMatchObject(refused('no_signup', 404));
    const live = await ada.socket();
    await live.join('course', course.id);
    const opened = await arrange(ta, 0);
    expect(opened).toMatchObject({ seats: 1, atLeast: 2, revision: 1, publishedAt: null, pins: [] });
    expect(opened.slots.map(({ paperId }) => paperId)).toEqual(paperIds);
    expect(await live.waitFor(signupEvents.signupChanged)).toEqual({ courseId: course.id });
    expect(await read(observer)).toEqual(opened);
    // The setting may be larger than there are talks.
    await arrange(ta, 1, { slots: [{ paperId: p0, min: 1, max: 2 }] });
    expect(await read(ada)).toMatchObject({ atLeast: 1, revision: 2 });
  });

  test('by nobody else, and from an old revision it is a conflict with the present state', async () => {
    for (const who of [ada, observer])
      await expect(arrange(who, 0)).rejects.toMatchObject(refused('staff_only', 403));
    for (const who of [stranger, other])
      await expect(arrange(who, 0)).rejects.toMatchObject(refused('not_found', 404));
    const opened = await arrange(ta, 0);
    await expect(arrange(course.instructor, 0)).rejects.toMatchObject({
      ...{ status: 409, body: { reason: 'signup_changed', current: opened } },
    });
    const bad = [{ paperId: newId(), min: 0, max: 1 }];
    await expect(arrange(ta, 1, { slots: bad })).rejects.toMatchObject(refused('not_a_talk', 422));
    await expect(arrange(ta, 1, { slots: [{ paperId: p0, min: 3, max: 1 }] })).rejects.toMatchObject({
      status: 400,
    });
    expect(await read(ta)).toEqual(opened);
  });
});

describe('savePreferences', () => {
  beforeEach(() => arrange(ta, 0));

  test('saved as they are, complete once the list is long enough; the person’s other devices hear of it', async () => {
    const live = await ada.socket();
    await live.join('person', ada.personId);
    expect(await own(ada)).toMatchObject({ ranked: [], revision: 0, savedAt: null, isComplete: false });
    expect(await rank(ada, [p1])).toMatchObject({ ranked: [p1], revision: 1, isComplete: false });
    const saved = await rank(ada, [p1, p0], { revision: 1, blocked: [meetings[2]?.id ?? ''] });
    expect(saved).toMatchObject({ ranked: [p1, p0], revision: 2, isComplete: true });
    expect(await own(ada)).toEqual(saved);
    expect(await live.waitFor(signupEvents.ownPreferencesSaved, ({ revision }) => revision === 2)).toEqual({
      ...{ courseId: course.id, revision: 2 },
    });
    // Talks on dates that one cannot do make no list longer.
    expect(await rank(ada, [p4, p0], { revision: 2, blocked: [meetings[2]?.id ?? ''] })).toMatchObject({
      isComplete: false,
    });
  });

  test('in two tabs: both lists are there to choose from, a repeated save is no conflict', async () => {
    const first = await rank(ada, [p0]);
    await expect(rank(ada, [p1])).rejects.toMatchObject({
      ...{ status: 409, body: { reason: 'preferences_changed', current: first } },
    });
    expect(await rank(ada, [p0])).toEqual(first);
    expect(await own(ada)).toEqual(first);
  });

  test('not after the deadline, unless the staff give more time to all or to one', async () => {
    await rank(ada, [p0]);
    app.clock.set(late);
    await expect(rank(ada, [p1], { revision: 1 })).rejects.toMatchObject(refused('signup_closed', 403));
    const extend = (who: PersonClient, instant: string | null, personId = ada.personId) =>
      who.call(signupRoutes.extendSignup, { params: { ...params, personId }, body: { until: instant } });
    await expect(extend(ada, '2026-09-20T12:00:00.000Z')).rejects.toMatchObject(refused('staff_only'));
    await expect(extend(ta, '2026-09-20T12:00:00.000Z', other.personId)).rejects.toMatchObject(
      refused('not_found'),
    );
    await extend(ta, '2026-09-20T12:00:00.000Z');
    expect(await read(ada)).toMatchObject({ ownDueAt: '2026-09-20T12:00:00.000Z' });
    expect(await rank(ada, [p1], { revision: 1 })).toMatchObject({ ranked: [p1] });
    await expect(rank(ben, [p1])).rejects.toMatchObject(refused('signup_closed'));
    await extend(ta, null);
    await expect(rank(ada, [p0], { revision: 2 })).rejects.toMatchObject(refused('signup_closed'));
    await arrange(ta, 1, { dueAt: '2026-09-30T12:00:00.000Z' });
    expect(await rank(ben, [p1])).toMatchObject({ revision: 1 });
  });

  test('students only, of this course only, and only of what there is; nothing is stored otherwise', async () => {
    for (const who of [ta, observer])
      await expect(rank(who, [p0])).rejects.toMatchObject(refused('students_rank', 403));
    for (const who of [stranger, other]) await expect(rank(who, [p0])).rejects.toMatchObject({ status: 404 });
    for (const ranked of [[newId()], [p0, p0]])
      await expect(rank(ada, ranked)).rejects.toMatchObject(refused('not_in_signup', 422));
    await expect(rank(ada, [p0], { blocked: [newId()] })).rejects.toMatchObject(refused('not_in_signup'));
    for (const partnerId of [ada.personId, ta.personId, other.personId])
      await expect(rank(ada, [p0], { partnerId })).rejects.toMatchObject(refused('not_a_classmate', 422));
    expect(await own(ada)).toMatchObject({ revision: 0 });
  });

  test('nobody but the staff sees what others wish; a wish for somebody shows itself only when it is shared', async () => {
    await rank(ada, [p0, p1], { partnerId: ben.personId });
    for (const who of [ben, observer])
      await expect(listAll(who)).rejects.toMatchObject(refused('staff_only', 403));
    for (const who of [stranger, other]) await expect(listAll(who)).rejects.toMatchObject({ status: 404 });
    // Neither Ben's own page nor any other list says that Ada asked for him.
    for (const answer of [await own(ben), await read(ben), await term(ben)])
      expect(JSON.stringify(answer).includes(ada.personId)).toBe(answer === (await term(ben)));
    expect(await own(ada)).toMatchObject({ isMutual: false });
    const staff = await listAll(ta);
    expect(staff.map(({ person, isComplete }) => [person.name, isComplete])).toEqual([
      ...[
        ['Ada', true],
        ['Ben', false],
        ['Cleo', false],
        ['Dan', false],
      ],
    ]);
    expect(staff[0]).toMatchObject({ ranked: [p0, p1], partnerId: ben.personId, isMutual: false });
    expect(await rank(ben, [p0, p1], { partnerId: ada.personId })).toMatchObject({ isMutual: true });
    expect(await own(ada)).toMatchObject({ isMutual: true });
  });

  test('a reminder reaches those whose list is too short, and nobody else', async () => {
    await rank(ada, [p0, p1]);
    const [full, empty] = [await ada.socket(), await ben.socket()];
    await full.join('person', ada.personId);
    await empty.join('person', ben.personId);
    const remind = (who: PersonClient) => who.call(signupRoutes.remindMissing, { params });
    await expect(remind(ada)).rejects.toMatchObject(refused('staff_only'));
    expect(await remind(ta)).toEqual({ reminded: 3 });
    expect(await empty.waitFor(signupEvents.signupReminded)).toEqual({
      ...{ courseId: course.id, dueAt: '2026-09-14T12:00:00.000Z' },
    });
    expect(full.facts.filter(({ name }) => name === signupEvents.signupReminded.name)).toEqual([]);
  });
});

describe('the assignment', () => {
  beforeEach(async () => {
    await arrange(ta, 0);
    await Promise.all([rank(ada, [p0, p1]), rank(ben, [p0, p2]), rank(cleo, [p0, p3])]);
  });

  test('a preview is the staff’s, the same for the same seed, and changes nothing', async () => {
    for (const who of [ada, observer])
      await expect(preview(who)).rejects.toMatchObject(refused('staff_only', 403));
    for (const who of [stranger, other]) await expect(preview(who)).rejects.toMatchObject({ status: 404 });
    const seen = await preview(ta);
    expect(await preview(course.instructor)).toEqual(seen);
    expect(seen.figures).toMatchObject({ firstChoices: 1, unlisted: 0, withoutList: 1, unseated: 0 });
    expect(seen.why).toMatchObject([{ person: { name: 'Dan' }, isShort: true, listed: 0 }]);
    expect(seen.others.firstCome.firstChoices).toBe(1);
    expect(await standing()).toEqual({});
    expect((await term(ada)).stillToPresent).toEqual([
      { person: { id: ada.personId, name: 'Ada' }, missing: 1 },
    ]);
  });

  test('published: seats stand, those concerned hear of it, a repeat changes nothing', async () => {
    const seen = await preview(ta);
    const live = await dan.socket();
    await live.join('person', dan.personId);
    const id = newId();
    await expect(publish(ada)).rejects.toMatchObject(refused('staff_only'));
    const done = await publish(ta, squared, id);
    expect(done.changes).toBe(4);
    expect(await standing()).toEqual(seats(seen));
    expect(await live.waitFor(signupEvents.seatsChanged)).toEqual({ courseId: course.id });
    expect(await read(ada)).toMatchObject({ publishedAt: done.publishedAt });
    expect(await publish(ta, squared, id)).toEqual(done);
    expect(await publish(ta)).toMatchObject({ changes: 0 });
    expect((await read(course.instructor))?.publications).toMatchObject([
      ...[
        { by: 'Tove', changes: 0 },
        { by: 'Tove', changes: 4 },
      ],
    ]);
    expect((await read(ada))?.publications).toEqual([]);
    expect((await term(ada)).stillToPresent).toEqual([]);
    expect((await term(ta)).figures).toMatchObject({ timesPresented: [0, 4], wishes: { firstChoices: 1 } });
    expect((await term(ada)).figures).toBeNull();
    // Whoever has a seat needs no reminder, whatever their list looks like.
    expect(await own(dan)).toMatchObject({ isComplete: false, isNeeded: false });
    expect(await ta.call(signupRoutes.remindMissing, { params })).toEqual({ reminded: 0 });
  });

  test('what was not shown is not published', async () => {
    const { fingerprint } = await preview(ta);
    await pin(ta, [{ personId: dan.personId, paperId: p0 }], 1);
    await expect(
      ta.call(signupRoutes.publishAssignment, { params, body: { ...squared, id: newId(), fingerprint } }),
    ).rejects.toMatchObject({
      ...{ status: 409, body: { reason: 'preview_changed', current: await preview(ta) } },
    });
    expect(await standing()).toEqual({});
  });

  test('fixed seats are given; nobody is fixed twice in a meeting; hands off for students', async () => {
    await expect(pin(ada, [], 1)).rejects.toMatchObject(refused('staff_only'));
    await pin(ta, [{ personId: dan.personId, paperId: p0 }], 1);
    expect((await read(ada))?.pins).toEqual([]);
    const seen = await preview(ta);
    expect(seats(seen)['Dan']).toBe(p0);
    expect(seen.seats.find(({ person }) => person.name === 'Dan')).toMatchObject({ isPinned: true });
    await expect(
      pin(
        ta,
        [p0, p1].map((paperId) => ({ personId: ada.personId, paperId })),
        2,
      ),
    ).rejects.toMatchObject(refused('twice_in_meeting', 422));
    await expect(pin(ta, [], 1)).rejects.toMatchObject(refused('signup_changed', 409));
  });

  test('what staff assign by hand stands, guests too, and a late joiner moves nobody', async () => {
    await publish(ta);
    const before = await standing();
    const free = paperIds.find((id) => !Object.values(before).includes(id)) ?? '';
    const meetingId = meetings.find(({ papers }) => papers.some(({ id }) => id === free))?.id ?? '';
    await ta.call(presentationsRoutes.assignPresenters, {
      params: { meetingId, paperId: free },
      body: { presenterIds: [ta.personId], revision: 0 },
    });
    const late = await app.person('Late');
    await course.instructor.call(coursesRoutes.addMember, {
      params,
      body: { name: 'Late', email: late.email, role: 'student' },
    });
    expect((await preview(ta)).figures).toMatchObject({ moved: 0, unseated: 0 });
    await publish(ta);
    const after = await standing();
    expect(after).toEqual({ ...before, Tove: free, Late: after['Late'] });
    expect(new Set(Object.values(after)).size).toBe(6);

    // Whoever leaves has lost their seat at once, and the others stay where they are.
    await course.instructor.call(coursesRoutes.dropMember, {
      params: { ...params, personId: late.personId },
    });
    await until(async () => (await standing())['Late'] === undefined);
    expect((await preview(ta)).figures).toMatchObject({ moved: 0 });
    await expect(own(late)).rejects.toMatchObject({ status: 404 });
  });

  test('rights follow the seat at once', async () => {
    await pin(ta, [{ personId: ada.personId, paperId: p0 }], 1);
    await publish(ta);
    const upload = (who: PersonClient) =>
      who.upload(
        presentationsRoutes.uploadSlides,
        { params: { meetingId: meetings[0]?.id ?? '', paperId: p0 }, body: {} },
        'no PDF',
        'talk.pdf',
      );
    await expect(upload(ben)).rejects.toMatchObject(refused('presenters_only', 403));
    await expect(upload(ada)).rejects.toMatchObject({ body: { reason: 'not_a_pdf' } });
  });

  test('a published plan that a crash cut short is finished at the next start, however far it had come', async () => {
    const seen = await preview(ta);
    await publish(ta);
    const whole = await standing();
    expect(whole).toEqual(seats(seen));
    const [plan] = await app.db.collection('signupPlans').find({}).toArray();
    if (!plan) throw new Error('no plan');
    for (const written of [0, 1, 2]) {
      await app.db.collection('talks').updateMany({}, { $set: { presenterIds: [] } });
      const done = (plan['seats'] as { paperId: string; presenterIds: string[] }[]).slice(0, written);
      for (const { paperId, presenterIds } of done)
        await app.db
          .collection<{ _id: string }>('talks')
          .updateOne({ _id: paperId }, { $set: { presenterIds } });
      await app.db.collection('signupPlans').updateOne({}, { $set: { state: 'writing' } });
      await app.db.collection('signups').updateOne({}, { $set: { publishedAt: null } });
      await startAgain(app);
      expect(await standing()).toEqual(whole);
      expect((await read(ta))?.publishedAt).not.toBeNull();
      expect(await app.db.collection('signupPlans').countDocuments({ state: 'done' })).toBe(1);
    }
  });

  test('a hundred publications at once leave one assignment, whole', async () => {
    const { fingerprint } = await preview(ta);
    const all = await Promise.allSettled(
      Array.from({ length: 100 }, () =>
        ta.call(signupRoutes.publishAssignment, { params, body: { ...squared, id: newId(), fingerprint } }),
      ),
    );
    expect(all.filter(({ status }) => status === 'rejected')).toEqual([]);
    const presenters = (await term(ta)).talks.flatMap((talk) => talk.presenters.map(({ name }) => name));
    expect(presenters.toSorted()).toEqual(['Ada', 'Ben', 'Cleo', 'Dan']);
  });
});

test('the term without any sign-up: talks as they are, and who still has to present, to each their own', async () => {
  const all = await term(ta);
  expect(all).toMatchObject({ seats: 1, figures: null });
  expect(all.talks).toHaveLength(6);
  expect(all.stillToPresent).toHaveLength(4);
  expect((await term(observer)).stillToPresent).toEqual([]);
  for (const who of [stranger, other]) await expect(term(who)).rejects.toMatchObject({ status: 404 });
});
