// What the staff see and change: all pairs of a meeting in one view.
import type { feedbackRoutes } from '#shared/feedback/contract.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Exchanges } from './exchanges.ts';
import type { FeedbackParts } from './parts.ts';
import type { PairRecord } from './store.ts';

type Verb = 'listPairings' | 'changePairings';

export const arrangingHandlers = (
  { store, papers, accounts }: FeedbackParts,
  exchanges: Exchanges,
): Pick<Handlers<typeof feedbackRoutes>, Verb> => {
  const view = async (actor: Actor, meetingId: Id) => {
    const { meeting, terms, phase, submitted, record, criteria } = await exchanges.look(actor, meetingId);
    const { students, authors } = await exchanges.peopleOf(meeting, submitted);
    const pairs = record?.pairs ?? [];
    const everybody = [...new Set([...students, ...pairs.flatMap((one) => [one.giverId, one.authorId])])];
    const names = await accounts.namesOf(everybody);
    const written = new Map((await store.feedbacks.find({ meetingId }).lean()).map((one) => [one._id, one]));
    return {
      phase,
      criteria: [...criteria],
      opensAt: terms.opensAt.toISOString(),
      dueAt: terms.dueAt.toISOString(),
      revision: record?.revision ?? 0,
      students: everybody
        .map((id) => ({ id, name: names.get(id) ?? 'A former member', hasReview: authors.includes(id) }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
      pairings: pairs.map(({ id, giverId, authorId, by }) => {
        const feedback = written.get(id);
        const [usefulness, answer] = [feedback?.usefulness ?? null, feedback?.answer ?? null];
        return { id, giverId, authorId, by, content: feedback?.submitted ?? null, usefulness, answer };
      }),
    };
  };

  return {
    listPairings: async ({ actor, params: { meetingId } }) => {
      ensure(mayRunCourse((await papers.meetingFor(actor, meetingId)).member));
      return view(actor, meetingId);
    },

    changePairings: async ({ actor, params: { meetingId }, body: { add, remove, revision } }) => {
      ensure(mayRunCourse((await papers.meetingFor(actor, meetingId)).member));
      const { meeting, phase, submitted, record } = await exchanges.look(actor, meetingId);
      if (!record || phase !== 'open')
        throw refuse(
          'unprocessable',
          'feedback_not_open',
          'Pairs can be changed while feedback is given: after the reviews’ deadline and before its own.',
        );
      if (record.revision !== revision)
        throw refuse('conflict', 'pairings_changed', 'The pairs changed meanwhile. Look at them again.', {
          current: await view(actor, meetingId),
        });
      const wrong = (why: string) => refuse('unprocessable', 'no_such_pair', why);
      if (await store.feedbacks.exists({ _id: { $in: remove } }))
        throw wrong('Feedback has been begun for one of these pairs. It cannot be taken away any more.');
      const { students } = await exchanges.peopleOf(meeting, submitted);
      const reviewOf = new Map(submitted.map((review) => [review.authorId, review.reviewId]));
      const pairs = record.pairs.filter(({ id }) => !remove.includes(id));
      for (const { giverId, authorId } of add) {
        const reviewId = reviewOf.get(authorId);
        if (giverId === authorId) throw wrong('Nobody gives feedback on their own review.');
        if (!students.includes(giverId)) throw wrong('Feedback is given by students of the course.');
        if (reviewId === undefined) throw wrong('There is no submitted review to give feedback on.');
        if (pairs.some((one) => one.giverId === giverId && one.authorId === authorId))
          throw wrong('These two are a pair already.');
        pairs.push({ id: newId(), giverId, authorId, reviewId, by: 'staff' });
      }
      const least = meeting.settings.feedbackAtLeast;
      const countOf = (all: readonly PairRecord[], id: Id) => all.filter((one) => one.authorId === id).length;
      for (const { authorId } of record.pairs)
        if (countOf(pairs, authorId) < Math.min(least, countOf(record.pairs, authorId)))
          throw wrong(`Every review gets feedback from ${String(least)} at least, as the course has set.`);
      const changed = await store.exchanges.updateOne(
        { _id: meetingId, revision },
        { $set: { pairs }, $inc: { revision: 1 } },
      );
      if (changed.modifiedCount === 0)
        throw refuse('conflict', 'pairings_changed', 'The pairs changed meanwhile. Look at them again.', {
          current: await view(actor, meetingId),
        });
      const touched = record.pairs.filter(({ id }) => remove.includes(id));
      exchanges.tell(
        meeting.courseId,
        meetingId,
        // Who has left the course, or has another role there, hears no more of it.
        [...touched, ...add].map(({ giverId }) => giverId).filter((id) => students.includes(id)),
      );
      return view(actor, meetingId);
    },
  };
};
