// What one does with threads: every command is a call whose answer is worked into the list at once.
import { annotationsRoutes as routes } from '#shared/annotations/contract.ts';
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Visibility } from '#shared/annotations/visibility.ts';
import type { BodyInputOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { changeListing, listingOf, refreshThreads, work } from './data.ts';
import { applyAct, applyFollow, applyUpvote } from './listing.ts';

const keep = (thread: ThreadView): ThreadView => {
  changeListing(thread.documentId, (listing) => applyAct(listing, thread.id, thread.change));
  work(thread.documentId, { thread });
  return thread;
};

/** What is about to be told of a thread is one's own doing: the fact may come before the answer. */
const act = ({ id, documentId }: Of): void => {
  const known = listingOf(documentId)?.threads.find((thread) => thread.id === id);
  if (known) changeListing(documentId, (listing) => applyAct(listing, id, known.change + 1));
};
const doing = async (thread: Of, answer: Promise<ThreadView>): Promise<ThreadView> => {
  act(thread);
  return keep(await answer);
};

export type NewThread = BodyInputOf<typeof routes.postThread>;
export type ThreadText = Pick<NewThread, 'kind' | 'readingQuestion' | 'text'>;
type Of = Pick<ThreadView, 'id' | 'documentId'>;
const ofThread = ({ id }: Pick<ThreadView, 'id'>) => ({ params: { threadId: id } });
const ofPost = ({ id }: Pick<ThreadView, 'id'>, postId: Id) => ({ params: { threadId: id, postId } });

export const editThread = (thread: Of, revision: number, text: ThreadText): Promise<ThreadView> =>
  doing(thread, call(routes.editThread, { ...ofThread(thread), body: { revision, ...text } }));

export const editReply = (thread: Of, replyId: Id, revision: number, text: string): Promise<ThreadView> =>
  doing(
    thread,
    call(routes.editReply, { params: { threadId: thread.id, replyId }, body: { revision, text } }),
  );

/** Safe to repeat with the same id: what was typed between two tries is not lost either. */
export const postThread = async (documentId: Id, post: NewThread): Promise<ThreadView> => {
  const thread = await call(routes.postThread, { params: { documentId }, body: post });
  changeListing(documentId, (listing) => applyFollow(listing, thread.id, true));
  // One post more may open the door to the others' notes.
  if (listingOf(documentId)?.gate) refreshThreads(documentId, { whole: true });
  const { kind, readingQuestion, text } = post;
  const isSame = thread.text === text && thread.kind === kind && thread.readingQuestion === readingQuestion;
  return isSame ? keep(thread) : editThread(thread, thread.revision, { kind, readingQuestion, text });
};

/** Safe to repeat with the same id, as {@link postThread}. */
export const reply = async (threadId: Id, id: Id, text: string, anonymous = false): Promise<ThreadView> => {
  const thread = await call(routes.reply, { params: { threadId }, body: { id, text, anonymous } });
  changeListing(thread.documentId, (listing) => applyFollow(listing, threadId, true));
  const stored = thread.replies.find((other) => other.id === id);
  return stored && stored.text !== text ? editReply(thread, id, stored.revision, text) : keep(thread);
};

export const deleteThread = async (thread: ThreadView): Promise<void> => {
  act(thread);
  await call(routes.deleteThread, ofThread(thread));
  // With replies its place stays: the fact brings what is left.
  if (thread.replies.length === 0) work(thread.documentId, { removed: thread.id, change: thread.change + 1 });
};

export const deleteReply = async (thread: Of, replyId: Id): Promise<void> => {
  act(thread);
  await call(routes.deleteReply, { params: { threadId: thread.id, replyId } });
};

/** Of a thread's own text, or of a reply. */
export const setUpvote = async (thread: Of, postId: Id, given: boolean): Promise<void> => {
  await doing(thread, call(given ? routes.upvote : routes.withdrawUpvote, ofPost(thread, postId)));
  changeListing(thread.documentId, (listing) => applyUpvote(listing, postId, given));
};

export const setEndorsed = async (thread: Of, postId: Id, endorsed: boolean): Promise<void> => {
  await doing(thread, call(endorsed ? routes.endorse : routes.withdrawEndorsement, ofPost(thread, postId)));
};

export const setResolved = async (thread: Of, resolved: boolean): Promise<void> => {
  await doing(thread, call(resolved ? routes.resolveThread : routes.reopenThread, ofThread(thread)));
};

/** `replyId` null takes the mark back. */
export const acceptReply = async (thread: Of, replyId: Id | null): Promise<void> => {
  await doing(
    thread,
    replyId === null
      ? call(routes.withdrawAcceptance, ofThread(thread))
      : call(routes.acceptReply, { ...ofThread(thread), body: { replyId } }),
  );
};

export const setFollowed = async (thread: Of, follows: boolean): Promise<void> => {
  await call(follows ? routes.followThread : routes.unfollowThread, ofThread(thread));
  changeListing(thread.documentId, (listing) => applyFollow(listing, thread.id, follows));
};

export const moveThread = async (thread: Of, visibility: Visibility): Promise<void> => {
  await doing(thread, call(routes.moveThread, { ...ofThread(thread), body: { visibility } }));
};

export const changeAnchor = async (thread: Of, anchor: Anchor): Promise<void> => {
  await doing(thread, call(routes.changeAnchor, { ...ofThread(thread), body: { anchor } }));
};

export const reportPost = async (thread: Of, postId: Id, reason: string): Promise<void> => {
  act(thread);
  await call(routes.reportPost, { ...ofPost(thread, postId), body: { reason } });
};

export const dismissReports = async (thread: Of): Promise<void> => {
  await doing(thread, call(routes.dismissReports, ofThread(thread)));
};
