// The questions that the projector shows, as classmates may read them.
import { inTurn, isQuestion, type ProjectedQuestion } from '#shared/presenting/questions.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { PresentingParts } from './parts.ts';
import type { ShowRecord } from './store.ts';

/** What can be read from the last row. */
const topAtMost = 4;

const view = (thread: ThreadView, general: ReadonlySet<Id>): ProjectedQuestion => ({
  threadId: thread.id,
  text: thread.text,
  authorName: thread.authorName,
  slide: general.has(thread.id) ? null : (thread.anchor.targets[0]?.page ?? null),
  upvotes: thread.upvotes,
});

/** `question`: the one that is being answered; `top`: open ones, the most upvoted first. Empty unless they are on the screen. */
export const projectedQuestions = async (
  { annotations, store }: Pick<PresentingParts, 'annotations' | 'store'>,
  { _id, courseId, documentId, show: { onScreen } }: ShowRecord,
): Promise<{ question: ProjectedQuestion | null; top: ProjectedQuestion[] }> => {
  if (!onScreen) return { question: null, top: [] };
  const asked = (await annotations.classThreads(courseId, documentId)).filter(isQuestion);
  const marks = await store.questionMarks.find({ paperId: _id, isGeneral: true }, { _id: 1 }).lean();
  const general = new Set(marks.map((mark) => mark._id));
  if (onScreen.kind === 'question') {
    const thread = asked.find(({ id }) => id === onScreen.threadId);
    return { question: thread ? view(thread, general) : null, top: [] };
  }
  const open = inTurn(asked.filter(({ resolvedAt }) => resolvedAt === null));
  return { question: null, top: open.slice(0, topAtMost).map((thread) => view(thread, general)) };
};
