// Reviews over HTTP: nothing saved is lost, drafts stay private, deadlines hold, versions count.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { reviewsEvents, reviewsRoutes } from '#shared/reviews/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const after = '2026-10-05T12:00:01.000Z';
const app = await startApp({ now: before });
const names = ['Ada', 'Ben', 'Tove', 'Olga', 'Sten'] as const;
const [ada, ben, ta, observer, stranger] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
const members = { tas: [ta], students: [ada, ben], observers: [observer] };
const open = await app.course({ ...members, settings: { classmatesReadReviews: 'after_deadline' } });
const strict = await app.course({
  ...members,
  settings: { lateReviews: 'refused', classmatesReadReviews: 'never' },
});
const meeting = await holdMeeting(open);
const strictMeeting = await holdMeeting(strict);

const secret = 'unfinished thoughts about leases';
const parts = { first: 'One.', second: 'Two.', connections: 'Both.' };
type Parts = typeof parts;
/** The server's clock goes on between two answers. */
const timeless = async <T extends { readonly now: string }>(asked: Promise<T>) => {
  const { now: _now, ...rest } = await asked;
  return rest;
};
const saveOnly = (who: PersonClient, revision: number, text: Partial<Parts> = {}, meetingId = meeting.id) =>
  who.call(reviewsRoutes.saveReview, {
    params: { meetingId },
    body: { revision, answers: { ...parts, ...text } },
  });
/** Saves, and answers with all that there is then, which the answer itself must agree with. */
const save = async (...args: Parameters<typeof saveOnly>) => {
  const answer = await saveOnly(...args);
  const own = await readOwn(args[0], args[3]);
  expect(own).toMatchObject(answer);
  return own;
};
const submit = (who: PersonClient, revision: number, meetingId = meeting.id) =>
  timeless(who.call(reviewsRoutes.submitReview, { params: { meetingId }, body: { revision } }));
const readOwn = (who: PersonClient, meetingId = meeting.id) =>
  timeless(who.call(reviewsRoutes.readOwnReview, { params: { meetingId } }));
const list = (who: PersonClient, meetingId = meeting.id) =>
  who.call(reviewsRoutes.listReviews, { params: { meetingId } });
const track = (who: PersonClient, meetingId = meeting.id) =>
  who.call(reviewsRoutes.trackReviews, { params: { meetingId } });
const versions = (who: PersonClient, meetingId = meeting.id) =>
  who.call(reviewsRoutes.listOwnVersions, { params: { meetingId } });

beforeEach(async () => {
  app.clock.set(before);
  await app.db.collection('reviews').deleteMany({});
});

describe('saveReview', () => {
  test('a first save and further ones, each with the next revision', async () => {
    expect(await readOwn(ada)).toMatchObject({
      id: null,
      answers: {},
      revision: 0,
      savedAt: null,
      submission: null,
      isChanged: false,
    });
    expect(await save(ada, 0)).toMatchObject({ answers: parts, revision: 1, submission: null });
    const saved = await save(ada, 1, { first: '  Spaces and\n\nlines stay. $x^2$ ' });
    expect(saved).toMatchObject({
      revision: 2,
      answers: { ...parts, first: '  Spaces and\n\nlines stay. $x^2$ ' },
    });
    expect(await readOwn(ada)).toEqual(saved);
    expect(await readOwn(ben)).toMatchObject({ id: null, revision: 0 });
  });

  test('the same save again, whose answer was lost, is answered with the first result', async () => {
    for (const revision of [0, 1]) {
      const first = await saveOnly(ada, revision, { first: `Text ${String(revision)}` });
      expect(await saveOnly(ada, revision, { first: `Text ${String(revision)}` })).toEqual(first);
    }
    expect((await readOwn(ada)).revision).toBe(2);
  });

  test('a save from an older revision gets the other text and changes nothing', async () => {
    await save(ada, 0);
    const current = await save(ada, 1, { first: 'From the laptop' });
    for (const [revision, first] of [
      [1, 'From the phone'],
      [0, 'From a new tab'],
      [7, 'From nowhere'],
    ] as const)
      await expect(save(ada, revision, { first })).rejects.toMatchObject({
        status: 409,
        body: { reason: 'review_changed', current },
      });
    expect(await readOwn(ada)).toEqual(current);
  });

  test('of two first saves at once one is stored, the other gets its text', async () => {
    const results = await Promise.allSettled([save(ada, 0, { first: 'A' }), save(ada, 0, { first: 'B' })]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [lost] = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(lost).toMatchObject({ body: { current: await readOwn(ada) } });
    expect(await app.db.collection('reviews').countDocuments({})).toBe(1);
  });

  test('many saves at the same moment: each is stored, and of two from one revision one', async () => {
    await Promise.all([save(ada, 0), save(ben, 0)]);
    const outcomes = await Promise.allSettled([
      saveOnly(ada, 1, { first: 'From the laptop.' }),
      saveOnly(ben, 1, { first: 'Somebody else’s.' }),
      saveOnly(ada, 1, { first: 'From the phone.' }),
    ]);
    const [laptop, other, phone] = outcomes.map(({ status }) => status);
    expect(other).toBe('fulfilled');
    expect([laptop, phone].sort()).toEqual(['fulfilled', 'rejected']);
    const kept = laptop === 'fulfilled' ? 'From the laptop.' : 'From the phone.';
    expect(await readOwn(ada)).toMatchObject({ answers: { first: kept }, revision: 2 });
    expect(await readOwn(ben)).toMatchObject({ answers: { first: 'Somebody else’s.' }, revision: 2 });
  });

  test('a part that is too long is refused by name, and nothing is stored', async () => {
    await save(ada, 0);
    await expect(save(ada, 1, { second: 'x'.repeat(20_001) })).rejects.toMatchObject({
      status: 400,
      body: { where: [{ path: 'body.answers.second', message: 'is longer than 20,000 characters' }] },
    });
    expect(await readOwn(ada)).toMatchObject({ revision: 1, answers: parts });
    expect(await save(ada, 1, { second: 'x'.repeat(20_000) })).toMatchObject({ revision: 2 });
  });

  test('staff and observers may not write', async () => {
    for (const [who, reason] of [
      [ta, 'students_only'],
      [open.instructor, 'students_only'],
      [observer, 'observers_read'],
    ] as const) {
      await expect(save(who, 0)).rejects.toMatchObject({ status: 403, body: { reason } });
      await expect(submit(who, 1)).rejects.toMatchObject({ status: 403, body: { reason } });
    }
  });

  test('the person’s own room hears of it, nobody else may enter that room', async () => {
    const [socket, other] = [await ada.socket(), await ben.socket()];
    expect(await socket.join('person', ada.personId)).toMatchObject({ ok: true });
    expect(await other.join('person', ada.personId)).toMatchObject({ ok: false });
    await save(ada, 0, { first: secret });
    expect(await socket.waitFor(reviewsEvents.reviewSaved)).toEqual({ meetingId: meeting.id, revision: 1 });
    expect(JSON.stringify(socket.facts)).not.toContain(secret);
    expect(other.facts).toEqual([]);
  });
});

describe('submitReview', () => {
  test('needs every part', async () => {
    await save(ada, 0, { connections: '  \n ' });
    await expect(submit(ada, 1)).rejects.toMatchObject({
      status: 403,
      body: { reason: 'part_empty', message: expect.stringContaining('Connections') },
    });
    expect(await versions(ada)).toEqual([]);
  });

  test('needs a saved text, and the revision that is there', async () => {
    await expect(submit(ada, 1)).rejects.toMatchObject({ status: 409, body: { current: { revision: 0 } } });
    await save(ada, 0);
    const current = await save(ada, 1, { first: 'Newer' });
    await expect(submit(ada, 1)).rejects.toMatchObject({ status: 409, body: { current } });
  });

  test('in time: version 1, not late; a later text makes version 2 and leaves version 1', async () => {
    await save(ada, 0);
    const first = await submit(ada, 1);
    expect(first).toMatchObject({ submission: { version: 1, late: false, words: 3 }, isChanged: false });
    expect(await save(ada, 1, { first: 'One more word.' })).toMatchObject({
      submission: { version: 1 },
      isChanged: true,
    });
    // Others go on reading what was submitted.
    expect((await list(ta)).map((review) => review.answers)).toEqual([parts]);
    expect(await save(ada, 2)).toMatchObject({ isChanged: false });
    await save(ada, 3, { first: 'One more word.' });
    expect(await submit(ada, 4)).toMatchObject({ submission: { version: 2, words: 5 }, isChanged: false });
    const both = await versions(ada);
    expect(both.map(({ version, answers: { first } }) => [version, first])).toEqual([
      [2, 'One more word.'],
      [1, 'One.'],
    ]);
    expect(both[1]).toMatchObject({ at: first.submission?.at, late: false });
  });

  test('before the deadline it is in time, after it is late', async () => {
    await save(ada, 0);
    await save(ben, 0);
    app.clock.set('2026-10-05T11:59:30.000Z');
    expect(await submit(ada, 1)).toMatchObject({ submission: { late: false } });
    app.clock.set(after);
    expect(await submit(ben, 1)).toMatchObject({ submission: { late: true } });
    expect((await track(ta)).map(({ name, state }) => [name, state])).toEqual([
      ['Ada', 'submitted'],
      ['Ben', 'late'],
    ]);
  });

  test('the same text again stays the version it was, also after the deadline', async () => {
    await save(ada, 0, {}, strictMeeting.id);
    const first = await submit(ada, 1, strictMeeting.id);
    app.clock.set(after);
    expect(await submit(ada, 1, strictMeeting.id)).toEqual(first);
    expect(await versions(ada, strictMeeting.id)).toHaveLength(1);
  });

  test('late ones are refused where the course says so; the text is kept and can go on', async () => {
    await save(ada, 0, {}, strictMeeting.id);
    app.clock.set(after);
    await expect(submit(ada, 1, strictMeeting.id)).rejects.toMatchObject({
      status: 403,
      body: { reason: 'review_closed', message: expect.stringContaining('Your text is kept') },
    });
    expect(await save(ada, 1, { first: 'Still mine.' }, strictMeeting.id)).toMatchObject({
      revision: 2,
      submission: null,
    });
  });

  test('two submissions at once make one version of each revision', async () => {
    await save(ada, 0);
    const [one, other] = await Promise.all([submit(ada, 1), submit(ada, 1)]);
    expect(one).toEqual(other);
    await save(ada, 1, { first: 'Second.' });
    await Promise.all([submit(ada, 2), submit(ada, 2), submit(ada, 2)]);
    expect((await versions(ada)).map(({ version }) => version)).toEqual([2, 1]);
  });

  test('after fifty versions there are no more; the text stays', async () => {
    await save(ada, 0);
    await app.db.collection('reviews').updateOne(
      {},
      {
        $set: {
          versions: Array.from({ length: 50 }, (_, index) => ({
            number: index + 1,
            at: new Date(before),
            late: false,
            answers: { ...parts, first: String(index) },
          })),
        },
      },
    );
    await expect(submit(ada, 1)).rejects.toMatchObject({ body: { reason: 'too_many_versions' } });
    expect(await readOwn(ada)).toMatchObject({ answers: parts, submission: { version: 50 } });
  });

  test('the staff’s room hears of it; students may not enter it', async () => {
    const [socket, student] = [await ta.socket(), await ben.socket()];
    expect(await socket.join('staff', open.id)).toMatchObject({ ok: true });
    expect(await student.join('staff', open.id)).toMatchObject({ ok: false });
    await save(ada, 0);
    await submit(ada, 1);
    expect(await socket.waitFor(reviewsEvents.reviewSubmitted)).toEqual({ meetingId: meeting.id });
    expect(student.facts).toEqual([]);
  });
});

test('trackReviews: where every student stands, never with the text of a draft', async () => {
  await save(ada, 0, { first: secret });
  expect(await track(ta)).toMatchObject([
    { name: 'Ada', state: 'draft', reviewId: null, submission: null },
    { name: 'Ben', state: 'not_started', reviewId: null, submission: null },
  ]);
  await submit(ada, 1);
  const { id } = await readOwn(ada);
  expect((await track(open.instructor))[0]).toMatchObject({ state: 'submitted', reviewId: id });
  expect(JSON.stringify(await track(ta))).not.toContain(secret);
  for (const who of [ada, observer])
    await expect(track(who)).rejects.toMatchObject({ status: 403, body: { reason: 'staff_only' } });
});

describe('listReviews and readReview', () => {
  test('staff at any time, the author one’s own, classmates and observers after the deadline', async () => {
    await save(ada, 0);
    const { id } = await submit(ada, 1);
    const read = (who: PersonClient) =>
      who.call(reviewsRoutes.readReview, { params: { reviewId: id ?? '' } });
    const [listed] = await list(ta);
    expect(listed).toMatchObject({ id, answers: parts, author: { id: ada.personId, name: 'Ada' } });
    expect(await read(ta)).toEqual(listed);
    expect(await read(ada)).toEqual({ ...listed, isOwn: true });
    for (const who of [ben, observer]) {
      for (const ask of [list, read])
        await expect(ask(who)).rejects.toMatchObject({ status: 403, body: { reason: 'reviews_not_open' } });
    }
    app.clock.set(after);
    // Unless the course says otherwise, without who wrote it and when.
    const seen = { ...listed, author: null, submission: null };
    for (const who of [ben, observer]) {
      expect(await list(who)).toEqual([seen]);
      expect(await read(who)).toEqual(seen);
    }
  });

  test('never classmates where the setting is off', async () => {
    await save(ada, 0, {}, strictMeeting.id);
    const { id } = await submit(ada, 1, strictMeeting.id);
    app.clock.set(after);
    const refusal = { status: 403, body: { reason: 'reviews_for_staff' } };
    await expect(list(ben, strictMeeting.id)).rejects.toMatchObject(refusal);
    await expect(
      ben.call(reviewsRoutes.readReview, { params: { reviewId: id ?? '' } }),
    ).rejects.toMatchObject(refusal);
    expect(await list(ta, strictMeeting.id)).toHaveLength(1);
  });
});

test('a draft is visible by no door, before and after the deadline, nor what was changed since', async () => {
  await save(ben, 0);
  await submit(ben, 1);
  await save(ben, 1, { connections: secret });
  const { id: draftId } = await save(ada, 0, { first: secret });
  const { id: submittedId } = await readOwn(ben);
  for (const now of [before, after]) {
    app.clock.set(now);
    for (const who of [ta, open.instructor, observer, stranger]) {
      const answers = await Promise.all(
        [
          `/api/meetings/${meeting.id}/review`,
          `/api/meetings/${meeting.id}/review/versions`,
          `/api/meetings/${meeting.id}/review-states`,
          `/api/meetings/${meeting.id}/reviews`,
          `/api/reviews/${draftId ?? ''}`,
          `/api/reviews/${submittedId ?? ''}`,
        ].map((path) => who.raw('GET', path)),
      );
      expect(answers[4]?.status).toBe(404);
      for (const answer of answers) expect(await answer.text()).not.toContain(secret);
    }
    // Its author has no other door to it than their own page.
    expect((await ada.raw('GET', `/api/reviews/${draftId ?? ''}`)).status).toBe(404);
  }
});

test('for people of other courses and visitors there is nothing', async () => {
  await save(ada, 0);
  const { id } = await submit(ada, 1);
  app.clock.set(after);
  const json = { headers: { 'content-type': 'application/json' } };
  const doors: [string, string, string?][] = [
    ['GET', `/api/meetings/${meeting.id}/review`],
    ['PUT', `/api/meetings/${meeting.id}/review`, JSON.stringify({ revision: 0, answers: parts })],
    ['POST', `/api/meetings/${meeting.id}/review/submissions`, '{"revision":1}'],
    ['GET', `/api/meetings/${meeting.id}/review/versions`],
    ['GET', `/api/meetings/${meeting.id}/review-states`],
    ['GET', `/api/meetings/${meeting.id}/reviews`],
    ['GET', `/api/reviews/${id ?? ''}`],
  ];
  const words = async (response: Response) => {
    const { requestId: _one, ...rest } = (await response.json()) as Record<string, unknown>;
    return rest;
  };
  const visitor = app.visitor();
  for (const [method, path, body] of doors) {
    const init = body === undefined ? {} : { ...json, body };
    const missing = await stranger.raw(method, path.replace(/\/[a-z0-9]{24}/, `/${newId()}`), init);
    const foreign = await stranger.raw(method, path, init);
    expect([method, path, foreign.status]).toEqual([method, path, 404]);
    expect(await words(foreign)).toEqual(await words(missing));
    expect((await visitor.raw(method, path, init)).status).toBe(401);
  }
});
