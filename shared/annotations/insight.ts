// Where a class is busy and where it is confused: counts per page, and the sentences that are asked about most.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { isTextTarget } from './anchor.ts';
import { condense, toCondensedOffset } from './page-text.ts';
import type { ThreadView } from './views.ts';

/** `page` counts from 0. `people` counts authors, each once. */
const pageSchema = z.object({
  page: z.int(),
  label: z.string(),
  threads: z.int(),
  questions: z.int(),
  openQuestions: z.int(),
  people: z.int(),
});

/** `score` as {@link hotSentences} says; `threadIds` with the strongest first. */
const sentenceSchema = z.object({
  page: z.int(),
  sentence: z.string(),
  score: z.number(),
  people: z.int(),
  questions: z.int(),
  threadIds: z.array(idSchema),
});
export type HotSentence = z.infer<typeof sentenceSchema>;

export const insightRoutes = {
  readInsight: route({
    method: 'GET',
    path: '/api/documents/:documentId/insight',
    summary: 'For staff: how busy each page is, and the ten sentences that puzzle the class most',
    params: z.object({ documentId: idSchema }),
    returns: z.object({ pages: z.array(pageSchema), sentences: z.array(sentenceSchema) }),
  }),
};

/** Threads of the present version that stand on a page; private ones are not given to staff in the first place. */
export const pageCounts = (threads: readonly ThreadView[], labels: readonly string[]) => {
  const found = labels.map((label, page) => ({
    ...{ page, label, threads: 0, questions: 0, openQuestions: 0 },
    authors: new Set<string>(),
  }));
  for (const thread of threads) {
    if (thread.deletedAt !== null) continue;
    for (const { page } of thread.anchor.targets) {
      const counts = found[page];
      if (!counts) continue;
      counts.threads += 1;
      counts.authors.add(thread.authorId);
      if (thread.kind !== 'question') continue;
      counts.questions += 1;
      if (thread.resolvedAt === null) counts.openQuestions += 1;
    }
  }
  return found.map(({ authors, ...counts }) => ({ ...counts, people: authors.size }));
};

/** Half-open ranges of a page's text, one per sentence; a line end is a space, and a point after such a word ends nothing. */
export const sentencesOf = (text: string): { start: number; end: number }[] => {
  const flat = text.replace(/\s/g, ' ');
  const sentences: { start: number; end: number }[] = [];
  let open: number | null = null;
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(flat)) {
    const start: number = open ?? index;
    if (goesOn.test(segment)) {
      open = start;
      continue;
    }
    sentences.push({ start, end: index + segment.length });
    open = null;
  }
  if (open !== null) sentences.push({ start: open, end: flat.length });
  return sentences;
};
const goesOn =
  /(?:^|[\s(])(?:figs?|eqs?|secs?|tabs?|refs?|alg|thm|def|al|e\.g|i\.e|cf|vs|no|pp?|approx|resp|\p{Lu})\.\s*$/iu;

/** How much a thread says that its passage is not understood: asking counts most, and less once it is settled. */
const weightOf = (thread: ThreadView): number => {
  const asked = thread.kind === 'question' ? 2 : thread.kind === 'limitation' ? 0.5 : 0.25;
  // Whoever votes for a question has it too; a long discussion says that the answer was not obvious.
  const shared = 0.5 * thread.upvotes + 0.25 * thread.replies.length;
  const settled = thread.resolvedAt !== null || thread.acceptedReplyId !== null;
  return (asked + (thread.kind === 'question' ? shared : shared / 4)) * (settled ? 0.5 : 1);
};

/**
 * The sentences the class stumbles over, highest score first. A thread's weight (question 2, limitation 0.5, anything else 0.25; plus
 * 0.5 per upvote and 0.25 per reply, a quarter of that where nothing is asked; half when resolved or answered) is shared out over the
 * sentences its passage touches, in proportion to the characters. Every sentence looks only at marks that may still touch it.
 */
export const hotSentences = (
  texts: ReadonlyMap<number, string>,
  threads: readonly ThreadView[],
  atMost = 10,
): HotSentence[] => {
  const byPage = new Map<number, { thread: ThreadView; start: number; end: number }[]>();
  for (const thread of threads) {
    if (thread.deletedAt !== null) continue;
    for (const target of thread.anchor.targets.filter(isTextTarget)) {
      const mark = { thread, ...target.position };
      const known = byPage.get(target.page);
      if (known) known.push(mark);
      else byPage.set(target.page, [mark]);
    }
  }
  const hot: HotSentence[] = [];
  for (const [page, marks] of byPage) {
    const text = texts.get(page);
    if (text === undefined) continue;
    const condensed = condense(text);
    marks.sort((a, b) => a.start - b.start);
    let [reached, open] = [0, marks.slice(0, 0)];
    for (const sentence of sentencesOf(text)) {
      const [start, end] = [
        toCondensedOffset(condensed, sentence.start),
        toCondensedOffset(condensed, sentence.end),
      ];
      for (let next = marks[reached]; next && next.start < end; next = marks[++reached]) open.push(next);
      open = open.filter((mark) => mark.end > start);
      const touching = open
        .map((mark) => {
          const common = Math.min(end, mark.end) - Math.max(start, mark.start);
          return { thread: mark.thread, score: (weightOf(mark.thread) * common) / (mark.end - mark.start) };
        })
        .filter(({ score }) => score > 0.02)
        .toSorted((a, b) => b.score - a.score);
      if (touching.length === 0) continue;
      const questions = touching.filter(({ thread }) => thread.kind === 'question').length;
      hot.push({
        ...{ page, questions },
        sentence: text.slice(sentence.start, sentence.end),
        score: touching.reduce((sum, { score }) => sum + score, 0),
        people: new Set(touching.map(({ thread }) => thread.authorId)).size,
        threadIds: touching.map(({ thread }) => thread.id),
      });
    }
  }
  return (
    hot
      // Remarks alone are no confusion.
      .filter(({ score, questions }) => score >= 0.5 && questions > 0)
      .toSorted((a, b) => b.score - a.score || a.page - b.page)
      .slice(0, atMost)
  );
};
