// Threads through the API: every operation, every refusal, races and repeated requests.
import { describe, expect, test } from '@jest/globals';
import { sortKey } from '#shared/annotations/anchor.ts';
import { annotationLimits, annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { anchorOn, gatherReaders, listFor, postOn, uploadDocument } from './read-document.ts';

const app = await startApp();
const { ada, tom, ben, cleo, olga, eve, course, document } = await gatherReaders(app);
const {
  listThreads,
  countThreads,
  postThread,
  editThread,
  deleteThread,
  reply,
  editReply,
  deleteReply,
  upvote,
  withdrawUpvote,
  resolveThread,
  reopenThread,
} = annotationsRoutes;

const params = { documentId: document.id };
const list = (person: PersonClient) => listFor(person, document.id);
const find = async (person: PersonClient, id: string) =>
  (await list(person)).threads.find((thread) => thread.id === id);
/** The thread, and its own text as a post. */
const of = (thread: { id: string }) => ({ params: { threadId: thread.id, postId: thread.id } });
const body = (line = 0) => ({
  id: newId(),
  anchor: anchorOn(document, line),
  kind: 'plain' as const,
  readingQuestion: null,
  text: 'Why?',
});
const replyTo = (person: PersonClient, thread: { id: string }, text = 'Because.', id = newId()) =>
  person.call(reply, { ...of(thread), body: { id, text } });

describe('postThread', () => {
  test('is seen by everybody in the course, in the order of the page', async () => {
    const lower = await postOn(ben, document, 9);
    const upper = await postOn(ada, document, 3);
    expect(lower).toMatchObject({ authorName: 'Ben', authorIsStaff: false, upvotes: 0, replies: [] });
    const { threads } = await list(cleo);
    const places = threads.map(({ anchor }) => anchor.sortKey);
    expect(places).toEqual(places.toSorted());
    // Reports are the staff's.
    expect(threads.find(({ id }) => id === upper.id)).toEqual({ ...upper, reports: null });
    expect(upper.authorIsStaff).toBe(true);
    expect((await list(olga)).threads).toHaveLength(threads.length);
  });

  test('a repeated request gives the first result, also when sent at once', async () => {
    const same = body(1);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ben.call(postThread, { params, body: same })),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await list(ben)).threads.filter(({ id }) => id === same.id)).toHaveLength(1);
  });

  test('refuses an identifier that somebody else has used', async () => {
    const { id } = await postOn(ben, document, 1);
    const twice = cleo.call(postThread, { params, body: { ...body(), id } });
    await expect(twice).rejects.toMatchObject({ body: { code: 'conflict', reason: 'id_taken' } });
  });

  test('refuses anchors that are not true of the PDF', async () => {
    const refused = (anchor: ReturnType<typeof anchorOn>) =>
      ben.call(postThread, { params, body: { ...body(), anchor } }).catch((error: unknown) => error);
    const good = anchorOn(document, 2);
    const [target] = good.targets;
    if (!target || !('quote' in target)) throw new Error('The anchor has no passage');
    const withTarget = (change: object) => {
      const targets = [{ ...target, ...change }];
      return { ...good, targets, sortKey: sortKey(targets) };
    };
    const { start, end } = target.position;
    expect(await refused(withTarget({ page: 3 }))).toMatchObject({ body: { reason: 'anchor_page_missing' } });
    expect(await refused(withTarget({ page: 2 }))).toMatchObject({
      body: { reason: 'anchor_quote_differs' },
    });
    expect(await refused(withTarget({ rects: [[600, 10, 700, 20]] }))).toMatchObject({
      body: { reason: 'anchor_outside_page' },
    });
    expect(await refused(withTarget({ position: { start: start + 1, end: end + 1 } }))).toMatchObject({
      body: { reason: 'anchor_quote_differs' },
    });
    expect(await refused(withTarget({ position: { start: start + 9000, end: end + 9000 } }))).toMatchObject({
      body: { reason: 'anchor_outside_text' },
    });
    expect(await refused({ ...good, fileHash: '0'.repeat(64) })).toMatchObject({
      status: 409,
      body: { reason: 'file_replaced' },
    });
    expect(await refused({ ...good, sortKey: '0' })).toMatchObject({ status: 400 });
  });

  test('takes an area without words', async () => {
    const targets = [{ page: 0, rects: [[100, 100, 300, 240]] as [[number, number, number, number]] }];
    const anchor = { fileHash: document.fileHash, targets, sortKey: sortKey(targets) };
    const thread = await ben.call(postThread, { params, body: { ...body(), anchor } });
    expect(thread.anchor).toEqual(anchor);
  });

  test('a reading question has its number, other kinds have none', async () => {
    const answer = { ...body(), kind: 'reading' as const, readingQuestion: 4 };
    expect(await ben.call(postThread, { params, body: answer })).toMatchObject({ readingQuestion: 4 });
    const beyond = { ...answer, id: newId(), readingQuestion: 5 };
    await expect(ben.call(postThread, { params, body: beyond })).rejects.toMatchObject({
      body: { reason: 'no_such_question' },
    });
    for (const wrong of [
      { kind: 'reading' as const, readingQuestion: null },
      { kind: 'insight' as const, readingQuestion: 1 },
    ])
      await expect(ben.call(postThread, { params, body: { ...body(), ...wrong } })).rejects.toMatchObject({
        status: 400,
      });
  });

  test('refuses empty, over-long and odd text, and fields nobody may set', async () => {
    const tries = ['  \n', 'x'.repeat(annotationLimits.text + 1), 'a\u0000b', { $gt: '' }];
    for (const text of tries)
      await expect(
        ben.call(postThread, { params, body: { ...body(), text: text as string } }),
      ).rejects.toMatchObject({ status: 400 });
    const planted = { ...body(), authorId: cleo.personId };
    await expect(ben.call(postThread, { params, body: planted })).rejects.toMatchObject({ status: 400 });
  });

  test('observers read but do not write', async () => {
    const posted = olga.call(postThread, { params, body: body() });
    await expect(posted).rejects.toMatchObject({ status: 403, body: { reason: 'observers_read' } });
  });

  test('is limited to so many a minute, for one person and not for others', async () => {
    const hurried = await app.person('Hurried');
    const calm = await app.person('Calm');
    const other = await app.course({ instructor: hurried, students: [calm] });
    const paper = await uploadDocument(other);
    const thread = await postOn(hurried, paper, 0);
    const answers = await Promise.allSettled(
      Array.from({ length: annotationLimits.postsPerMinute + 5 }, () => replyTo(hurried, thread)),
    );
    const refused = answers.filter((answer) => answer.status === 'rejected');
    // The thread itself was the first of the minute.
    expect(refused).toHaveLength(6);
    expect(refused[0]).toMatchObject({ reason: { status: 429 } });
    await postOn(calm, paper, 1);
  });
});

test('a replaced PDF keeps the threads, and what is posted on the former file moves along', async () => {
  const paper = await uploadDocument(course);
  const before = await postOn(ben, paper, 2);
  await ada.upload(
    papersRoutes.replacePaperFile,
    { params: { paperId: paper.id }, body: {} },
    await makePdf({ pages: 4, title: 'Second Edition' }),
  );
  const { fileHash } = await ben.call(papersRoutes.readDocument, { params: { documentId: paper.id } });
  expect(fileHash).not.toBe(paper.fileHash);
  const all = async (count: number) => {
    for (;;) {
      const { threads } = await listFor(ben, paper.id);
      if (threads.length === count && threads.every(({ anchor }) => anchor.fileHash === fileHash))
        return threads;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  expect(await all(1)).toMatchObject([{ id: before.id, text: before.text }]);
  // Cleo still reads the former file; nothing else makes the server look again.
  const late = await postOn(cleo, paper, 3);
  expect((await all(2))[1]).toMatchObject({
    id: late.id,
    placement: { method: 'exact', settled: true, original: { fileHash: paper.fileHash } },
  });
  // Its words are checked as on the present file, and an extent is changed only there.
  const wrong = { ...anchorOn(paper, 4), ...anchorOn(paper, 5, 2) };
  const [target] = wrong.targets;
  const targets = target ? [{ ...target, page: 1 }] : [];
  const body = { kind: 'plain' as const, readingQuestion: null, text: 'Why?' };
  await expect(
    cleo.call(annotationsRoutes.postThread, {
      params: { documentId: paper.id },
      body: { ...body, id: newId(), anchor: { ...wrong, targets, sortKey: sortKey(targets) } },
    }),
  ).rejects.toMatchObject({ body: { reason: 'anchor_quote_differs' } });
  await expect(
    cleo.call(annotationsRoutes.changeAnchor, {
      params: { threadId: late.id },
      body: { anchor: anchorOn(paper, 4) },
    }),
  ).rejects.toMatchObject({ body: { reason: 'file_replaced' } });
});

describe('editThread', () => {
  test('changes text and kind, and says that it was edited', async () => {
    const thread = await postOn(ben, document, 4);
    const edit = { revision: 1, kind: 'question' as const, readingQuestion: null, text: 'Really?' };
    const edited = await ben.call(editThread, { ...of(thread), body: edit });
    expect(edited).toMatchObject({ kind: 'question', text: 'Really?', revision: 2, anchor: thread.anchor });
    expect(edited.editedAt).not.toBeNull();
    expect(await find(cleo, thread.id)).toEqual(edited);
  });

  test('a conflict answers with the present version', async () => {
    const thread = await postOn(ben, document, 4);
    const edit = (text: string) =>
      ben.call(editThread, {
        ...of(thread),
        body: { revision: 1, kind: 'plain', readingQuestion: null, text },
      });
    // An upvote meanwhile is no conflict.
    await cleo.call(upvote, of(thread));
    const answers = await Promise.allSettled(['A', 'B', 'C'].map(edit));
    const won = answers.find((answer) => answer.status === 'fulfilled');
    const lost = answers.filter((answer) => answer.status === 'rejected');
    expect(lost).toHaveLength(2);
    for (const { reason } of lost)
      expect(reason).toMatchObject({
        body: { reason: 'text_changed', current: { text: won?.value.text, revision: 2, upvotes: 1 } },
      });
  });

  test('is for its author only', async () => {
    const thread = await postOn(ben, document, 4);
    const edit = { revision: 1, kind: 'plain' as const, readingQuestion: null, text: 'Mine now' };
    for (const person of [cleo, tom, ada])
      await expect(person.call(editThread, { ...of(thread), body: edit })).rejects.toMatchObject({
        status: 403,
      });
    expect((await find(ben, thread.id))?.text).toBe(thread.text);
  });
});

describe('reply', () => {
  test('is added to the thread, a repeated one once', async () => {
    const thread = await postOn(ben, document, 5);
    const id = newId();
    await Promise.all(Array.from({ length: 5 }, () => replyTo(cleo, thread, 'Because.', id)));
    await replyTo(tom, thread, 'And because.');
    expect((await find(ben, thread.id))?.replies).toMatchObject([
      { id, text: 'Because.', authorName: 'Cleo', authorIsStaff: false },
      { text: 'And because.', authorName: 'Tom', authorIsStaff: true },
    ]);
    const stolen = replyTo(ben, thread, 'Mine', id);
    await expect(stolen).rejects.toMatchObject({ body: { reason: 'id_taken' } });
  });

  test('loses none of many at once', async () => {
    const thread = await postOn(ben, document, 5);
    const people = [ada, tom, ben, cleo];
    await Promise.all(Array.from({ length: 24 }, (_, i) => replyTo(people[i % 4] ?? ada, thread, String(i))));
    const texts = (await find(ben, thread.id))?.replies.map(({ text }) => Number(text));
    expect(texts?.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });

  test('is refused when the thread is deleted or full', async () => {
    const thread = await postOn(ben, document, 5);
    await replyTo(cleo, thread);
    const threads = app.db.collection<{ _id: string }>('threads');
    await threads.updateOne(
      { _id: thread.id },
      { $set: { characters: annotationLimits.threadCharacters - 3 } },
    );
    await expect(replyTo(cleo, thread, 'four')).rejects.toMatchObject({ body: { reason: 'thread_full' } });
    await replyTo(cleo, thread, 'two');
    await ben.call(deleteThread, of(thread));
    await expect(replyTo(cleo, thread)).rejects.toMatchObject({ body: { reason: 'deleted' } });
  });
});

describe('editReply', () => {
  test('changes one reply and leaves the others', async () => {
    const thread = await postOn(ben, document, 6);
    const [first, second] = [newId(), newId()];
    await replyTo(cleo, thread, 'One', first);
    await replyTo(cleo, thread, 'Two', second);
    const edited = await cleo.call(editReply, {
      params: { threadId: thread.id, replyId: second },
      body: { revision: 1, text: 'Zwei' },
    });
    expect(edited.replies).toMatchObject([
      { text: 'One', editedAt: null },
      { text: 'Zwei', revision: 2 },
    ]);
  });

  test('a conflict answers with the thread as it is; only the author may', async () => {
    const thread = await postOn(ben, document, 6);
    const replyId = newId();
    await replyTo(cleo, thread, 'One', replyId);
    const edit = (person: PersonClient, text: string) =>
      person.call(editReply, { params: { threadId: thread.id, replyId }, body: { revision: 1, text } });
    await edit(cleo, 'Two');
    await expect(edit(cleo, 'Three')).rejects.toMatchObject({
      body: { reason: 'text_changed', current: { replies: [{ text: 'Two', revision: 2 }] } },
    });
    await expect(edit(ben, 'Mine')).rejects.toMatchObject({ status: 403 });
    const nowhere = { params: { threadId: thread.id, replyId: newId() }, body: { revision: 1, text: 'x' } };
    await expect(cleo.call(editReply, nowhere)).rejects.toMatchObject({ status: 404 });
  });
});

describe('deleteThread', () => {
  test('without replies it is gone; again is no error', async () => {
    const thread = await postOn(ben, document, 7);
    await ben.call(deleteThread, of(thread));
    await ben.call(deleteThread, of(thread));
    expect(await find(ben, thread.id)).toBeUndefined();
    for (const late of [
      () => cleo.call(upvote, of(thread)),
      () => ben.call(resolveThread, of(thread)),
      () =>
        ben.call(editThread, {
          ...of(thread),
          body: { revision: 1, kind: 'plain', readingQuestion: null, text: 'x' },
        }),
    ])
      await expect(late()).rejects.toMatchObject({ status: 403, body: { reason: 'deleted' } });
  });

  test('with replies its place stays and its words go', async () => {
    const thread = await postOn(ben, document, 7, 'Something I regret');
    await replyTo(cleo, thread);
    await ada.call(deleteThread, of(thread));
    const left = await find(cleo, thread.id);
    expect(left).toMatchObject({ text: '', replies: [{ text: 'Because.' }] });
    expect(left?.deletedAt).not.toBeNull();
    expect(JSON.stringify(await app.db.collection('threads').find({}).toArray())).not.toContain('regret');
  });

  test('with the last reply the rest of it goes', async () => {
    const thread = await postOn(ben, document, 7);
    const replyId = newId();
    await replyTo(cleo, thread, 'Because.', replyId);
    await ben.call(deleteThread, of(thread));
    await cleo.call(deleteReply, { params: { threadId: thread.id, replyId } });
    expect(await find(ben, thread.id)).toBeUndefined();
  });

  test('is for its author and staff', async () => {
    const thread = await postOn(ben, document, 7);
    for (const person of [cleo, olga])
      await expect(person.call(deleteThread, of(thread))).rejects.toMatchObject({ status: 403 });
    await tom.call(deleteThread, of(thread));
  });
});

test('deleteReply leaves a place where later replies follow, and nothing otherwise', async () => {
  const thread = await postOn(ben, document, 8);
  const [first, second] = [newId(), newId()];
  await replyTo(cleo, thread, 'One', first);
  await replyTo(ben, thread, 'Two', second);
  const remove = (person: PersonClient, replyId: string) =>
    person.call(deleteReply, { params: { threadId: thread.id, replyId } });
  await expect(remove(ben, first)).rejects.toMatchObject({ status: 403 });
  await remove(cleo, first);
  const replies = (await find(ada, thread.id))?.replies;
  expect(replies).toMatchObject([{ id: first, text: '' }, { text: 'Two' }]);
  expect(replies?.[0]?.deletedAt).not.toBeNull();
  await remove(tom, second);
  expect((await find(ada, thread.id))?.replies).toEqual([]);
});

describe('upvote', () => {
  test('fifty at once by one person are one vote', async () => {
    const thread = await postOn(ben, document, 10);
    await Promise.all(Array.from({ length: 50 }, () => cleo.call(upvote, of(thread))));
    expect(await find(ada, thread.id)).toMatchObject({ upvotes: 1, change: 2 });
    await ada.call(upvote, of(thread));
    expect((await list(cleo)).myUpvotes).toContain(thread.id);
    expect((await list(ben)).myUpvotes).not.toContain(thread.id);
    await Promise.all(Array.from({ length: 20 }, () => cleo.call(withdrawUpvote, of(thread))));
    expect((await find(ada, thread.id))?.upvotes).toBe(1);
    expect((await list(cleo)).myUpvotes).not.toContain(thread.id);
  });

  test('not for oneself, not by observers', async () => {
    const thread = await postOn(ben, document, 10);
    await expect(ben.call(upvote, of(thread))).rejects.toMatchObject({ body: { reason: 'own_upvote' } });
    await expect(olga.call(upvote, of(thread))).rejects.toMatchObject({ status: 403 });
    expect((await find(ada, thread.id))?.upvotes).toBe(0);
  });
});

test('resolveThread and reopenThread are for the author and staff, and say who did it', async () => {
  const thread = await postOn(ben, document, 11);
  await expect(cleo.call(resolveThread, of(thread))).rejects.toMatchObject({ status: 403 });
  const resolved = await tom.call(resolveThread, of(thread));
  expect(resolved).toMatchObject({ resolvedByName: 'Tom' });
  // Whoever comes second changes nothing.
  expect(await ben.call(resolveThread, of(thread))).toEqual({ ...resolved, reports: null });
  expect(await ben.call(reopenThread, of(thread))).toMatchObject({ resolvedAt: null, resolvedByName: null });
});

test('countThreads counts what stands, per paper', async () => {
  const paper = await uploadDocument(course);
  const question = { ...body(), anchor: anchorOn(paper, 0), kind: 'question' as const };
  const [asked] = await Promise.all([
    ben.call(postThread, { params: { documentId: paper.id }, body: question }),
    postOn(cleo, paper, 1),
  ]);
  await ben.call(deleteThread, of(await postOn(ben, paper, 2)));
  const count = () => cleo.call(countThreads, { params: { meetingId: paper.meetingId ?? '' } });
  expect(await count()).toEqual([{ documentId: paper.id, threads: 2, openQuestions: 1, mine: 1 }]);
  await ben.call(resolveThread, of(asked));
  expect(await count()).toMatchObject([{ openQuestions: 0 }]);
});

test('for a member of another course nothing of it exists, by any door', async () => {
  const thread = await postOn(ben, document, 12, 'Only for our course');
  const replyId = newId();
  await replyTo(cleo, thread, 'Yes', replyId);
  const ofReply = { params: { threadId: thread.id, replyId } };
  const knocks = (threadId: string, documentId: string, meetingId: string, replied: string) => [
    eve.call(listThreads, { params: { documentId }, query: {} }),
    eve.call(countThreads, { params: { meetingId } }),
    eve.call(postThread, { params: { documentId }, body: body() }),
    eve.call(editThread, {
      params: { threadId },
      body: { revision: 1, kind: 'plain', readingQuestion: null, text: 'x' },
    }),
    eve.call(deleteThread, { params: { threadId } }),
    eve.call(reply, { params: { threadId }, body: { id: newId(), text: 'x' } }),
    eve.call(editReply, { params: { threadId, replyId: replied }, body: { revision: 1, text: 'x' } }),
    eve.call(deleteReply, { params: { threadId, replyId: replied } }),
    eve.call(upvote, { params: { threadId, postId: threadId } }),
    eve.call(withdrawUpvote, { params: { threadId, postId: threadId } }),
    eve.call(resolveThread, { params: { threadId } }),
    eve.call(reopenThread, { params: { threadId } }),
  ];
  const answersTo = async (calls: Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((answer) => {
      if (answer.status === 'fulfilled') return 'let in';
      const { requestId: _, ...refusal } = (answer.reason as { body: { requestId?: string } }).body;
      return refusal;
    });
  const real = await answersTo(
    knocks(thread.id, document.id, document.meetingId ?? '', ofReply.params.replyId),
  );
  const invented = await answersTo(knocks(newId(), newId(), newId(), newId()));
  for (const answer of real) expect(answer).toMatchObject({ code: 'not_found' });
  // What exists elsewhere and what does not exist at all are told in the same words.
  expect(real).toEqual(invented);

  const socket = await eve.socket();
  expect(await socket.join('document', document.id)).toEqual({
    ok: false,
    reason: 'not_found',
    message: expect.any(String),
  });
  await postOn(ben, document, 12);
  expect(socket.facts).toEqual([]);
  await expect(app.visitor().call(listThreads, { params, query: {} })).rejects.toMatchObject({ status: 401 });
  expect(await find(ben, thread.id)).toMatchObject({ text: 'Only for our course', change: 2 });
});
