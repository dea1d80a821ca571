// What other domains may ask about threads; every answer is for one person's eyes.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#shared/annotations/visibility.ts';
import type { BodyOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Feature } from '#server/kernel/feature.ts';
import { createFormerTexts } from './former-texts.ts';
import { createHolding, type Holding } from './holding.ts';
import { visibleThreads } from './listing.ts';
import type { AnnotationsDomain } from './open.ts';
import { createOpposed } from './opposed.ts';
import { postHandlers } from './posts.ts';
import type { SearchThreads } from './search-threads.ts';
import { createThreadPages, type ThreadPages } from './thread-pages.ts';
import { createWorthDiscussing, type WorthDiscussing } from './worth-discussing.ts';

type Routes = typeof annotationsRoutes;

export { comparable } from './reanchor/comparable.ts';

export type { ThreadHit } from './search-threads.ts';
export type { PostedAt, ThreadCounts, ThreadPages } from './thread-pages.ts';

export interface AnnotationsPublic extends Holding {
  /**
   * All threads of a document the actor may see, in the order of their places; `not_found` for whoever may not read it.
   * `ownPseudonymId` is what the actor's anonymous posts have for an author there.
   */
  threadsFor(
    actor: Actor,
    documentId: Id,
  ): Promise<{ document: DocumentView; viewer: Viewer; threads: ThreadView[]; ownPseudonymId: Id }>;
  /** The same threads as they were posted, some at a time or one by itself. */
  threadPagesFor(
    actor: Actor,
    documentId: Id,
  ): Promise<{ document: DocumentView; viewer: Viewer; pages: ThreadPages }>;
  /** Threads for the class that the actor may see and that a class may want to talk about, at most `limit` of each sort. */
  worthDiscussing(
    actor: Actor,
    documentId: Id,
    limit: number,
  ): Promise<{ document: DocumentView } & WorthDiscussing>;
  /** One thread the actor may see; `not_found` otherwise. */
  threadFor(
    actor: Actor,
    threadId: Id,
  ): Promise<{ document: DocumentView; viewer: Viewer; thread: ThreadView }>;
  /** The operations themselves, with their rules, limits and live facts. */
  postThread(actor: Actor, documentId: Id, body: BodyOf<Routes['postThread']>): Promise<ThreadView>;
  /** The same for many notes that somebody brings along: the caller has a limit of its own. */
  importThread(actor: Actor, documentId: Id, body: BodyOf<Routes['postThread']>): Promise<ThreadView>;
  editThread(actor: Actor, threadId: Id, body: BodyOf<Routes['editThread']>): Promise<ThreadView>;
  deleteThread(actor: Actor, threadId: Id): Promise<void>;
  changeAnchor(actor: Actor, threadId: Id, body: BodyOf<Routes['changeAnchor']>): Promise<ThreadView>;
  reply(actor: Actor, threadId: Id, body: BodyOf<Routes['reply']>): Promise<ThreadView>;
  editReply(actor: Actor, threadId: Id, replyId: Id, body: BodyOf<Routes['editReply']>): Promise<ThreadView>;
  deleteReply(actor: Actor, threadId: Id, replyId: Id): Promise<void>;
  /** Pairs of authors of opposed annotations on these documents, without any check of rights: for drawing groups only. */
  opposedOn(documentIds: readonly Id[]): Promise<[Id, Id][]>;
  /** Threads with a post that has all of a query, best first, of what the person of `members` may see in `documents`. */
  readonly searchThreads: SearchThreads;
}

/** The only door to this domain. */
export const openAnnotations = (domain: AnnotationsDomain, { handlers }: Feature): AnnotationsPublic => {
  const { store, lookAt, threads, searchThreads } = domain;
  const free = {
    take: () => Promise.resolve(),
    giveBack: () => Promise.resolve(),
    forget: () => Promise.resolve(),
  };
  const pagesOf = createThreadPages(store, threads);
  const worthDiscussing = createWorthDiscussing(store, threads);
  const unlimited = postHandlers({ ...domain, posts: free, formerTexts: createFormerTexts(domain.store) });
  // The handlers take a validated call; what they do not look at is not given.
  const perform = async <T>(verb: keyof Routes, call: object): Promise<T> => {
    const handler = handlers[verb];
    if (!handler) throw new Error(`No handler for ${verb}`);
    return (await handler(call as never)) as T;
  };
  return {
    ...createHolding(domain),
    searchThreads,
    opposedOn: createOpposed(store),
    threadsFor: async (actor, documentId) => {
      const { document, viewer, ...look } = await lookAt(actor, documentId);
      const records = await visibleThreads(store, { ...look, document, viewer });
      return {
        ...{ document, viewer, threads: await threads.view(records, viewer.member) },
        ownPseudonymId: domain.pseudonymOf(documentId, viewer.member.personId).id,
      };
    },
    threadPagesFor: async (actor, documentId) => {
      const look = await lookAt(actor, documentId);
      return { document: look.document, viewer: look.viewer, pages: pagesOf(look) };
    },
    worthDiscussing: async (actor, documentId, limit) => {
      const look = await lookAt(actor, documentId);
      return { document: look.document, ...(await worthDiscussing(look, limit)) };
    },
    threadFor: async (actor, threadId) => {
      const { document, viewer, thread } = await threads.threadFor(actor, threadId);
      return { document, viewer, thread: await threads.viewOne(thread, viewer.member) };
    },
    postThread: (actor, documentId, body) => perform('postThread', { actor, params: { documentId }, body }),
    importThread: (actor, documentId, body) =>
      unlimited.postThread({ actor, params: { documentId }, body } as Parameters<
        typeof unlimited.postThread
      >[0]),
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
