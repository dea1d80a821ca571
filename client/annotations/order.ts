// In which order threads are listed; the order of the document is theirs already.
import type { ThreadView } from '#shared/annotations/views.ts';
import { isUnanswered, type Asker } from './filter.ts';

export type Order = 'place' | 'newest' | 'unread' | 'discussed' | 'unanswered';

export const orders: readonly { readonly value: Order; readonly label: string }[] = [
  { value: 'place', label: 'As in the text' },
  { value: 'newest', label: 'Newest first' },
  { value: 'unread', label: 'Unread first' },
  { value: 'discussed', label: 'Most discussed' },
  { value: 'unanswered', label: 'Unanswered first' },
];

const latest = ({ postedAt, replies }: ThreadView): string => {
  const last = replies.at(-1)?.postedAt ?? postedAt;
  return last > postedAt ? last : postedAt;
};

/** Of thread and replies: what was said counts more than who agrees. */
const discussion = ({ replies, upvotes }: ThreadView): number =>
  2 * replies.filter(({ deletedAt }) => deletedAt === null).length +
  upvotes +
  replies.reduce((sum, reply) => sum + reply.upvotes, 0);

/** `threads` in the order of the document, which decides among equals. */
export const inOrder = (
  threads: readonly ThreadView[],
  order: Order,
  asker: Pick<Asker, 'isUnread'>,
): readonly ThreadView[] => {
  if (order === 'place') return threads;
  const rank: Record<Exclude<Order, 'place'>, (thread: ThreadView) => number> = {
    newest: (thread) => -Date.parse(latest(thread)),
    unread: (thread) => (asker.isUnread(thread) ? 0 : 1),
    discussed: (thread) => -discussion(thread),
    unanswered: (thread) => (isUnanswered(thread) ? 0 : 1),
  };
  const rankOf = rank[order];
  return threads
    .map((thread) => [rankOf(thread), thread] as const)
    .sort(([a], [b]) => a - b)
    .map(([, thread]) => thread);
};

/** The order that was made once, for as long as nothing is added: what changes meanwhile stays where it is. */
export const inSequence = (
  threads: readonly ThreadView[],
  sequence: readonly string[],
): readonly ThreadView[] | null => {
  const byId = new Map(threads.map((thread) => [thread.id, thread]));
  const kept = sequence.flatMap((id) => byId.get(id) ?? []);
  return kept.length === byId.size ? kept : null;
};
