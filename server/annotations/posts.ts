// Posting, editing and deleting threads.
import { annotationLimits, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { imagesIn } from '#shared/annotations/images.ts';
import { mentionsIn } from '#shared/annotations/mentions.ts';
import { mayDelete, mayEdit, mayPostTo } from '#shared/annotations/rules.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { audienceKeys } from './audience.ts';
import { checkAnchorOnAnyVersion } from './check-anchor.ts';
import type { FormerTexts } from './former-texts.ts';
import { changedMeanwhile, hasRoomFor, refuseTakenId, threadFull } from './refusals.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';
import type { LookAt } from './viewers.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly threads: Threads;
  readonly lookAt: LookAt;
  readonly formerTexts: FormerTexts;
  readonly papers: PapersPublic;
  readonly posts: Limit;
  readonly clock: Clock;
  /** Looks for the threads of a document that stand on a former version of its PDF. */
  readonly moveAlong: (documentId: Id) => void;
}

type Verb = 'postThread' | 'editThread' | 'deleteThread';

/** Whether classmates see a pseudonym: as the course says, and staff are always named. */
export const isAnonymous = (
  { anonymity }: Pick<Settings, 'anonymity'>,
  member: Member,
  wished: boolean,
): boolean => !isStaff(member) && (anonymity === 'always' || (anonymity === 'choice' && wished));

/** What a thread points at, in whatever post: the people it mentions, the pictures it shows. */
export const pointersOf = (
  posts: readonly { readonly text: string }[],
): Pick<ThreadRecord, 'mentions' | 'images'> => ({
  mentions: [...new Set(posts.flatMap(({ text }) => mentionsIn(text)))],
  images: [...new Set(posts.flatMap(({ text }) => imagesIn(text)))],
});

const ensureQuestionExists = ({ readingQuestions }: Settings, index: number | null) => {
  if (index !== null && index >= readingQuestions.length)
    throw refuse('invalid', 'no_such_question', 'The course has no such reading question.');
};

/** The part of the annotations feature that makes and unmakes threads. */
export const postHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { store, threads, lookAt, formerTexts, papers, posts, clock, moveAlong } = parts;

  return {
    postThread: async ({ actor, params: { documentId }, body }) => {
      const { id, visibility, anonymous, ...fields } = body;
      const { document, viewer, settings } = await lookAt(actor, documentId);
      const { member } = viewer;
      ensure(mayPostTo(member, visibility, viewer.groupId));
      await posts.take(actor.personId);
      ensureQuestionExists(settings, fields.readingQuestion);
      await checkAnchorOnAnyVersion(papers, document, fields.anchor);
      const own = await store.threads.countDocuments({
        documentId,
        authorId: actor.personId,
        deletedAt: null,
      });
      if (own >= annotationLimits.threadsPerPersonAndDocument)
        throw refuse(
          'conflict',
          'too_many_threads',
          'You have as many threads here as one person may. Delete some first; your text is still here.',
        );
      const audience = { visibility, groupId: visibility === 'group' ? viewer.groupId : null };
      const record: Omit<ThreadRecord, 'seq'> = {
        ...fields,
        ...audience,
        _id: id,
        documentId,
        placement: null,
        shownTo: audienceKeys(audience),
        authorId: actor.personId,
        anonymous: isAnonymous(settings, member, anonymous),
        postedAt: clock.now(),
        editedAt: null,
        deletedAt: null,
        revision: 1,
        upvoters: [],
        endorsedBy: null,
        resolvedAt: null,
        resolvedBy: null,
        acceptedReplyId: null,
        followers: [actor.personId],
        ...pointersOf([fields]),
        reports: [],
        lastPostAt: clock.now(),
        replies: [],
        characters: fields.text.length,
        change: 1,
      };
      try {
        const stored = await threads.create(record);
        await threads.tell('threadPosted', stored, member.courseId);
        // Asked only now: the PDF may have been replaced, and its threads moved, while this one was on its way.
        if (!(await papers.versions.isPresent(documentId, stored.anchor.fileHash))) moveAlong(documentId);
        return await threads.viewOne(stored, member);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const earlier = await store.threads.findById(id).lean();
        if (earlier?.authorId !== actor.personId || earlier.documentId !== documentId) throw refuseTakenId();
        // The same request again is answered with the first result.
        return threads.viewOne(earlier, member);
      }
    },

    editThread: async ({ actor, params: { threadId }, body: { revision, ...fields } }) => {
      const { thread, viewer, settings } = await threads.threadFor(actor, threadId);
      const { member } = viewer;
      ensure(mayEdit(member, thread));
      await posts.take(actor.personId);
      ensureQuestionExists(settings, fields.readingQuestion);
      const more = fields.text.length - thread.text.length;
      if (thread.revision === revision) await formerTexts.keep(threadId, thread);
      const after = await threads.change(
        thread.documentId,
        { _id: threadId, revision, deletedAt: null, ...hasRoomFor(more) },
        {
          $set: {
            ...fields,
            editedAt: clock.now(),
            ...pointersOf([fields, ...thread.replies]),
          },
          $inc: { revision: 1, characters: more },
        },
      );
      if (after) {
        await threads.tell('threadChanged', after, member.courseId);
        return threads.viewOne(after, member);
      }
      const { thread: now } = await threads.threadFor(actor, threadId);
      ensure(mayEdit(member, now));
      if (now.revision === revision) throw threadFull();
      throw changedMeanwhile(await threads.viewOne(now, member));
    },

    deleteThread: async ({ actor, params: { threadId } }) => {
      const { thread, viewer } = await threads.threadFor(actor, threadId);
      ensure(mayDelete(viewer.member, thread));
      const after = await threads.change(
        thread.documentId,
        { _id: threadId, deletedAt: null },
        { $set: { text: '', deletedAt: clock.now(), ...pointersOf(thread.replies) } },
      );
      await formerTexts.forget(threadId);
      if (after) await threads.tell('threadChanged', after, viewer.member.courseId);
      return undefined;
    },
  };
};
