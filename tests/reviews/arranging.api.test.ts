// Forms, roles, extensions, late days, consent, pseudonyms and the best reviews over HTTP; old reviews still read.
import { beforeEach, expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { reviewsEvents, reviewsRoutes } from '#shared/reviews/contract.ts';
import { formTemplates } from '#shared/reviews/templates.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const dueAt = '2026-10-05T12:00:00.000Z';
const hoursLate = (hours: number) => new Date(Date.parse(dueAt) + hours * 3_600_000).toISOString();
const app = await startApp({ now: before });
const names = ['Ada', 'Ben', 'Cleo', 'Dora', 'Tove', 'Olga'] as const;
const [ada, ben, cleo, dora, ta, observer] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
const members = { tas: [ta], students: [ada, ben, cleo, dora], observers: [observer] };
const answers = { first: 'One.', second: 'Two.', connections: 'Both.' };

const hold = async (settings: Parameters<typeof app.course>[0] = {}) => {
  const course = await app.course({ ...members, ...settings });
  return { course, meeting: await holdMeeting(course) };
};
const submit = async (who: PersonClient, meetingId: string, text: Record<string, string> = answers) => {
  const params = { meetingId };
  const { revision } = await who.call(reviewsRoutes.readOwnReview, { params });
  const saved = await who.call(reviewsRoutes.saveReview, { params, body: { answers: text, revision } });
  return who.call(reviewsRoutes.submitReview, { params, body: { revision: saved.revision } });
};
const grant = (who: PersonClient, meetingId: string, personIds: string[], until: string, id = newId()) =>
  who.call(reviewsRoutes.grantExtension, {
    params: { meetingId },
    body: { id, personIds, dueAt: until, reason: 'Was ill' },
  });
const list = (who: PersonClient, meetingId: string) =>
  who.call(reviewsRoutes.listReviews, { params: { meetingId } });
const track = async (meetingId: string) =>
  new Map(
    (await ta.call(reviewsRoutes.trackReviews, { params: { meetingId } })).map((one) => [one.name, one]),
  );
const formOf = (id: string) => {
  const found = formTemplates.find((one) => one.id === id);
  if (!found) throw new Error(`No template ${id}`);
  return found.form;
};

beforeEach(() => {
  app.clock.set(before);
});

test('an extension moves the deadline of those it names only, also when it comes afterwards', async () => {
  const { course, meeting } = await hold({ settings: { lateReviews: 'refused' } });
  const id = newId();
  const [live, own] = [await ta.socket(), await ben.socket()];
  await live.join('staff', course.id);
  await own.join('person', ben.personId);
  await grant(ta, meeting.id, [ada.personId, ben.personId], hoursLate(24), id);
  await live.waitFor(reviewsEvents.reviewsChanged);
  // Who writes at this moment sees the new deadline, and not the reason.
  expect(await own.waitFor(reviewsEvents.reviewTermsChanged)).toEqual({ meetingId: meeting.id });
  expect(await grant(ta, meeting.id, [ada.personId, ben.personId], hoursLate(24), id)).toHaveLength(1);
  app.clock.set(hoursLate(2));
  expect(await submit(ada, meeting.id)).toMatchObject({ isExtended: true, submission: { late: false } });
  await expect(submit(cleo, meeting.id)).rejects.toMatchObject({ body: { reason: 'review_closed' } });
  const states = await track(meeting.id);
  expect(states.get('Ada')).toMatchObject({ state: 'submitted', extendedUntil: hoursLate(24), lateDays: 0 });
  expect(states.get('Ben')).toMatchObject({ state: 'not_started', extendedUntil: hoursLate(24) });
  expect(states.get('Cleo')).toMatchObject({ state: 'draft', extendedUntil: null });
  expect(states.get('Dora')).toMatchObject({ state: 'missing' });
  // Whoever may still write does not read the others yet.
  await expect(list(ben, meeting.id)).rejects.toMatchObject({ body: { reason: 'reviews_not_open' } });
  const left = await ta.call(reviewsRoutes.withdrawExtension, {
    params: { meetingId: meeting.id, extensionId: id },
  });
  expect(left).toEqual([]);
  await expect(submit(ben, meeting.id)).rejects.toMatchObject({ body: { reason: 'review_closed' } });
});

test('more time heals a late version; students see neither extensions nor reasons, and cannot grant any', async () => {
  const { meeting } = await hold();
  app.clock.set(hoursLate(1));
  expect(await submit(ada, meeting.id)).toMatchObject({ submission: { late: true } });
  await grant(ta, meeting.id, [ada.personId], hoursLate(3));
  expect((await track(meeting.id)).get('Ada')).toMatchObject({
    state: 'submitted',
    submission: { late: false },
  });
  for (const who of [ben, observer]) {
    await expect(grant(who, meeting.id, [who.personId], hoursLate(9))).rejects.toMatchObject({ status: 403 });
    const answer = await who.raw('GET', `/api/meetings/${meeting.id}/extensions`);
    expect([answer.status, await answer.text()]).toEqual([403, expect.not.stringContaining('ill')]);
  }
  await expect(grant(ta, meeting.id, [ta.personId], hoursLate(9))).rejects.toMatchObject({
    body: { reason: 'students_only' },
  });
  await expect(grant(ta, meeting.id, [ada.personId], before)).rejects.toMatchObject({
    body: { reason: 'no_extension' },
  });
});

test('late days are spent over the course; points are lost for every started day', async () => {
  const spending = await hold({ settings: { lateReviews: 'late_days', lateDays: 2 } });
  const second = await holdMeeting(spending.course);
  app.clock.set(hoursLate(25));
  expect(await submit(ada, spending.meeting.id)).toMatchObject({ submission: { late: true } });
  await expect(submit(ada, second.id)).rejects.toMatchObject({ body: { reason: 'review_closed' } });
  expect(await submit(ben, second.id)).toMatchObject({ lateDaysLeft: 2, submission: { late: true } });
  const losing = await hold({ settings: { lateReviews: 'points', latePointsPerDay: 30 } });
  await submit(ada, losing.meeting.id);
  expect((await track(losing.meeting.id)).get('Ada')).toMatchObject({ lateDays: 2, percentLost: 60 });
});

test('the version in time goes on counting when a late one follows; staff read all', async () => {
  const { meeting } = await hold({
    settings: { classmatesReadReviews: 'after_deadline', reviewNames: 'shown' },
  });
  const { id } = await submit(ada, meeting.id);
  app.clock.set(hoursLate(1));
  expect(await submit(ada, meeting.id, { ...answers, first: 'Later.' })).toMatchObject({ countedVersion: 1 });
  for (const who of [ta, ben])
    expect((await list(who, meeting.id))[0]).toMatchObject({ answers, submission: { version: 1 } });
  const params = { reviewId: id ?? '' };
  expect((await ta.call(reviewsRoutes.listVersions, { params })).map(({ version }) => version)).toEqual([
    2, 1,
  ]);
  await expect(ben.call(reviewsRoutes.listVersions, { params })).rejects.toMatchObject({ status: 403 });
});

test('without names nothing leads to the writer: no name, id, address, time or order, by any door', async () => {
  const { meeting } = await hold({ settings: { reviewNames: 'hidden', classmatesReadReviews: 'after_own' } });
  const [one, other] = [await submit(ada, meeting.id), await submit(cleo, meeting.id)];
  await submit(ben, meeting.id);
  app.clock.set(hoursLate(1));
  const doors = [`/api/meetings/${meeting.id}/reviews`, `/api/reviews/${one.id ?? ''}`];
  for (const who of [ben, observer])
    for (const door of doors) {
      const text = await (await who.raw('GET', door)).text();
      expect(text).toContain('Both.');
      for (const trace of [ada, cleo].flatMap(({ personId, name, email }) => [personId, `"${name}"`, email]))
        expect(text).not.toContain(trace);
      for (const { submission } of [one, other]) expect(text).not.toContain(submission?.at);
    }
  const ids = (await list(observer, meeting.id)).map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  expect(await list(ben, meeting.id)).toHaveLength(3);
  expect((await list(ben, meeting.id)).filter(({ author }) => author !== null)).toMatchObject([
    { isOwn: true, author: { name: 'Ben' } },
  ]);
  await expect(list(dora, meeting.id)).rejects.toMatchObject({ body: { reason: 'own_review_first' } });
  expect((await list(ta, meeting.id)).map(({ author }) => author?.name)).toEqual(['Ada', 'Ben', 'Cleo']);
});

test('by consent classmates read what is shared, until it is taken back', async () => {
  const { meeting } = await hold({ settings: { classmatesReadReviews: 'by_consent' } });
  const { id } = await submit(ada, meeting.id);
  const share = (isShared: boolean) =>
    ada.call(reviewsRoutes.shareReview, { params: { meetingId: meeting.id }, body: { isShared } });
  const status = async () => (await ben.raw('GET', `/api/reviews/${id ?? ''}`)).status;
  app.clock.set(hoursLate(1));
  expect([await list(ben, meeting.id), await status()]).toEqual([[], 404]);
  expect(await share(true)).toMatchObject({ isShared: true });
  expect([(await list(ben, meeting.id)).length, await status()]).toEqual([1, 200]);
  await share(false);
  expect([await list(ben, meeting.id), await status()]).toEqual([[], 404]);
});

test('changing the form keeps what was answered; parts for the staff are read by them alone', async () => {
  const { course, meeting } = await hold({ settings: { classmatesReadReviews: 'after_deadline' } });
  await submit(ada, meeting.id);
  await ben.call(reviewsRoutes.saveReview, {
    params: { meetingId: meeting.id },
    body: { answers: { first: 'Begun.' }, revision: 0 },
  });
  const change = (who: PersonClient, revision: number) =>
    who.call(reviewsRoutes.changeForm, {
      params: { courseId: course.id },
      body: { form: formOf('conference'), revision },
    });
  for (const who of [ta, ada]) await expect(change(who, 0)).rejects.toMatchObject({ status: 403 });
  expect(await change(course.instructor, 0)).toMatchObject({ revision: 1 });
  await expect(change(course.instructor, 0)).rejects.toMatchObject({
    status: 409,
    body: { current: { revision: 1 } },
  });
  const [old] = await list(ta, meeting.id);
  expect(old?.questions.map(({ title }) => title)).toContain('Connections');
  expect(old?.answers).toEqual(answers);
  const own = await ben.call(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } });
  expect(own.former).toMatchObject([{ key: 'first', title: 'Summary of the first paper' }]);
  expect(own.answers).toEqual({ first: 'Begun.' });
  const full = Object.fromEntries(
    own.questions.map(({ key, kind, choices }) => [
      key,
      kind === 'scale' ? '2' : kind === 'choice' ? (choices[0] ?? '') : `About ${key}`,
    ]),
  );
  await submit(cleo, meeting.id, full);
  await expect(submit(dora, meeting.id, { ...full, expertise: 'I am it' })).rejects.toMatchObject({
    body: { reason: 'no_such_choice' },
  });
  app.clock.set(hoursLate(1));
  const said = async (who: PersonClient) => JSON.stringify(await list(who, meeting.id));
  expect(await said(ta)).toContain('About private');
  for (const who of [ben, observer]) expect(await said(who)).not.toContain('About private');
});

test('roles decide what is asked; of two who assign them at once one is told', async () => {
  const { course, meeting } = await hold();
  await course.instructor.call(reviewsRoutes.changeForm, {
    params: { courseId: course.id },
    body: { form: formOf('role_play'), revision: 0 },
  });
  const assign = (who: PersonClient, revision: number) =>
    who.call(reviewsRoutes.assignRoles, {
      params: { meetingId: meeting.id },
      body: { roles: { [ben.personId]: 'hacker' }, revision },
    });
  await expect(assign(ben, 0)).rejects.toMatchObject({ status: 403 });
  expect(await assign(ta, 0)).toEqual({ roles: { [ben.personId]: 'hacker' }, revision: 1 });
  await expect(assign(ta, 0)).rejects.toMatchObject({ status: 409 });
  const roleFor = async (who: PersonClient) =>
    (await who.call(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } })).role?.title;
  expect([await roleFor(ben), await roleFor(ada)]).toEqual(['Hacker', 'Author']);
});

test('staff pick three at most, and the class hears of it', async () => {
  const { course, meeting } = await hold();
  const ids: string[] = [];
  for (const who of [ada, ben, cleo, dora]) ids.push((await submit(who, meeting.id)).id ?? '');
  const pick = (who: PersonClient, id: string, isPicked = true) =>
    who.call(reviewsRoutes.pickReview, { params: { reviewId: id }, body: { isPicked } });
  const live = await ben.socket();
  await live.join('course', course.id);
  for (const id of ids.slice(0, 3)) expect(await pick(ta, id)).toMatchObject({ isPicked: true });
  expect(await live.waitFor(reviewsEvents.reviewsArranged)).toEqual({ meetingId: meeting.id });
  await expect(pick(ta, ids[3] ?? '')).rejects.toMatchObject({ body: { reason: 'enough_picked' } });
  expect(await pick(ta, ids[0] ?? '', false)).toMatchObject({ isPicked: false });
  expect(await pick(ta, ids[3] ?? '')).toMatchObject({ isPicked: true });
  await expect(pick(ada, ids[0] ?? '')).rejects.toMatchObject({ status: 403 });
});

test('a review that was stored when forms had three parts reads, goes on and is submitted again', async () => {
  const { course, meeting } = await hold();
  const at = new Date(before);
  const parts = { first: 'Old one.', second: 'Old two.', connections: 'Old both.' };
  await app.db.collection<{ _id: string }>('reviews').insertOne({
    ...{ _id: newId(), courseId: course.id, meetingId: meeting.id, authorId: ada.personId },
    ...{ parts, revision: 4, savedAt: at, versions: [{ number: 1, at, late: false, parts }] },
  });
  const read = () => ada.call(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } });
  expect(await read()).toMatchObject({
    answers: parts,
    revision: 4,
    isChanged: false,
    submission: { words: 6 },
  });
  expect(await list(ta, meeting.id)).toMatchObject([{ answers: parts }]);
  await submit(ada, meeting.id, { ...parts, first: 'New.' });
  expect(await read()).toMatchObject({ answers: { first: 'New.' }, submission: { version: 2 } });
  const kept = await ada.call(reviewsRoutes.listOwnVersions, { params: { meetingId: meeting.id } });
  expect(kept.map((version) => version.answers['first'])).toEqual(['New.', 'Old one.']);
});
