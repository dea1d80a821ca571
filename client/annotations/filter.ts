// Which threads are wanted: of some kinds, by one person, with certain words, on one page, and in certain states; all at once.
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export type State =
  'mine' | 'mentionsMe' | 'sinceLastVisit' | 'unread' | 'unresolved' | 'unanswered' | 'endorsed' | 'reported';

export interface Filter {
  readonly words: string;
  /** Any of them; empty: all kinds. */
  readonly kinds: readonly Kind[];
  /** Who wrote in it. */
  readonly personId: Id | null;
  /** Counts from 0. */
  readonly page: number | null;
  /** All of them. */
  readonly states: readonly State[];
}

export const noFilter: Filter = { words: '', kinds: [], personId: null, page: null, states: [] };

/** What a filter needs to know about whoever asks. */
export interface Asker {
  readonly selfId: Id;
  /** The end of their visit before this one; null at the first. */
  readonly lastVisitAt: string | null;
  isUnread(thread: ThreadView): boolean;
}

export const isFiltering = ({ words, kinds, personId, page, states }: Filter): boolean =>
  words.trim() !== '' || kinds.length > 0 || personId !== null || page !== null || states.length > 0;

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

// A thread that changes is another object: what was made of it before is forgotten with it.
const folded = new WeakMap<ThreadView, string>();

const postsOf = (thread: ThreadView): readonly ReplyView[] => [thread, ...thread.replies];

const wordsOf = (thread: ThreadView): string => {
  const known = folded.get(thread);
  if (known !== undefined) return known;
  const words = fold(
    postsOf(thread)
      .flatMap(({ authorName, text }) => [authorName, plainMentions(text)])
      .concat(quoteFromTargets(thread.anchor.targets))
      .join('\n'),
  );
  folded.set(thread, words);
  return words;
};

/** A question that stands, is not settled, and that nobody else has said anything to. */
export const isUnanswered = ({
  kind,
  deletedAt,
  resolvedAt,
  acceptedReplyId,
  authorId,
  replies,
}: ThreadView) =>
  kind === 'question' &&
  deletedAt === null &&
  resolvedAt === null &&
  acceptedReplyId === null &&
  replies.every((reply) => reply.authorId === authorId || reply.deletedAt !== null);

const isIn: Record<State, (thread: ThreadView, asker: Asker) => boolean> = {
  mine: (thread, { selfId }) => postsOf(thread).some(({ authorId }) => authorId === selfId),
  mentionsMe: (thread, { selfId }) => postsOf(thread).some(({ text }) => text.includes(`(person:${selfId})`)),
  sinceLastVisit: (thread, { selfId, lastVisitAt }) =>
    postsOf(thread).some(
      ({ authorId, postedAt }) => authorId !== selfId && (lastVisitAt === null || postedAt > lastVisitAt),
    ),
  unread: (thread, asker) => asker.isUnread(thread),
  unresolved: ({ resolvedAt }) => resolvedAt === null,
  unanswered: isUnanswered,
  endorsed: (thread) => postsOf(thread).some(({ endorsedByName }) => endorsedByName !== null),
  reported: ({ reports }) => reports !== null && reports.length > 0,
};

/**
 * The test that a filter means, made once for many threads. Every word must occur, in the texts, the names or the quote; accents and
 * case do not matter.
 */
export const fitting = (filter: Filter, asker: Asker): ((thread: ThreadView) => boolean) => {
  const { kinds, personId, page, states } = filter;
  const wanted = fold(filter.words).split(/\s+/).filter(Boolean);
  if (!isFiltering(filter)) return () => true;
  return (thread) =>
    (kinds.length === 0 || kinds.includes(thread.kind)) &&
    (page === null || thread.anchor.targets.some((target) => target.page === page)) &&
    (personId === null || postsOf(thread).some(({ authorId }) => authorId === personId)) &&
    states.every((state) => isIn[state](thread, asker)) &&
    wanted.every((word) => wordsOf(thread).includes(word));
};
