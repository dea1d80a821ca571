// Threads on the papers: posted by classmates before the meeting, answered, upvoted, some of them resolved.
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { sortKey, type TextTarget } from '#shared/annotations/anchor.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { hoursAfter } from './calendar.ts';
import { below } from './papers/simulations/random.ts';
import { between, eachOf, pick, pickSome, type Player, type Stage } from './stage.ts';
import type { ThreadText } from './texts.ts';

/** A text and where it belongs. */
export interface PlacedThread {
  readonly text: ThreadText;
  readonly targets: TextTarget[];
}

/** A paper that can be annotated, and when people read it. */
interface ReadPaper {
  readonly documentId: Id;
  readonly fileHash: string;
  readonly from: Date;
  readonly to: Date;
}

const readingQuestions = ['problem', 'importance', 'prior', 'novelty', 'results'];

const kindOf = ({ kind }: ThreadText): { kind: Kind; readingQuestion: number | null } => {
  const question = readingQuestions.indexOf(kind);
  if (question >= 0) return { kind: 'reading', readingQuestion: question };
  return { kind: kind as Kind, readingQuestion: null };
};

/** Threads one beside the other, what happens in one thread in its order. */
export const writeThreads = async (
  stage: Stage,
  { documentId, fileHash, from, to }: ReadPaper,
  threads: readonly PlacedThread[],
): Promise<void> => {
  const { callAs, at, random, students, assistant, instructor } = stage;

  const answerer = (asker: Player, last: Player, index: number): Player => {
    // A conversation: the asker comes back every other time, now and then the staff says something.
    if (index % 2 === 1) return asker;
    if (random() < 0.12) return pick(random, [assistant, instructor]);
    return pick(
      random,
      students.filter((student) => student !== asker && student !== last),
    );
  };

  // All chance is drawn before anything runs side by side, so that every making gives the same course.
  const plans = threads.map(({ text, targets }) => {
    const author = pick(random, students);
    const postedAt = between(stage, from, to);
    let [last, when] = [author, postedAt];
    const replies = text.replies.map((reply, index) => {
      last = answerer(author, last, index);
      when = between(stage, when, hoursAfter(when, 9));
      return { id: newId(), text: reply, by: last, at: when };
    });
    const others = students.filter((student) => student !== author);
    const voters = pickSome(random, others, Math.floor(random() * random() * 9));
    const resolver = below(random, 2) === 0 ? author : assistant;
    const resolved = text.resolved ? { by: resolver, at: between(stage, when, hoursAfter(when, 20)) } : null;
    return { id: newId(), author, postedAt, targets, text, replies, voters, resolved };
  });

  await eachOf(plans, 3, async ({ id, author, postedAt, targets, text, replies, voters, resolved }) => {
    const params = { threadId: id };
    const body = {
      id,
      anchor: { fileHash, targets, sortKey: sortKey(targets) },
      text: text.text,
      ...kindOf(text),
      visibility: 'class' as const,
      anonymous: false,
    };
    await at(postedAt, () => callAs(author, annotationsRoutes.postThread, { params: { documentId }, body }));
    for (const reply of replies)
      await at(reply.at, () =>
        callAs(reply.by, annotationsRoutes.reply, { params, body: { id: reply.id, text: reply.text } }),
      );
    for (const voter of voters)
      await callAs(voter, annotationsRoutes.upvote, { params: { ...params, postId: id } });
    if (resolved)
      await at(resolved.at, () => callAs(resolved.by, annotationsRoutes.resolveThread, { params }));
  });
};
