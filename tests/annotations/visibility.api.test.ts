// Who sees what, by every door: random worlds of threads, in which lists, counts, rooms, news and the rule must say the same.
import { describe, expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mentionOf } from '#shared/annotations/mentions.ts';
import { visitsRoutes } from '#shared/annotations/visits.ts';
import { visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { anchorOn, listFor, uploadDocument } from './read-document.ts';

const app = await startApp();
const { postThread, reply, moveThread, acceptReply, endorse, reportPost, dismissReports, readHistory } =
  annotationsRoutes;

/** A course of its own with these settings: staff Ada and Tom, four students, an observer. */
const gather = async (settings: Partial<Settings> = {}) => {
  const names = ['Ada', 'Tom', 'Ben', 'Cleo', 'Dana', 'Emil', 'Olga'];
  const people = await Promise.all(names.map((name) => app.person(name)));
  const [ada, tom, ben, cleo, dana, emil, olga] = people as [PersonClient, ...PersonClient[]] &
    PersonClient[];
  if (!tom || !ben || !cleo || !dana || !emil || !olga) throw new Error('Somebody did not come');
  const course = await app.course({
    ...{ instructor: ada, tas: [tom], students: [ben, cleo, dana, emil], observers: [olga] },
    settings,
  });
  const document = await uploadDocument(course);
  const post = (person: PersonClient, visibility: Visibility, more: object = {}): Promise<ThreadView> =>
    person.call(postThread, {
      params: { documentId: document.id },
      body: {
        ...{ id: newId(), anchor: anchorOn(document, 1), kind: 'plain', readingQuestion: null },
        ...{ text: `${visibility} words`, visibility },
        ...more,
      },
    });
  const seen = async (person: PersonClient) => (await listFor(person, document.id)).threads;
  return { ada, tom, ben, cleo, dana, emil, olga, course, document, post, seen };
};
const of = (thread: { id: string }, postId = thread.id) => ({ params: { threadId: thread.id, postId } });

/** Deterministic, so that a failure can be repeated (Lehmer, modulus 2^31 - 1). */
const chance = (seed: number) => () => (seed = (seed * 48271) % 2147483647) / 2147483647;

describe.each([
  ['as a course begins', {}, 7],
  ['in reading groups', { readingGroupSize: 3 }, 11],
  ['with pseudonyms', { anonymity: 'always', readingGroupSize: 3 }, 13],
  ['after posting first', { postsBeforeReading: 2, readingGroupSize: 3 }, 17],
] as const)('%s', (_, settings, seed) => {
  test('everybody sees exactly what is for them, by every door', async () => {
    const world = await gather(settings);
    const { ada, tom, ben, cleo, dana, emil, olga, document } = world;
    const everybody = [ada, tom, ben, cleo, dana, emil, olga];
    const students = [ben, cleo, dana, emil];
    const random = chance(seed);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const groups = new Map<PersonClient, string | null>();
    for (const person of everybody) groups.set(person, (await listFor(person, document.id)).groupId);
    for (const person of students) expect(groups.get(person) !== null).toBe('readingGroupSize' in settings);
    for (const person of [ada, tom, olga]) expect(groups.get(person)).toBeNull();

    const threads: { author: PersonClient; thread: ThreadView }[] = [];
    for (let i = 0; i < 14; i++) {
      const author = pick([ada, ...students]);
      const wanted = pick(visibilitySchema.options);
      const visibility = wanted === 'group' && groups.get(author) === null ? 'class' : wanted;
      threads.push({ author, thread: await world.post(author, visibility, { text: `Words ${String(i)}` }) });
    }
    // Some are moved by their authors.
    for (const item of threads.slice(0, 4)) {
      const visibility = pick(['class', 'staff', 'private'] as const);
      item.thread = await item.author.call(moveThread, { ...of(item.thread), body: { visibility } });
    }

    const staff = new Set([ada, tom]);
    const contributed = (person: PersonClient) =>
      threads.filter(({ author, thread }) => author === person && thread.visibility !== 'private').length;
    const needed = 'postsBeforeReading' in settings ? settings.postsBeforeReading : 0;
    const expected = (person: PersonClient) =>
      threads
        .filter(({ author, thread: { visibility, groupId } }) => {
          if (author === person) return true;
          if (visibility === 'private') return false;
          if (staff.has(person)) return true;
          if (visibility === 'staff') return false;
          if (students.includes(person) && contributed(person) < needed) return false;
          return visibility === 'class' || groupId === groups.get(person);
        })
        .map(({ thread }) => thread.id)
        .toSorted();

    for (const person of everybody) {
      const listed = await listFor(person, document.id);
      const ids = listed.threads.map(({ id }) => id).toSorted();
      expect(ids).toEqual(expected(person));
      // The list since the very beginning gives the same, and names what it takes away only to whoever had it.
      const since = await listFor(person, document.id, 0);
      expect(since.threads.map(({ id }) => id).toSorted()).toEqual(ids);
      const [count] = await person.call(annotationsRoutes.countThreads, {
        params: { meetingId: document.meetingId ?? '' },
      });
      expect(count?.threads).toBe(ids.length);
      for (const { thread } of threads) {
        const knock = () =>
          person.call(readHistory, of(thread)).then(
            () => 'open',
            (e: unknown) => e,
          );
        const answer = await knock();
        if (!ids.includes(thread.id)) expect(answer).toMatchObject({ status: 404 });
        else expect(answer === 'open' || (answer as { status: number }).status === 403).toBe(true);
      }
    }
    if (!('anonymity' in settings)) return;
    const asStudent = JSON.stringify(await world.seen(olga));
    for (const name of ['Ben', 'Cleo', 'Dana', 'Emil']) expect(asStudent).not.toContain(name);
    for (const { personId } of students) expect(asStudent).not.toContain(personId);
    expect((await world.seen(ada)).map(({ authorName }) => authorName)).toContain('Cleo');
  });
});

test('a reading group hears its own, and only its own, live; nobody hears what is for fewer', async () => {
  const { ben, cleo, dana, emil, ada, document, post } = await gather({ readingGroupSize: 3 });
  const students = [ben, cleo, dana, emil];
  const groups = await Promise.all(students.map(async (s) => (await listFor(s, document.id)).groupId ?? ''));
  const sockets = await Promise.all(
    [...students, ada].map(async (person, i) => {
      const socket = await person.socket();
      if (person === ada) expect(await socket.join('documentStaff', document.id)).toMatchObject({ ok: true });
      else {
        expect(await socket.join('document', document.id)).toMatchObject({ ok: true });
        expect(await socket.join('documentStaff', document.id)).toMatchObject({ ok: false });
        for (const group of new Set(groups))
          expect(await socket.join('readingGroup', group)).toMatchObject({ ok: group === groups[i] });
      }
      return socket;
    }),
  );
  for (const visibility of ['private', 'staff', 'group'] as const) await post(ben, visibility);
  const last = await post(ben, 'class');
  await Promise.all(
    sockets.map((socket) => socket.waitFor(annotationsEvents.threadPosted, ({ id }) => id === last.id)),
  );
  const heard = sockets.map((socket) =>
    socket.facts.map(({ payload }) => (payload as ThreadView).visibility),
  );
  expect(heard[4]).toEqual(['staff', 'group', 'class']);
  for (const [i, group] of groups.entries())
    expect(heard[i]).toEqual(group === groups[0] ? ['group', 'class'] : ['class']);
});

test('whoever comes later joins the smallest reading group, and is not left alone', async () => {
  const { ada, ben, cleo, dana, emil, course, document } = await gather({ readingGroupSize: 3 });
  const groupOf = async (person: PersonClient) => (await listFor(person, document.id)).groupId;
  const groups = await Promise.all([ben, cleo, dana, emil].map(groupOf));
  expect(new Set(groups).size).toBe(2);
  // The third finds both groups full.
  for (const name of ['Fay', 'Gil', 'Hal']) {
    const late = await app.person(name);
    await ada.call(coursesRoutes.addMember, {
      params: { courseId: course.id },
      body: { name, email: late.email, role: 'student' },
    });
    expect(groups).toContain(await groupOf(late));
  }
});

describe('moveThread', () => {
  test('takes a thread out of classmates’ lists and back, with its replies', async () => {
    const { ben, cleo, ada, document, post, seen } = await gather();
    const thread = await post(ben, 'class');
    const before = (await listFor(cleo, document.id)).last;
    await ada.call(reply, { ...of(thread), body: { id: newId(), text: 'See page 3.' } });
    const move = (person: PersonClient, visibility: Visibility) =>
      person.call(moveThread, { ...of(thread), body: { visibility } });
    await expect(move(cleo, 'staff')).rejects.toMatchObject({ status: 403 });
    // Others' words are never made private. Only the staff replied, who see it still: the author may narrow it, but not back.
    await expect(move(ada, 'private')).rejects.toMatchObject({ status: 403 });
    await move(ben, 'staff');
    await expect(move(ben, 'class')).rejects.toMatchObject({ body: { reason: 'others_replied' } });
    const delta = await listFor(cleo, document.id, before);
    expect([delta.threads, delta.gone.map(([id]) => id)]).toEqual([[], [thread.id]]);
    expect(await seen(ben)).toMatchObject([{ visibility: 'staff', replies: [{ text: 'See page 3.' }] }]);
    await move(ada, 'class');
    expect(await seen(cleo)).toMatchObject([{ visibility: 'class', replies: [{ text: 'See page 3.' }] }]);
  });

  test('a classmate’s reply is not taken from its author, nor shown to more people, by the author of the thread', async () => {
    const { ada, ben, cleo, post } = await gather();
    const thread = await post(ben, 'class');
    await cleo.call(reply, { ...of(thread), body: { id: newId(), text: 'I doubt it.' } });
    const move = (person: PersonClient, visibility: Visibility) =>
      person.call(moveThread, { ...of(thread), body: { visibility } });
    await expect(move(ben, 'staff')).rejects.toMatchObject({ body: { reason: 'others_would_lose' } });
    await move(ada, 'staff');
    await expect(move(ben, 'class')).rejects.toMatchObject({ body: { reason: 'others_replied' } });
    expect(await move(ada, 'class')).toMatchObject({ replies: [{ text: 'I doubt it.' }] });
  });

  test('what was never for them is not even named as gone', async () => {
    const { ben, cleo, document, post } = await gather();
    const since = (await listFor(cleo, document.id)).last;
    const thread = await post(ben, 'private');
    await ben.call(moveThread, { ...of(thread), body: { visibility: 'staff' } });
    const delta = await listFor(cleo, document.id, since);
    expect([delta.threads, delta.gone]).toEqual([[], []]);
  });
});

describe('marks of the staff and of whoever asked', () => {
  test('acceptReply is for whoever began the thread and the staff; a deleted answer answers nothing', async () => {
    const { ben, cleo, dana, post, seen } = await gather();
    const thread = await post(ben, 'class', { kind: 'question' });
    const replyId = newId();
    await cleo.call(reply, { ...of(thread), body: { id: replyId, text: 'Because.' } });
    const accept = (person: PersonClient, id = replyId) =>
      person.call(acceptReply, { ...of(thread), body: { replyId: id } });
    await expect(accept(dana)).rejects.toMatchObject({ status: 403 });
    await expect(accept(ben, newId())).rejects.toMatchObject({ status: 404 });
    expect(await accept(ben)).toMatchObject({ acceptedReplyId: replyId });
    await cleo.call(annotationsRoutes.deleteReply, { params: { threadId: thread.id, replyId } });
    expect(await seen(dana)).toMatchObject([{ acceptedReplyId: null }]);
  });

  test('endorse is for staff, on threads and on replies', async () => {
    const { ada, ben, cleo, post, seen } = await gather();
    const thread = await post(ben, 'class');
    const replyId = newId();
    await cleo.call(reply, { ...of(thread), body: { id: replyId, text: 'Because.' } });
    await expect(cleo.call(endorse, of(thread))).rejects.toMatchObject({ status: 403 });
    await ada.call(endorse, of(thread, replyId));
    expect(await seen(ben)).toMatchObject([{ endorsedByName: null, replies: [{ endorsedByName: 'Ada' }] }]);
    await ada.call(annotationsRoutes.withdrawEndorsement, of(thread, replyId));
    expect(await seen(ben)).toMatchObject([{ replies: [{ endorsedByName: null }] }]);
  });

  test('reports are one per person and post, for the staff’s eyes, and can be settled', async () => {
    const { ada, ben, cleo, post, seen } = await gather();
    const thread = await post(ben, 'class');
    const report = (person: PersonClient) =>
      person.call(reportPost, { ...of(thread), body: { reason: 'Not kind' } });
    await expect(report(ben)).rejects.toMatchObject({ body: { reason: 'own_report' } });
    for (let again = 0; again < 3; again++) await report(cleo);
    expect(await seen(ada)).toMatchObject([{ reports: [{ byName: 'Cleo', reason: 'Not kind' }] }]);
    expect(await seen(ben)).toMatchObject([{ reports: null }]);
    await expect(cleo.call(dismissReports, of(thread))).rejects.toMatchObject({ status: 403 });
    expect(await ada.call(dismissReports, of(thread))).toMatchObject({ reports: [] });
  });
});

test('readHistory shows former texts to the author and staff, until the post is deleted', async () => {
  const { ada, ben, cleo, post } = await gather();
  const thread = await post(ben, 'class', { text: 'First' });
  const words = { kind: 'plain' as const, readingQuestion: null };
  for (const [revision, text] of [
    [1, 'Second'],
    [2, 'Third'],
  ] as const)
    await ben.call(annotationsRoutes.editThread, { ...of(thread), body: { ...words, revision, text } });
  expect((await ada.call(readHistory, of(thread))).map(({ text }) => text)).toEqual(['Second', 'First']);
  await expect(cleo.call(readHistory, of(thread))).rejects.toMatchObject({ status: 403 });
  await ben.call(annotationsRoutes.deleteThread, of(thread));
  expect(await app.db.collection('formerTexts').countDocuments({ postId: thread.id })).toBe(0);
});

test('anonymity as each author chooses: the same pseudonym throughout a document, its owner knows it', async () => {
  const { ada, ben, cleo, document, post, seen } = await gather({ anonymity: 'choice' });
  const thread = await post(ben, 'class', { anonymous: true });
  const { name } = { name: thread.authorName };
  expect(name).not.toBe('Ben');
  await ben.call(reply, { ...of(thread), body: { id: newId(), text: 'More', anonymous: true } });
  await ben.call(reply, { ...of(thread), body: { id: newId(), text: 'Openly' } });
  await ben.call(annotationsRoutes.resolveThread, of(thread));
  expect(await seen(cleo)).toMatchObject([
    { authorName: name, resolvedByName: name, replies: [{ authorName: name }, { authorName: 'Ben' }] },
  ]);
  expect((await listFor(ben, document.id)).ownPseudonymId).toBe(thread.authorId);
  expect(await seen(ada)).toMatchObject([{ authorName: 'Ben', anonymous: true }]);
  const staffs = await post(ada, 'class', { anonymous: true });
  expect(staffs).toMatchObject({ authorName: 'Ada', anonymous: false });
});

test('others’ notes are shown after so many of one’s own, also over the socket', async () => {
  const { ben, cleo, document, post, seen } = await gather({ postsBeforeReading: 2 });
  await post(ben, 'class');
  await post(ben, 'class');
  expect((await listFor(cleo, document.id)).gate).toEqual({ needed: 2, posted: 0 });
  const socket = await cleo.socket();
  expect(await socket.join('document', document.id)).toMatchObject({ ok: false, reason: 'post_first' });
  await post(cleo, 'private');
  await post(cleo, 'class');
  expect(await seen(cleo)).toHaveLength(2);
  await post(cleo, 'class');
  expect(await seen(cleo)).toHaveLength(5);
  expect(await socket.join('document', document.id)).toMatchObject({ ok: true });
});

test('news are what is followed or mentions one, unread, and of what one may see', async () => {
  const { ada, ben, cleo, course, document, post } = await gather();
  const news = (person: PersonClient) => person.call(visitsRoutes.listNews, {});
  const thread = await post(ben, 'class', { text: 'Why?' });
  const text = `Ask ${mentionOf('Cleo', cleo.personId)}`;
  const answered = await ada.call(reply, { ...of(thread), body: { id: newId(), text } });
  expect(await news(ben)).toMatchObject([
    { why: 'followed', authorName: 'Ada', text: 'Ask @Cleo', fresh: 1 },
  ]);
  expect(await news(cleo)).toMatchObject([{ why: 'mentioned', threadId: thread.id, fresh: 2 }]);
  expect(await news(ada)).toEqual([]);
  const at = answered.replies[0]?.postedAt ?? '';
  const params = { documentId: document.id };
  await cleo.call(visitsRoutes.markRead, {
    params,
    body: {
      threads: [
        [thread.id, at],
        [newId(), at],
      ],
    },
  });
  expect(await news(cleo)).toEqual([]);
  expect(await cleo.call(visitsRoutes.beginVisit, { params })).toMatchObject({ read: [[thread.id, at]] });
  await ben.call(annotationsRoutes.unfollowThread, of(thread));
  expect(await news(ben)).toEqual([]);
  await ben.call(annotationsRoutes.followThread, of(thread));
  expect(await news(ben)).toHaveLength(1);
  await ada.call(coursesRoutes.dropMember, { params: { courseId: course.id, personId: ben.personId } });
  expect(await news(ben)).toEqual([]);
});

test('a visit ends after half an hour of silence', async () => {
  const { ben, document } = await gather();
  const begin = () => ben.call(visitsRoutes.beginVisit, { params: { documentId: document.id } });
  expect((await begin()).lastVisitAt).toBeNull();
  app.clock.advance(20);
  expect((await begin()).lastVisitAt).toBeNull();
  const end = app.clock.now().getTime();
  app.clock.advance(31);
  const at = (await begin()).lastVisitAt;
  expect(Math.abs(Date.parse(at ?? '') - end)).toBeLessThan(5000);
});

test('settings that were stored before these existed get the defaults', () => {
  expect(defaultSettings).toMatchObject({ anonymity: 'off', postsBeforeReading: 0, readingGroupSize: 0 });
});
