// What other domains may ask about threads; every answer is for one person's eyes.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#shared/annotations/visibility.ts';
import type { BodyOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { visibleThreads } from './listing.ts';
import type { AnnotationsDomain } from './open.ts';

type Routes = typeof annotationsRoutes;

export interface AnnotationsPublic {
  /** All threads of a document the actor may see, in the order of their places; `not_found` for whoever may not read it. */
  threadsFor(
    actor: Actor,
    documentId: Id,
  ): Promise<{ document: DocumentView; viewer: Viewer; threads: ThreadView[] }>;
  /** One thread the actor may see; `not_found` otherwise. */
  threadFor(
    actor: Actor,
    threadId: Id,
  ): Promise<{ document: DocumentView; viewer: Viewer; thread: ThreadView }>;
  /** The operations themselves, with their rules, limits and live facts. */
  postThread(actor: Actor, documentId: Id, body: BodyOf<Routes['postThread']>): Promise<ThreadView>;
  editThread(actor: Actor, threadId: Id, body: BodyOf<Routes['editThread']>): Promise<ThreadView>;
  deleteThread(actor: Actor, threadId: Id): Promise<void>;
  changeAnchor(actor: Actor, threadId: Id, body: BodyOf<Routes['changeAnchor']>): Promise<ThreadView>;
  reply(actor: Actor, threadId: Id, body: BodyOf<Routes['reply']>): Promise<ThreadView>;
  editReply(actor: Actor, threadId: Id, replyId: Id, body: BodyOf<Routes['editReply']>): Promise<ThreadView>;
  deleteReply(actor: Actor, threadId: Id, replyId: Id): Promise<void>;
}

/** The only door to this domain. */
export const openAnnotations = (
  { store, lookAt, threads }: AnnotationsDomain,
  { handlers }: Feature,
): AnnotationsPublic => {
  // The handlers take a validated call; what they do not look at is not given.
  const perform = async <T>(verb: keyof Routes, call: object): Promise<T> => {
    const handler = handlers[verb];
    if (!handler) throw new Error(`No handler for ${verb}`);
    return (await handler(call as never)) as T;
  };
  return {
    threadsFor: async (actor, documentId) => {
      const { document, viewer, ...look } = await lookAt(actor, documentId);
      const records = await visibleThreads(store, { ...look, document, viewer });
      return { document, viewer, threads: await threads.view(records, viewer.member) };
    },
    threadFor: async (actor, threadId) => {
      const { document, viewer, thread } = await threads.threadFor(actor, threadId);
      return { document, viewer, thread: await threads.viewOne(thread, viewer.member) };
    },
    postThread: (actor, documentId, body) => perform('postThread', { actor, params: { documentId }, body }),
    editThread: (actor, threadId, body) => perform('editThread', { actor, params: { threadId }, body }),
    deleteThread: (actor, threadId) => perform('deleteThread', { actor, params: { threadId } }),
    changeAnchor: (actor, threadId, body) => perform('changeAnchor', { actor, params: { threadId }, body }),
    reply: (actor, threadId, body) => perform('reply', { actor, params: { threadId }, body }),
    editReply: (actor, threadId, replyId, body) =>
      perform('editReply', { actor, params: { threadId, replyId }, body }),
    deleteReply: (actor, threadId, replyId) =>
      perform('deleteReply', { actor, params: { threadId, replyId } }),
  };
};
