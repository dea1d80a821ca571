// A document's threads in the cache: read once, then kept up to date by live facts and by one's own acts.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { annotationsEvents, annotationsRoutes, type ThreadView } from '#shared/annotations/contract.ts';
import type { BodyInputOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { applyChange, applyUpvote, type Change, type Listing } from './listing.ts';

const routes = annotationsRoutes;
const keyFor = (documentId: Id) => keyOf(routes.listThreads, { documentId });

// A fact that comes while the list is on its way may be missing in it: the last ones are worked in again.
const recent = new Map<Id, Change[]>();
const remembered = 200;

// Two changes at once may be told in the other order: what was deleted comes back only as the place where it stood.
const removed = new Set<Id>();
const isLate = (change: Change): boolean =>
  'thread' in change && change.thread.deletedAt === null && removed.has(change.thread.id);

const work = (documentId: Id, change: Change): void => {
  if (isLate(change)) return;
  if ('removed' in change) removed.add(change.removed);
  recent.set(documentId, [...(recent.get(documentId) ?? []), change].slice(-remembered));
  queryClient.setQueryData<Listing>(keyFor(documentId), (listing) => listing && applyChange(listing, change));
};

const threadsQuery = (documentId: Id) =>
  queryOptions<Listing, Refusal>({
    queryKey: keyFor(documentId),
    queryFn: async ({ signal }) => {
      const listing = await call(routes.listThreads, { params: { documentId } }, signal);
      return (recent.get(documentId) ?? []).reduce(applyChange, listing);
    },
    // Facts keep it fresh, and a gap in them asks again.
    staleTime: Infinity,
  });

/** The threads of a document and who reads it now (ids of people), live while mounted. */
export const useThreads = (documentId: Id) => {
  const [readers, setReaders] = useState<readonly Id[]>([]);
  const query = useQuery(threadsQuery(documentId));
  useRoom('document', documentId, {
    onFact: (name, payload) => {
      if (isFact(annotationsEvents.threadPosted, name, payload)) work(documentId, { thread: payload });
      else if (isFact(annotationsEvents.threadChanged, name, payload)) work(documentId, { thread: payload });
      else if (isFact(annotationsEvents.threadRemoved, name, payload))
        work(documentId, { removed: payload.threadId });
    },
    onGap: () => {
      recent.delete(documentId);
      void queryClient.invalidateQueries({ queryKey: keyFor(documentId) });
    },
    onPresence: ({ people }) => {
      setReaders([...people.keys()]);
    },
  });
  return { query, readers };
};

const keep = (thread: ThreadView): ThreadView => {
  work(thread.documentId, { thread });
  return thread;
};

export type NewThread = BodyInputOf<typeof routes.postThread>;
export type ThreadText = Pick<NewThread, 'kind' | 'readingQuestion' | 'text'>;

export const editThread = async ({ id }: Pick<ThreadView, 'id'>, revision: number, text: ThreadText) =>
  keep(await call(routes.editThread, { params: { threadId: id }, body: { revision, ...text } }));

export const editReply = async (threadId: Id, replyId: Id, revision: number, text: string) =>
  keep(await call(routes.editReply, { params: { threadId, replyId }, body: { revision, text } }));

/** Safe to repeat with the same id: what was typed between two tries is not lost either. */
export const postThread = async (documentId: Id, post: NewThread): Promise<ThreadView> => {
  const thread = await call(routes.postThread, { params: { documentId }, body: post });
  const { kind, readingQuestion, text } = post;
  const isSame = thread.text === text && thread.kind === kind && thread.readingQuestion === readingQuestion;
  return isSame ? keep(thread) : editThread(thread, thread.revision, { kind, readingQuestion, text });
};

/** Safe to repeat with the same id, as {@link postThread}. */
export const reply = async (threadId: Id, id: Id, text: string): Promise<ThreadView> => {
  const thread = await call(routes.reply, { params: { threadId }, body: { id, text } });
  const stored = thread.replies.find((other) => other.id === id);
  return stored && stored.text !== text ? editReply(threadId, id, stored.revision, text) : keep(thread);
};

export const deleteThread = async ({ id, documentId, replies }: ThreadView): Promise<void> => {
  await call(routes.deleteThread, { params: { threadId: id } });
  // With replies its place stays: the fact brings what is left.
  if (replies.length === 0) work(documentId, { removed: id });
};

export const deleteReply = async (threadId: Id, replyId: Id): Promise<void> => {
  await call(routes.deleteReply, { params: { threadId, replyId } });
};

export const setUpvote = async ({ id, documentId }: ThreadView, given: boolean): Promise<void> => {
  keep(await call(given ? routes.upvote : routes.withdrawUpvote, { params: { threadId: id } }));
  queryClient.setQueryData<Listing>(
    keyFor(documentId),
    (listing) => listing && applyUpvote(listing, id, given),
  );
};

export const setResolved = async ({ id }: ThreadView, resolved: boolean): Promise<void> => {
  keep(await call(resolved ? routes.resolveThread : routes.reopenThread, { params: { threadId: id } }));
};
