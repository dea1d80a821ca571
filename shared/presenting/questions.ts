// Questions to a talk: threads of the kind question on its deck, and what a talk needs beside them.
import { z } from 'zod';
import { sortKey, type Anchor, type Rect } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, lineSchema, someTextSchema } from '#shared/kernel/primitives.ts';

/** A question as everybody in the room may read it: the author as classmates see them. `slide` from 0; null: about the whole talk. */
export const projectedQuestionSchema = z.object({
  threadId: idSchema,
  text: z.string(),
  authorName: z.string(),
  slide: z.int().nullable(),
  upvotes: z.int(),
});
export type ProjectedQuestion = z.infer<typeof projectedQuestionSchema>;

/** What stands beside a thread: that it is about the whole talk, and why the staff have hidden it. */
const questionMarkSchema = z.object({
  threadId: idSchema,
  isGeneral: z.boolean(),
  hidden: z.object({ reason: z.string() }).nullable(),
});

const ofTalk = z.object({ meetingId: idSchema, paperId: idSchema });
const ofQuestion = ofTalk.extend({ threadId: idSchema });
const questions = '/api/meetings/:meetingId/talks/:paperId/questions';

/** 2,000 characters: it is read from a projector. */
export const questionCharactersAtMost = 2000;

export const questionsRoutes = {
  listQuestionMarks: route({
    method: 'GET',
    path: questions,
    summary: 'What stands beside the questions that the asker may see',
    params: ofTalk,
    returns: z.array(questionMarkSchema),
  }),
  askQuestion: route({
    method: 'POST',
    path: questions,
    summary: 'Ask about a slide, or about the whole talk (slide null): a thread on the deck',
    params: ofTalk,
    body: z.strictObject({
      id: idSchema,
      text: someTextSchema(questionCharactersAtMost),
      slide: z.int().min(0).nullable(),
      anonymous: z.boolean().default(false),
    }),
    returns: z.object({ threadId: idSchema }),
  }),
  answerLive: route({
    method: 'PUT',
    path: `${questions}/:threadId/answered`,
    summary: 'Mark a question as answered in the talk',
    params: ofQuestion,
    returns: z.undefined(),
  }),
  withdrawAnswer: route({
    method: 'DELETE',
    path: `${questions}/:threadId/answered`,
    summary: 'Take that mark back',
    params: ofQuestion,
    returns: z.undefined(),
  }),
  hideQuestion: route({
    method: 'PUT',
    path: `${questions}/:threadId/hidden`,
    summary: 'Hide a question from the class, with the reason for its author',
    params: ofQuestion,
    body: z.strictObject({ reason: lineSchema(500) }),
    returns: z.undefined(),
  }),
  bringBack: route({
    method: 'DELETE',
    path: `${questions}/:threadId/hidden`,
    summary: 'Show a hidden question to the class again',
    params: ofQuestion,
    returns: z.undefined(),
  }),
};

export const questionsEvents = {
  questionMarked: liveEvent({
    name: 'question.marked',
    room: 'stage',
    summary: 'What stands beside the questions of a talk was changed; refetch',
    payload: z.object({ paperId: idSchema }),
  }),
};

/** Anything that stands to be asked: an open or answered question, not a deleted one. */
export const isQuestion = ({ kind, deletedAt }: Pick<ThreadView, 'kind' | 'deletedAt'>): boolean =>
  kind === 'question' && deletedAt === null;

/** The most upvoted first, of equal ones the older; answered ones last. */
export const inTurn = <T extends Pick<ThreadView, 'upvotes' | 'postedAt' | 'resolvedAt'>>(
  asked: readonly T[],
): T[] =>
  asked.toSorted(
    (a, b) =>
      Number(a.resolvedAt !== null) - Number(b.resolvedAt !== null) ||
      b.upvotes - a.upvotes ||
      a.postedAt.localeCompare(b.postedAt),
  );

/** A page as it was extracted: points as shown (after `rotation`, degrees), its lower left corner in user space. */
interface PageBox {
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly left: number;
  readonly bottom: number;
}

const roundDown = (points: number) => Math.floor(points * 100) / 100;

/** The whole of a slide, from 0, as the area of a thread. */
export const wholeSlide = (fileHash: string, slide: number, page: PageBox): Anchor => {
  const isUpright = page.rotation % 180 === 0;
  const [width, height] = isUpright ? [page.width, page.height] : [page.height, page.width];
  const [x, y] = [roundDown(page.left), roundDown(page.bottom)];
  const rect: Rect = [x, y, roundDown(page.left + width), roundDown(page.bottom + height)];
  const targets = [{ page: slide, rects: [rect] }];
  return { fileHash, targets, sortKey: sortKey(targets) };
};
