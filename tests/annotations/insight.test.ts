// Where a class is confused: sentences, weights and counts, and that only the staff see them.
import { describe, expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { hotSentences, insightRoutes, sentencesOf } from '#shared/annotations/insight.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';
import { pdfLine } from '#tests/support/pdf.ts';
import { anchorOn, gatherReaders, listFor, postOn } from './read-document.ts';

const app = await startApp();
const { ada, tom, ben, cleo, olga, document } = await gatherReaders(app);

describe('sentencesOf', () => {
  const sentences = (text: string) =>
    sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim());

  test('a line end ends nothing, nor does a point after an abbreviation or an initial', () => {
    expect(
      sentences('We show this in Fig. 3, as\nL. Lamport et al. did. It holds (cf. Sec. 2). Why?'),
    ).toEqual(['We show this in Fig. 3, as\nL. Lamport et al. did.', 'It holds (cf. Sec. 2).', 'Why?']);
  });

  test('together they are the text', () => {
    for (const text of ['', 'One', 'One. Two', ' One.\nTwo.  ', 'See Fig.'])
      expect(
        sentencesOf(text)
          .map(({ start, end }) => text.slice(start, end))
          .join(''),
      ).toBe(text);
  });
});

test('the sentence that most people ask about comes first; settled questions weigh less', async () => {
  const ask = (person: typeof ben, line: number, kind: 'question' | 'insight' = 'question') =>
    person.call(annotationsRoutes.postThread, {
      params: { documentId: document.id },
      body: { id: newId(), anchor: anchorOn(document, line), kind, readingQuestion: null, text: 'Why?' },
    });
  const first = await ask(ben, 2);
  await ask(cleo, 2);
  const settled = await ask(ben, 5);
  await cleo.call(annotationsRoutes.upvote, { params: { threadId: first.id, postId: first.id } });
  await ben.call(annotationsRoutes.resolveThread, { params: { threadId: settled.id } });
  await ask(cleo, 8, 'insight');
  // Neither a classmate's private question nor one's own.
  for (const person of [ben, tom])
    await person.call(annotationsRoutes.postThread, {
      params: { documentId: document.id },
      body: {
        ...{ id: newId(), anchor: anchorOn(document, 8), kind: 'question', readingQuestion: null },
        ...{ text: 'For me', visibility: 'private' },
      },
    });

  const read = () => tom.call(insightRoutes.readInsight, { params: { documentId: document.id } });
  const { pages, sentences } = await read();
  expect(
    pages.map(({ threads, questions, openQuestions, people }) => [threads, questions, openQuestions, people]),
  ).toEqual([
    [0, 0, 0, 0],
    [4, 3, 2, 2],
    [0, 0, 0, 0],
  ]);
  expect(sentences.map(({ page, people, questions }) => [page, people, questions])).toEqual([
    [1, 2, 2],
    [1, 1, 1],
  ]);
  expect(sentences[0]?.threadIds[0]).toBe(first.id);
  expect(sentences[0]?.sentence).toContain(pdfLine(1, 2).slice(0, 20));
  for (const person of [ben, cleo, olga])
    await expect(
      person.call(insightRoutes.readInsight, { params: { documentId: document.id } }),
    ).rejects.toMatchObject({ status: 403 });
  await postOn(ada, document, 9);
  expect((await read()).pages[1]?.people).toBe(3);
});

test('a long passage shares its weight out over its sentences', async () => {
  const { threads } = await listFor(ada, document.id);
  const [thread] = threads.filter(({ kind }) => kind === 'question');
  if (!thread) throw new Error('There is no question');
  const text = 'Short one. Here is a sentence that is four times as long as that.';
  const length = text.replace(/\s/g, '').length;
  const [target] = thread.anchor.targets;
  const whole = {
    ...thread,
    anchor: {
      ...thread.anchor,
      targets: [
        {
          ...target,
          page: 0,
          rects: [],
          quote: { exact: text, prefix: '', suffix: '' },
          position: { start: 0, end: length },
        },
      ],
    },
  };
  const hot = hotSentences(new Map([[0, text]]), [whole, { ...whole, id: newId() }]);
  expect(hot.map(({ sentence }) => sentence.trim())).toEqual([
    'Here is a sentence that is four times as long as that.',
    'Short one.',
  ]);
  const total = hot.reduce((sum, { score }) => sum + score, 0);
  const alone = hotSentences(new Map([[0, text.replace('. H', ', h')]]), [whole, { ...whole, id: newId() }]);
  expect(total).toBeCloseTo(alone[0]?.score ?? 0, 5);
});
