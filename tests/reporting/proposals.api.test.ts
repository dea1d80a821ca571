// What a group may want to talk about, and what it pins: every person sees what they may see, and nobody's name behind a pseudonym.
import { expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import type { Reaction } from '#shared/remarks/reactions.ts';
import { proposalsEvents, proposalsRoutes } from '#shared/reporting/proposals.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { anchorOn, postOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { groupOf, refusalOf, roundOf } from '#tests/rounds/classroom.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const app = await startApp({ now: '2026-09-28T12:00:00.000Z' });
const students = await app.people(6);
const outsider = await app.person();
const observer = await app.person();
const course = await app.course({
  students,
  observers: [observer],
  settings: { checkInNeedsCode: false, classmatesReadReviews: 'after_deadline', reviewNames: 'hidden' },
});
await app.course({ instructor: outsider });
const document = await uploadDocument(course);
const meetingId = document.meetingId ?? '';
const params = { meetingId };
const [author, ...rest] = students;
if (!author) throw new Error('students were asked for');

const reply = (who: PersonClient, threadId: string) =>
  who.call(annotationsRoutes.reply, { params: { threadId }, body: { id: newId(), text: 'Because.' } });
const post = (
  who: PersonClient,
  line: number,
  more: { kind?: 'question'; visibility?: 'private' | 'class' },
) =>
  who.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: {
      ...{ id: newId(), anchor: anchorOn(document, line), kind: 'plain' as const, readingQuestion: null },
      ...{ text: `About line ${String(line)}`, ...more },
    },
  });

const discussed = await postOn(author, document, 1);
for (const other of rest.slice(0, 3)) await reply(other, discussed.id);
const question = await post(author, 2, { kind: 'question' });
const silent = await postOn(author, document, 3);
const secret = await post(author, 4, { kind: 'question', visibility: 'private' });

const words = 'Leases need no good clocks.';
const review = await submitReview(author, meetingId, {
  first: `One. ${words} Three.`,
  second: 'Two.',
  connections: 'Both.',
});
for (const other of rest) await submitReview(other, meetingId);
app.clock.set('2026-10-01T14:00:00.000Z');
const react = (who: PersonClient, reaction: Reaction) =>
  who.call(remarksRoutes.react, {
    params: { reviewId: review.id ?? '' },
    body: {
      ...{ reaction, isOn: true },
      place: {
        part: 'first',
        passage: {
          quote: { exact: words, prefix: 'One. ', suffix: ' Three.' },
          position: { start: 4, end: 4 + words.replaceAll(' ', '').length },
        },
      },
    },
  });
for (const [index, other] of rest.slice(0, 3).entries())
  await react(other, index === 0 ? 'agree' : 'unclear');

for (const student of students) await student.call(roundsRoutes.checkIn, { params, body: {} });
const { id: roundId } = roundOf(
  await course.instructor.call(roundsRoutes.drawRound, { params, body: { id: newId() } }),
);
const live = await course.instructor.call(roundsRoutes.startPhase, {
  params: { meetingId, roundId },
  body: { phase: 'group' },
});
const { notesId, members } = groupOf(live, author);
const mate = students.find(({ personId }) => personId !== author.personId && members.includes(personId));
const stranger = students.find(({ personId }) => !members.includes(personId));
if (!mate || !stranger) throw new Error('two groups were asked for');

const proposals = (who: PersonClient) => who.call(proposalsRoutes.listProposals, { params });
const pins = (who: PersonClient) => who.call(proposalsRoutes.listPins, { params: { meetingId, notesId } });
const pin = (who: PersonClient, pinId: string, kind: 'thread' | 'passage' = 'thread') =>
  who.call(proposalsRoutes.pin, { params: { meetingId, notesId, pinId }, body: { kind } });

test('what is discussed most, questions without an answer, and what readers doubt', async () => {
  const seen = await proposals(mate);
  expect(seen).toMatchObject([
    { kind: 'thread', id: question.id, why: 'unanswered', paper: document.title },
    { kind: 'thread', id: discussed.id, why: 'discussed', replies: 3, paper: document.title },
    {
      ...{ kind: 'passage', why: 'least_agreed', reviewId: review.id, quote: words },
      counts: [
        { reaction: 'agree', count: 1 },
        { reaction: 'unclear', count: 2 },
      ],
    },
  ]);
  const text = JSON.stringify(seen);
  expect(text).not.toContain(secret.id);
  expect(text).not.toContain(silent.id);
  // The review's author has a pseudonym, also here.
  expect(seen.find(({ kind }) => kind === 'passage')?.authorName).toMatch(/^Reviewer /);
  const inOwn = await proposals(author);
  expect(JSON.stringify(inOwn)).not.toContain(secret.id);
  expect(await refusalOf(proposals(outsider))).toBe('not_found not_found');
});

test('a group pins and unpins, together and live; others neither see nor change it', async () => {
  const socket = await mate.socket();
  await socket.join('notes', notesId);
  await pin(author, question.id);
  await pin(author, question.id);
  await socket.waitFor(proposalsEvents.pinsChanged);
  const passage = (await proposals(mate)).find(({ kind }) => kind === 'passage');
  await pin(mate, passage?.id ?? '', 'passage');
  expect(await pins(mate)).toMatchObject({
    pins: [
      { id: question.id, why: 'unanswered' },
      { kind: 'passage', quote: words },
    ],
    closed: 0,
  });
  expect(JSON.stringify(socket.facts)).not.toContain(question.id);

  for (const who of [stranger, course.instructor])
    expect(await refusalOf(pin(who, discussed.id))).toBe('forbidden not_your_group');
  expect(await refusalOf(pin(observer, discussed.id))).toBe('forbidden observers_read');
  expect(await refusalOf(pins(stranger))).toBe('forbidden notes_closed');
  expect(await refusalOf(pin(mate, secret.id))).toBe('not_found not_found');
  expect(await refusalOf(pin(author, secret.id))).toBe('unprocessable not_for_class');
  expect(await refusalOf(pin(author, newId(), 'passage'))).toBe('not_found not_found');

  await mate.call(proposalsRoutes.unpin, { params: { meetingId, notesId, pinId: question.id } });
  expect((await pins(author)).pins.map(({ kind }) => kind)).toEqual(['passage']);
  // Its author hides it from the class: the pin says no more than that there is one.
  await pin(author, silent.id);
  await author.call(annotationsRoutes.moveThread, {
    params: { threadId: silent.id },
    body: { visibility: 'private' },
  });
  expect(await pins(mate)).toMatchObject({ pins: [{ kind: 'passage' }], closed: 1 });
  socket.close();
});
