// Remarks over HTTP and sockets: who reads what under which name by every door, and what one may not read is not there.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { draftsEvents, draftsRoutes } from '#shared/drafts/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersEvents, papersRoutes } from '#shared/papers/contract.ts';
import { remarksEvents, remarksRoutes, type Audience } from '#shared/remarks/contract.ts';
import type { Place } from '#shared/remarks/place.ts';
import type { Reaction } from '#shared/remarks/reactions.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { formTemplates } from '#shared/reviews/templates.ts';
import { openCourses } from '#server/courses/public.ts';
import { openCoursesStore } from '#server/courses/store.ts';
import { openRemarks } from '#server/remarks/public.ts';
import { openRemarksStore } from '#server/remarks/store.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createLog } from '#server/kernel/log.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const before = '2026-10-05T11:00:00.000Z';
const after = '2026-10-05T12:30:00.000Z';
const app = await startApp({ now: before });
const names = ['Adaquill', 'Benquill', 'Cleoquill', 'Doraquill', 'Tovequill', 'Olgaquill', 'Evequill'];
const [ada, ben, cleo, dora, ta, observer, stranger] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
];
await app.course({ students: [stranger] });

const answers = {
  first:
    'Leases **expire**, see [the proof](/documents/x?passage=1.0-4). So $x^2$ holds &amp; ends. Twice told. Twice told.',
  second: 'Gossip is quiet.',
  connections: 'Both wait.',
};

/** A course with everybody in it, a meeting, and Ada's review; the deadline has passed. */
const begin = async (settings: Partial<Settings> = {}, text: Readonly<Record<string, string>> = answers) => {
  app.clock.set(before);
  const course = await app.course({
    ...{ tas: [ta], students: [ada, ben, cleo, dora], observers: [observer] },
    settings: { classmatesReadReviews: 'after_deadline', ...settings },
  });
  const meeting = await holdMeeting(course);
  const review = await submitReview(ada, meeting.id, text);
  app.clock.set(after);
  return { course, meetingId: meeting.id, reviewId: review.id ?? '' };
};

const onLeases: Place = {
  part: 'first',
  passage: {
    quote: { exact: 'Leases expire', prefix: '', suffix: ', see the proof' },
    position: { start: 0, end: 12 },
  },
};
const whole: Place = { part: 'second', passage: null };
interface Wish {
  readonly text?: string;
  readonly place?: Place;
  readonly audience?: Audience;
  readonly isHeld?: boolean;
  readonly id?: Id;
}
const post = (who: PersonClient, reviewId: Id, wish: Wish = {}) =>
  who.call(remarksRoutes.postRemark, {
    params: { reviewId },
    body: { id: newId(), text: 'Why?', place: onLeases, audience: 'readers', isHeld: false, ...wish },
  });
const reply = (who: PersonClient, remarkId: Id, text = 'Because.', id = newId()) =>
  who.call(remarksRoutes.replyToRemark, { params: { remarkId }, body: { id, text } });
const list = (who: PersonClient, reviewId: Id) =>
  who.call(remarksRoutes.listRemarks, { params: { reviewId } });
const count = (who: PersonClient, meetingId: Id) =>
  who.call(remarksRoutes.countRemarks, { params: { meetingId } });
const react = (who: PersonClient, reviewId: Id, place: Place | null, reaction: Reaction, isOn = true) =>
  who.call(remarksRoutes.react, { params: { reviewId }, body: { place, reaction, isOn } });
const texts = async (who: PersonClient, reviewId: Id) =>
  (await list(who, reviewId)).remarks.map(({ text }) => text);
const change = async (course: { id: Id; instructor: PersonClient }, settings: Partial<Settings>) => {
  const params = { courseId: course.id };
  const now = await course.instructor.call(coursesRoutes.readCourse, { params });
  const body = { revision: now.revision, settings: { ...now.settings, ...settings } };
  await course.instructor.call(coursesRoutes.changeCourse, { params, body });
};

describe('who reads a remark', () => {
  test('every viewer, every audience, by list, count, reply and edit', async () => {
    const { course, meetingId, reviewId } = await begin();
    const posted = {
      readers: await post(cleo, reviewId, { text: 'For all' }),
      author: await post(ta, reviewId, { text: 'For Ada', audience: 'author' }),
      held: await post(ta, reviewId, { text: 'With the marks', audience: 'author', isHeld: true }),
      staff: await post(ta, reviewId, { text: 'Among us', audience: 'staff' }),
    };
    const table: [PersonClient, (keyof typeof posted)[]][] = [
      [course.instructor, ['readers', 'author', 'held', 'staff']],
      [ta, ['readers', 'author', 'held', 'staff']],
      [ada, ['readers', 'author']],
      [ben, ['readers']],
      [cleo, ['readers']],
      [observer, ['readers']],
    ];
    for (const [who, seen] of table) {
      const shown = await texts(who, reviewId);
      expect([who.name, shown.toSorted()]).toEqual([
        who.name,
        seen.map((one) => posted[one].text).toSorted(),
      ]);
      expect(await count(who, meetingId)).toMatchObject([{ reviewId, count: seen.length }]);
      for (const [one, { id }] of Object.entries(posted)) {
        const { status } = await who.raw('DELETE', `/api/remarks/${id}/posts/${newId()}`);
        // A post that is none in a remark that is one looks like a remark that is none.
        expect(status).toBe(404);
        if (seen.includes(one as keyof typeof posted)) continue;
        await expect(reply(who, id)).rejects.toMatchObject({ status: 404, body: { reason: 'not_found' } });
      }
    }
    await expect(list(stranger, reviewId)).rejects.toMatchObject({ status: 404 });
    await expect(count(stranger, meetingId)).rejects.toMatchObject({ status: 404 });
    await expect(reply(stranger, posted.readers.id)).rejects.toMatchObject({ status: 404 });
    await expect(reply(observer, posted.readers.id)).rejects.toMatchObject({ status: 403 });
    await expect(post(ben, reviewId, { audience: 'author' })).rejects.toMatchObject({ status: 403 });
    await expect(post(ada, reviewId, { audience: 'staff' })).rejects.toMatchObject({ status: 403 });
  });

  test('where the review is not open there is nothing: before the deadline, without one’s own, without consent', async () => {
    const { course, meetingId, reviewId } = await begin();
    const { id } = await post(ben, reviewId);
    const isShut = async (status: number) => {
      await expect(list(ben, reviewId)).rejects.toMatchObject({ status });
      await expect(reply(ben, id)).rejects.toMatchObject({ status });
      await expect(react(ben, reviewId, null, 'agree')).rejects.toMatchObject({ status });
      expect(await count(ben, meetingId)).toEqual([]);
      expect(await texts(ada, reviewId)).toEqual(['Why?']);
      expect(await texts(ta, reviewId)).toEqual(['Why?']);
    };
    app.clock.set(before);
    await isShut(403);
    app.clock.set(after);
    expect(await texts(ben, reviewId)).toEqual(['Why?']);
    for (const [classmatesReadReviews, status] of [
      ['after_own', 403],
      ['never', 403],
      ['by_consent', 404],
    ] as const) {
      await change(course, { classmatesReadReviews });
      await isShut(status);
    }
  });

  test('a part for the staff takes its remarks along, also when it becomes one later', async () => {
    const { course, meetingId, reviewId } = await begin();
    await post(cleo, reviewId, { text: 'On the first' });
    await post(cleo, reviewId, { text: 'On the second', place: whole });
    await react(cleo, reviewId, { ...onLeases, part: 'first' }, 'agree');
    const form = structuredClone(formTemplates[0].form);
    const [first] = form.roles[0]?.parts ?? [];
    if (!first) throw new Error('The usual form has parts');
    first.readers = 'staff';
    const params = { courseId: course.id };
    await course.instructor.call(reviewsRoutes.changeForm, { params, body: { form, revision: 0 } });
    app.clock.set(before);
    await submitReview(ada, meetingId, { ...answers, second: 'Gossip is very quiet.' });
    app.clock.set(after);
    expect(await texts(ben, reviewId)).toEqual(['On the second']);
    expect((await list(ben, reviewId)).reacted).toEqual([]);
    expect(await texts(ta, reviewId)).toEqual(['On the first', 'On the second']);
    expect(await texts(ada, reviewId)).toEqual(['On the first', 'On the second']);
    await expect(post(ben, reviewId)).rejects.toMatchObject({
      status: 422,
      body: { reason: 'no_such_part' },
    });
    expect(await post(ta, reviewId)).toMatchObject({ text: 'Why?' });
    // What was said while it was for the staff stays among them when the part is for all again.
    first.readers = 'classmates';
    await course.instructor.call(reviewsRoutes.changeForm, { params, body: { form, revision: 1 } });
    app.clock.set(before);
    await submitReview(ada, meetingId);
    app.clock.set(after);
    expect(await texts(ben, reviewId)).toEqual(['On the first', 'On the second']);
    expect(await texts(ada, reviewId)).toContain('Why?');
  });
});

describe('without names', () => {
  test('nothing in any answer leads to a writer: no name, id, address, time, or order', async () => {
    const { meetingId, reviewId } = await begin({ reviewNames: 'hidden' });
    const times: string[] = [];
    const at = (minutes: number) => {
      const time = new Date(Date.parse(after) + minutes * 61_007).toISOString();
      times.push(time);
      app.clock.set(time);
    };
    at(1);
    const late = await post(cleo, reviewId, { text: 'Later in the text', place: whole });
    at(2);
    const early = await post(dora, reviewId, { text: 'Earlier in the text' });
    at(3);
    await reply(cleo, early.id, 'Cleo replies');
    at(4);
    await reply(ada, early.id, 'The author replies');
    at(5);
    await reply(ta, early.id, 'The staff replies');
    at(6);
    const params = { remarkId: late.id, remarkPostId: late.id };
    await cleo.call(remarksRoutes.editRemark, { params, body: { text: 'Later, edited', revision: 1 } });
    await react(cleo, reviewId, null, 'agree');
    const doors = [`/api/reviews/${reviewId}/remarks`, `/api/meetings/${meetingId}/remark-counts`];
    for (const who of [ben, observer, ada])
      for (const door of doors) {
        const text = await (await who.raw('GET', door)).text();
        const others = [ada, cleo, dora].filter((one) => one !== who);
        for (const trace of others.flatMap((one) => [one.personId, one.name, one.email]))
          expect(text).not.toContain(trace);
        for (const time of times) expect(text).not.toContain(time.slice(0, 16));
      }
    const { remarks } = await list(ben, reviewId);
    expect(remarks.map(({ text }) => text)).toEqual(['Earlier in the text', 'Later, edited']);
    const [first, second] = remarks;
    expect(first?.name).toMatch(/^Classmate [A-Z2-9]{4}$/);
    // One person, one pseudonym; the author is the review’s alias; the staff are the staff.
    expect(
      first?.replies.map(({ name, isReviewAuthor, isStaff }) => [name, isReviewAuthor, isStaff]),
    ).toEqual([
      [second?.name, false, false],
      [`Reviewer ${reviewId.slice(0, 4).toUpperCase()}`, true, false],
      ['Tovequill', false, true],
    ]);
    expect(second?.name).not.toBe(first?.name);
    const [forStaff] = (await list(ta, reviewId)).remarks;
    expect([forStaff?.name, ...(forStaff?.replies ?? []).map(({ name }) => name)]).toEqual([
      ...['Doraquill', 'Cleoquill', 'Adaquill', 'Tovequill'],
    ]);
    expect(forStaff?.postedAt?.slice(0, 16)).toBe(times[1]?.slice(0, 16));
  });

  test('remarks stand in the order of the text, of one place in that of random ids, whoever wrote when', async () => {
    const { reviewId } = await begin();
    const quote = (exact: string, start: number): Place => ({
      part: 'first',
      passage: {
        quote: { exact, prefix: '', suffix: '' },
        position: { start, end: start + exact.replace(/\s/g, '').length },
      },
    });
    const places = [whole, quote('the proof', 16), onLeases, { part: 'first', passage: null }];
    for (const place of [...places, ...places.toReversed()])
      for (const who of [dora, ben, cleo]) await post(who, reviewId, { place });
    const { remarks } = await list(ada, reviewId);
    const startOf = ({ place }: (typeof remarks)[number]) =>
      place.part === 'second' ? 1000 : (place.passage?.position.start ?? -1);
    expect(remarks.map(startOf)).toEqual([-1, 0, 16, 1000].flatMap((start) => Array<number>(6).fill(start)));
    for (const start of [-1, 0, 16, 1000]) {
      const ids = remarks.filter((one) => startOf(one) === start).map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted());
    }
  });

  test('on another review the same person has another pseudonym', async () => {
    const { meetingId, reviewId } = await begin({ reviewNames: 'hidden' });
    const other = (await submitReview(dora, meetingId)).id ?? '';
    await post(cleo, reviewId);
    await post(cleo, other, { place: whole });
    const nameOn = async (id: Id) => (await list(ben, id)).remarks[0]?.name;
    expect(await nameOn(reviewId)).not.toBe(await nameOn(other));
  });

  test('who wrote under a pseudonym stays under it when names are shown, also as staff later', async () => {
    const { course, reviewId } = await begin({ reviewNames: 'hidden' });
    const { id } = await post(cleo, reviewId);
    await change(course, { reviewNames: 'shown' });
    await reply(dora, id, 'By name');
    const [remark] = (await list(ben, reviewId)).remarks;
    expect([remark?.personId, remark?.postedAt]).toEqual([null, null]);
    expect(remark?.replies).toMatchObject([{ name: 'Doraquill', personId: dora.personId, postedAt: null }]);
    const named = await post(dora, reviewId);
    expect((await list(ben, reviewId)).remarks.find((one) => one.id === named.id)).toMatchObject({
      name: 'Doraquill',
      postedAt: named.postedAt,
    });
    const params = { courseId: course.id, personId: cleo.personId };
    await course.instructor.call(coursesRoutes.changeMember, { params, body: { role: 'ta' } });
    expect((await list(ben, reviewId)).remarks.find((one) => one.id === id)).toMatchObject({
      ...{ personId: null, isStaff: false },
    });
  });
});

describe('writing', () => {
  test('the same again is answered with the first result; ids of others are taken', async () => {
    const { reviewId } = await begin();
    const id = newId();
    const first = await post(ben, reviewId, { id });
    expect(await post(ben, reviewId, { id, text: 'Other' })).toEqual(first);
    await expect(post(cleo, reviewId, { id })).rejects.toMatchObject({ body: { reason: 'id_taken' } });
    const replyId = newId();
    const replied = await reply(cleo, id, 'Once', replyId);
    expect(await reply(cleo, id, 'Once', replyId)).toEqual(replied);
    await expect(reply(dora, id, 'Mine', replyId)).rejects.toMatchObject({ body: { reason: 'id_taken' } });
    expect((await list(ada, reviewId)).remarks[0]?.replies).toHaveLength(1);
  });

  test('a quote is of what is read, across marks, links and formulas; anything else is refused', async () => {
    const { reviewId } = await begin();
    const quote = (exact: string, part = 'first') =>
      post(ben, reviewId, {
        place: {
          part,
          passage: {
            quote: { exact, prefix: '', suffix: '' },
            position: { start: 0, end: exact.replace(/\s/g, '').length },
          },
        },
      });
    for (const exact of ['Leases expire, see the proof. So x^2', 'holds & ends', 'expire'])
      expect(await quote(exact)).toMatchObject({ place: { passage: { quote: { exact } } } });
    for (const exact of ['Nobody wrote this', 'passage', 'Gossip is quiet'])
      await expect(quote(exact)).rejects.toMatchObject({ status: 422, body: { reason: 'quote_differs' } });
    await expect(quote('Leases', 'fourth')).rejects.toMatchObject({ body: { reason: 'no_such_part' } });
    await expect(quote('')).rejects.toMatchObject({ status: 400 });
    await expect(post(ben, reviewId, { text: '  ' })).rejects.toMatchObject({ status: 400 });
    await expect(post(ta, reviewId, { isHeld: true })).rejects.toMatchObject({
      body: { reason: 'held_for_author' },
    });
    expect(await texts(ada, reviewId)).toHaveLength(3);
  });

  test('remarks outlive a newer version with their quote; new ones are about what counts', async () => {
    const { meetingId, reviewId } = await begin();
    await post(ben, reviewId);
    app.clock.set(before);
    await submitReview(ada, meetingId, { ...answers, first: 'Something else.' });
    app.clock.set(after);
    expect((await list(ben, reviewId)).remarks[0]?.place).toEqual(onLeases);
    await expect(post(ben, reviewId)).rejects.toMatchObject({ body: { reason: 'quote_differs' } });
  });

  test('edits start from a revision; a conflict brings the other text', async () => {
    const { reviewId } = await begin();
    const { id } = await post(ben, reviewId);
    const edit = (who: PersonClient, text: string, revision: number, remarkPostId = id) =>
      who.call(remarksRoutes.editRemark, {
        params: { remarkId: id, remarkPostId },
        body: { text, revision },
      });
    const edited = await edit(ben, 'Why not?', 1);
    expect(edited).toMatchObject({ text: 'Why not?', revision: 2, isEdited: true });
    expect(await edit(ben, 'Why not?', 1)).toEqual(edited);
    await expect(edit(ben, 'Other', 1)).rejects.toMatchObject({
      status: 409,
      body: { current: { text: 'Why not?' } },
    });
    for (const who of [ta, cleo]) await expect(edit(who, 'Mine', 2)).rejects.toMatchObject({ status: 403 });
    const replyId = newId();
    await reply(cleo, id, 'Because.', replyId);
    expect((await edit(cleo, 'Because of it.', 1, replyId)).replies).toMatchObject([
      { text: 'Because of it.', revision: 2 },
    ]);
  });

  test('what is deleted leaves its place where others replied, and comes back for an hour', async () => {
    const { reviewId } = await begin();
    const { id } = await post(ben, reviewId, { text: 'Regretted' });
    const params = { remarkId: id, remarkPostId: id };
    const remove = (who: PersonClient) => who.call(remarksRoutes.deleteRemark, { params });
    const restore = (who: PersonClient) => who.call(remarksRoutes.restoreRemark, { params });
    await expect(remove(cleo)).rejects.toMatchObject({ status: 403 });
    await remove(ben);
    await remove(ben);
    expect(await texts(ada, reviewId)).toEqual([]);
    await expect(reply(cleo, id)).rejects.toMatchObject({ body: { reason: 'deleted' } });
    await expect(restore(ta)).rejects.toMatchObject({ status: 403 });
    expect(await restore(ben)).toMatchObject({ text: 'Regretted', isDeleted: false });
    await reply(cleo, id, 'I read it');
    await remove(ta);
    const [left] = (await list(ada, reviewId)).remarks;
    expect(left).toMatchObject({ text: '', isDeleted: true, replies: [{ text: 'I read it' }] });
    // Whom the staff corrected does not undo that.
    await expect(restore(ben)).rejects.toMatchObject({ status: 403 });
    expect(JSON.stringify(await list(ta, reviewId))).not.toContain('Regretted');
    app.clock.set('2026-10-05T14:00:00.000Z');
    await expect(restore(ta)).rejects.toMatchObject({ status: 410 });
    const other = await post(ben, reviewId);
    const replyId = newId();
    await reply(cleo, other.id, 'Gone too', replyId);
    const gone = { remarkId: other.id, remarkPostId: replyId };
    await cleo.call(remarksRoutes.deleteRemark, { params: gone });
    app.clock.set('2026-10-05T16:00:00.000Z');
    await ben.call(remarksRoutes.deleteRemark, { params: { remarkId: other.id, remarkPostId: other.id } });
    const stored = JSON.stringify(
      await app.db
        .collection('remarks')
        .find({ reviewId: { $eq: reviewId } })
        .toArray(),
    );
    expect(stored).not.toMatch(/Regretted|Gone too/);
    expect(stored).toContain('Why?');
  });
});

test('what is held goes to the author with the marks, new to them, and is taken back with them', async () => {
  const { meetingId, reviewId } = await begin();
  const log = createLog('error');
  const bus = createBus(log);
  const courses = openCourses(openCoursesStore(app.db), bus, app.clock);
  const remarks = openRemarks({ store: openRemarksStore(app.db), courses, bus, clock: app.clock });
  const held = await post(ta, reviewId, { audience: 'author', isHeld: true, text: 'Well argued' });
  await post(ta, reviewId, { audience: 'author', text: 'At once' });
  await ada.call(remarksRoutes.seeRemarks, { params: { reviewId } });
  const fresh = async () => (await count(ada, meetingId))[0];
  expect(await fresh()).toEqual({ reviewId, count: 1, fresh: 0 });
  expect(await remarks.countsOf([reviewId, newId()])).toEqual(new Map([[reviewId, { all: 2, held: 1 }]]));
  app.clock.set('2026-10-05T13:00:00.000Z');
  expect(await remarks.handOver([reviewId])).toBe(1);
  expect(await remarks.handOver([reviewId])).toBe(0);
  expect(await fresh()).toEqual({ reviewId, count: 2, fresh: 1 });
  expect((await list(ada, reviewId)).remarks.find(({ id }) => id === held.id)).toMatchObject({ isNew: true });
  await reply(ada, held.id, 'Thank you');
  await expect(react(ada, reviewId, null, 'agree')).rejects.toMatchObject({ body: { reason: 'own_review' } });
  await ada.call(remarksRoutes.seeRemarks, { params: { reviewId } });
  await expect(ben.call(remarksRoutes.seeRemarks, { params: { reviewId } })).rejects.toMatchObject({
    status: 403,
  });
  expect(await fresh()).toMatchObject({ fresh: 0 });
  expect(await texts(ben, reviewId)).toEqual([]);
  expect(await remarks.takeBack([reviewId])).toBe(1);
  expect(await texts(ada, reviewId)).toEqual(['At once']);
  const hold = (who: PersonClient, isHeld: boolean) =>
    who.call(remarksRoutes.holdRemark, { params: { remarkId: held.id }, body: { isHeld } });
  await expect(hold(ada, false)).rejects.toMatchObject({ status: 404 });
  expect(await hold(ta, false)).toMatchObject({ isHeld: false });
  expect(await remarks.takeBack([reviewId])).toBe(0);
  expect(await texts(ada, reviewId)).toHaveLength(2);
});

test('reactions: toggled, counted once a person, on a sentence in every version; who reacted is for the staff', async () => {
  const { meetingId, reviewId } = await begin();
  await react(ben, reviewId, null, 'helpful');
  await react(ben, reviewId, null, 'helpful');
  await react(ben, reviewId, null, 'agree');
  await react(cleo, reviewId, null, 'helpful');
  await react(ta, reviewId, onLeases, 'unclear');
  await expect(react(observer, reviewId, null, 'agree')).rejects.toMatchObject({ status: 403 });
  await expect(react(ben, reviewId, { ...onLeases, part: 'second' }, 'agree')).rejects.toMatchObject({
    status: 422,
  });
  const shown = (await list(cleo, reviewId)).reacted;
  expect(shown).toEqual([
    {
      place: null,
      counts: [
        { reaction: 'agree', count: 1, isMine: false, people: null },
        { reaction: 'helpful', count: 2, isMine: true, people: null },
      ],
    },
    { place: onLeases, counts: [{ reaction: 'unclear', count: 1, isMine: false, people: null }] },
  ]);
  expect((await list(ada, reviewId)).reacted).toMatchObject([
    { counts: [{ people: null }, { people: null }] },
    {},
  ]);
  expect((await list(ta, reviewId)).reacted[0]?.counts[1]?.people?.map(({ name }) => name)).toEqual([
    ...['Benquill', 'Cleoquill'],
  ]);
  expect((await react(cleo, reviewId, null, 'helpful', false))[0]?.counts).toMatchObject([
    { reaction: 'agree' },
    { reaction: 'helpful', count: 1, isMine: false },
  ]);
  // The sentence stands elsewhere in the next version, and is the same one.
  app.clock.set(before);
  await submitReview(ada, meetingId, { ...answers, first: `To begin with. ${answers.first}` });
  app.clock.set(after);
  const moved = structuredClone(onLeases);
  if (moved.passage) moved.passage.position = { start: 12, end: 24 };
  expect((await react(ben, reviewId, moved, 'unclear'))[1]).toMatchObject({ counts: [{ count: 2 }] });
  await submitReview(dora, meetingId);
});

describe('live', () => {
  const told = (facts: readonly { readonly name: string }[]) =>
    facts.filter(({ name }) => name.startsWith('remarks.')).map(({ name }) => name);
  /** Waits until everything before now has come: a fact of the course is told last. */
  const settle = async (
    course: { id: Id; instructor: PersonClient },
    sockets: readonly Awaited<ReturnType<PersonClient['socket']>>[],
  ) => {
    const body = {
      id: newId(),
      topic: 'T',
      place: '',
      startsAt: '2026-12-01T14:00:00.000Z',
      durationMinutes: 60,
    };
    const meeting = await course.instructor.call(papersRoutes.createMeeting, {
      params: { courseId: course.id },
      body,
    });
    for (const socket of sockets)
      await socket.waitFor(papersEvents.meetingsChanged, ({ meetingId }) => meetingId === meeting.id);
  };

  test('who may read hears that something changed and no more; the staff’s words are not heard of', async () => {
    const { course, reviewId } = await begin({ reviewNames: 'hidden' });
    const [bens, adas, staffs, strangers] = await Promise.all(
      [ben, ada, ta, stranger].map((who) => who.socket()),
    );
    if (!bens || !adas || !staffs || !strangers) throw new Error('A connection is missing');
    for (const socket of [bens, adas]) {
      expect(await socket.join('review', reviewId)).toMatchObject({ ok: true });
      await socket.join('course', course.id);
    }
    await adas.join('person', ada.personId);
    await staffs.join('staff', course.id);
    await staffs.join('course', course.id);
    expect(await strangers.join('review', reviewId)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await bens.join('person', ada.personId)).toMatchObject({ ok: false });
    await post(ta, reviewId, { audience: 'staff' });
    await post(ta, reviewId, { audience: 'author', isHeld: true });
    await settle(course, [bens, adas, staffs]);
    expect([told(bens.facts), told(adas.facts)]).toEqual([[], []]);
    expect(told(staffs.facts)).toEqual(['remarks.changed-for-staff', 'remarks.changed-for-staff']);
    await post(ta, reviewId, { audience: 'author' });
    await settle(course, [bens, adas]);
    expect([told(bens.facts), told(adas.facts)]).toEqual([[], ['remarks.changed-on-own']]);
    await post(cleo, reviewId, { text: 'Hidden words' });
    await bens.waitFor(remarksEvents.remarksChanged);
    expect(JSON.stringify(bens.facts)).not.toMatch(/Hidden words|Cleoquill/);
    expect(JSON.stringify(bens.facts)).not.toContain(cleo.personId);
    for (const socket of [bens, adas, staffs, strangers]) socket.close();
  });

  test('a review that was taken back, closed or left is not heard of any more, on the open connection', async () => {
    const { course, meetingId, reviewId } = await begin({ classmatesReadReviews: 'by_consent' });
    const share = (isShared: boolean) =>
      ada.call(reviewsRoutes.shareReview, { params: { meetingId }, body: { isShared } });
    await share(true);
    const socket = await ben.socket();
    await socket.join('course', course.id);
    const enter = async () => (await socket.join('review', reviewId)).ok;
    expect(await enter()).toBe(true);
    await post(cleo, reviewId);
    await socket.waitFor(remarksEvents.remarksChanged);
    await share(false);
    await reply(ada, (await list(ada, reviewId)).remarks[0]?.id ?? '');
    await settle(course, [socket]);
    expect(told(socket.facts)).toEqual(['remarks.changed']);
    expect(await enter()).toBe(false);
    await share(true);
    expect(await enter()).toBe(true);
    await change(course, { classmatesReadReviews: 'never' });
    await post(ada, reviewId);
    await settle(course, [socket]);
    expect(told(socket.facts)).toEqual(['remarks.changed']);
    expect(await enter()).toBe(false);
    await change(course, { classmatesReadReviews: 'after_deadline' });
    expect(await enter()).toBe(true);
    const params = { courseId: course.id, personId: ben.personId };
    await course.instructor.call(coursesRoutes.dropMember, { params });
    await socket.ended;
    const again = await ben.socket();
    expect(await again.join('review', reviewId)).toMatchObject({ ok: false, reason: 'not_found' });
    await expect(list(ben, reviewId)).rejects.toMatchObject({ status: 404 });
    again.close();
  });

  test('an author who was dropped does not hear in their own room of what is said about their review', async () => {
    const { course, reviewId } = await begin();
    const params = { courseId: course.id, personId: ada.personId };
    await course.instructor.call(coursesRoutes.dropMember, { params });
    const socket = await ada.socket();
    expect(await socket.join('person', ada.personId)).toMatchObject({ ok: true });
    await post(cleo, reviewId);
    await react(cleo, reviewId, null, 'agree');
    const place = `review:${reviewId}:remark`;
    const body = { value: '"Mine."', revision: 0, updatedAt: after };
    await ada.call(draftsRoutes.keepDraft, { params: { personId: ada.personId, place }, body });
    await socket.waitFor(draftsEvents.draftChanged);
    expect(told(socket.facts)).toEqual([]);
    await expect(list(ada, reviewId)).rejects.toMatchObject({ status: 404 });
    socket.close();
  });
});

beforeEach(() => {
  app.clock.set(after);
});
