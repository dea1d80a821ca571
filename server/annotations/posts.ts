// Posting, editing and deleting threads.
import type { Model } from 'mongoose';
import { annotationLimits, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayAnnotate, mayDelete, mayEdit } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { checkAnchor } from './check-anchor.ts';
import { changedMeanwhile, hasRoomFor, refuseTakenId, threadFull } from './refusals.ts';
import type { ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';

interface Parts {
  readonly store: Model<ThreadRecord>;
  readonly threads: Threads;
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly posts: Limit;
  readonly clock: Clock;
}

type Verb = 'postThread' | 'editThread' | 'deleteThread';

/** The part of the annotations feature that makes and unmakes threads. */
export const postHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { store, threads, courses, papers, posts, clock } = parts;

  const ensureQuestionExists = async (courseId: Id, index: number | null) => {
    if (index !== null && index >= (await courses.settingsOf(courseId)).readingQuestions.length)
      throw refuse('invalid', 'no_such_question', 'The course has no such reading question.');
  };

  return {
    postThread: async ({ actor, params: { documentId }, body: { id, ...fields } }) => {
      const { document, member } = await papers.documentFor(actor, documentId);
      ensure(mayAnnotate(member));
      await posts.take(actor.personId);
      await ensureQuestionExists(member.courseId, fields.readingQuestion);
      await checkAnchor(papers, document, fields.anchor);
      const own = await store.countDocuments({ documentId, authorId: actor.personId, deletedAt: null });
      if (own >= annotationLimits.threadsPerPersonAndDocument)
        throw refuse(
          'conflict',
          'too_many_threads',
          'You have as many threads here as one person may. Delete some first; your text is still here.',
        );
      const record: ThreadRecord = {
        ...fields,
        _id: id,
        documentId,
        authorId: actor.personId,
        postedAt: clock.now(),
        editedAt: null,
        deletedAt: null,
        revision: 1,
        upvoters: [],
        resolvedAt: null,
        resolvedBy: null,
        replies: [],
        characters: fields.text.length,
        change: 1,
      };
      try {
        await store.create(record);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const earlier = await store.findById(id).lean();
        if (earlier?.authorId !== actor.personId || earlier.documentId !== documentId) throw refuseTakenId();
        // The same request again is answered with the first result.
        return threads.viewOne(earlier, member.courseId);
      }
      return threads.tell('threadPosted', record, member.courseId);
    },

    editThread: async ({ actor, params: { threadId }, body: { revision, ...fields } }) => {
      const { thread, member } = await threads.threadFor(actor, threadId);
      ensure(mayEdit(member, thread));
      await posts.take(actor.personId);
      await ensureQuestionExists(member.courseId, fields.readingQuestion);
      const more = fields.text.length - thread.text.length;
      const after = await store
        .findOneAndUpdate(
          { _id: threadId, revision, deletedAt: null, ...hasRoomFor(more) },
          {
            $set: { ...fields, editedAt: clock.now() },
            $inc: { revision: 1, change: 1, characters: more },
          },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) return threads.tell('threadChanged', after, member.courseId);
      const { thread: now } = await threads.threadFor(actor, threadId);
      ensure(mayEdit(member, now));
      if (now.revision === revision) throw threadFull();
      throw changedMeanwhile(await threads.viewOne(now, member.courseId));
    },

    deleteThread: async ({ actor, params: { threadId } }) => {
      const { thread, member } = await threads.threadFor(actor, threadId);
      ensure(mayDelete(member, thread));
      const after = await store
        .findOneAndUpdate(
          { _id: threadId, deletedAt: null },
          { $set: { text: '', deletedAt: clock.now() }, $inc: { change: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) await threads.tellDeleted(after, member.courseId);
      return undefined;
    },
  };
};
