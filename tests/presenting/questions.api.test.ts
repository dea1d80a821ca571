// Questions: threads on the deck by every rule of threads, answered by presenters, moderated by staff, shown by the projector.
import { expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { presentingEvents } from '#shared/presenting/contract.ts';
import { questionsEvents, questionsRoutes as routes } from '#shared/presenting/questions.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import type { PersonClient } from '#tests/support/app.ts';
import { holdTalk } from './hold-talk.ts';

const app = await startApp({ now: '2026-10-05T14:00:00.000Z' });
const talk = await holdTalk(app, { anonymity: 'choice', postsBeforeReading: 3 });
const { ann, ben, cleo, ta, observer, stranger, deck, meetingId } = talk;
const everybody = [ann, ben, cleo, ta, observer];

const seenBy = async (who: PersonClient, threadId: string) =>
  (await listFor(who, deck.id)).threads.find(({ id }) => id === threadId);

test('a question is a thread on the slide for the whole class, also for those who posted nothing yet', async () => {
  const { threadId } = await talk.ask(cleo, 'Why a lease?', 2);
  for (const who of everybody)
    expect(await seenBy(who, threadId)).toMatchObject({
      kind: 'question',
      authorName: 'Cleo',
      anchor: { fileHash: deck.fileHash, targets: [{ page: 2 }] },
    });
  expect(await talk.marks(ann)).toEqual([]);
});

test('one about the whole talk is marked as such; the same request again asks once', async () => {
  const id = newId();
  for (const _ of [1, 2])
    expect(await talk.ask(cleo, 'What next?', null, false, id)).toEqual({ threadId: id });
  expect(await talk.marks(ben)).toEqual([{ threadId: id, isGeneral: true, hidden: null }]);
});

test('anonymous where the course lets one choose: classmates and presenters read a pseudonym, staff the name', async () => {
  const { threadId } = await talk.ask(cleo, 'Is this silly?', 0, true);
  for (const who of [ann, ben, observer]) {
    const seen = await seenBy(who, threadId);
    expect(seen?.anonymous).toBe(true);
    expect([seen?.authorName, seen?.authorId]).not.toContain('Cleo');
    expect(seen?.authorId).not.toBe(cleo.personId);
  }
  expect(await seenBy(ta, threadId)).toMatchObject({ authorName: 'Cleo' });
});

test('observers and strangers ask nothing, nor does anybody about a slide that is not there', async () => {
  await expect(talk.ask(observer, 'Me?', 0)).rejects.toMatchObject({ status: 403 });
  await expect(talk.ask(stranger, 'Me?', 0)).rejects.toMatchObject({ status: 404 });
  await expect(talk.ask(cleo, 'There?', 99)).rejects.toMatchObject({ body: { reason: 'no_such_slide' } });
  await expect(talk.ask(cleo, '  ', 0)).rejects.toMatchObject({ status: 400 });
});

test('presenters and staff mark it as answered in the talk, and take that back', async () => {
  const { threadId } = await talk.ask(cleo, 'How long?', 1);
  for (const who of [cleo, observer])
    await expect(who.call(routes.answerLive, talk.on(threadId))).rejects.toMatchObject({ status: 403 });
  await expect(stranger.call(routes.answerLive, talk.on(threadId))).rejects.toMatchObject({ status: 404 });
  await ann.call(routes.answerLive, talk.on(threadId));
  await ann.call(routes.answerLive, talk.on(threadId));
  expect(await seenBy(cleo, threadId)).toMatchObject({ resolvedByName: 'Ann' });
  await ben.call(routes.withdrawAnswer, talk.on(threadId));
  expect(await seenBy(cleo, threadId)).toMatchObject({ resolvedAt: null });
});

test('hidden, it is its author’s and the staff’s with the reason, by every door, until it is brought back', async () => {
  const { threadId } = await talk.ask(cleo, 'Are you asleep?', 1);
  const follower = await ben.socket();
  await follower.join('stage', meetingId);
  await follower.join('document', deck.id);
  for (const who of [ann, cleo])
    await expect(
      who.call(routes.hideQuestion, { ...talk.on(threadId), body: { reason: 'No' } }),
    ).rejects.toMatchObject({ status: 403 });
  await ta.call(routes.hideQuestion, { ...talk.on(threadId), body: { reason: 'Not about the talk' } });
  await follower.waitFor(questionsEvents.questionMarked);
  const hidden = { threadId, isGeneral: false, hidden: { reason: 'Not about the talk' } };
  for (const who of [cleo, ta]) expect(await talk.marks(who)).toContainEqual(hidden);
  for (const who of [ann, ben, observer]) {
    expect(await seenBy(who, threadId)).toBeUndefined();
    expect(JSON.stringify(await talk.marks(who))).not.toContain(threadId);
    await expect(
      who.call(annotationsRoutes.upvote, { params: { threadId, postId: threadId } }),
    ).rejects.toMatchObject({ status: 404 });
  }
  // Its author cannot show it again by another door.
  await expect(
    cleo.call(annotationsRoutes.moveThread, { params: { threadId }, body: { visibility: 'class' } }),
  ).rejects.toMatchObject({ body: { reason: 'held_back' } });
  await ta.call(routes.bringBack, talk.on(threadId));
  expect(await seenBy(ben, threadId)).toMatchObject({ visibility: 'class' });
  expect(JSON.stringify(await talk.marks(cleo))).not.toContain('Not about the talk');
  follower.close();
});

test('the projector shows the one that is answered and the most wanted, never a hidden one or a name that is not shown', async () => {
  await talk.putUp(ann);
  const wall = await app.visitor().socket(talk.token);
  await wall.join('projector', meetingId);
  const { threadId } = await talk.ask(cleo, 'Who pays?', 3, true);
  expect(await talk.projected(talk.token)).toMatchObject({ question: null, top: [] });
  await talk.act(ann, { do: 'screen', shown: { kind: 'question', threadId } });
  const { question } = await talk.projected(talk.token);
  expect(question).toMatchObject({ text: 'Who pays?', slide: 3, upvotes: 0 });
  expect(question?.authorName).not.toBe('Cleo');
  await ben.call(annotationsRoutes.upvote, { params: { threadId, postId: threadId } });
  await wall.waitFor(presentingEvents.questionsProjected);
  await talk.act(ann, { do: 'screen', shown: { kind: 'top' } });
  const { top } = await talk.projected(talk.token);
  expect(top[0]).toMatchObject({ threadId, upvotes: 1 });
  expect(top).toHaveLength(4);
  await ta.call(routes.hideQuestion, { ...talk.on(threadId), body: { reason: 'No' } });
  expect(JSON.stringify(await talk.projected(talk.token))).not.toContain('Who pays?');
  await expect(talk.act(ann, { do: 'screen', shown: { kind: 'question', threadId } })).rejects.toMatchObject({
    status: 404,
  });
  wall.close();
});
