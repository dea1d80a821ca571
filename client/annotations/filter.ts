// Which threads are wanted: open questions, one's own, of one kind, with certain words.
import type { ThreadView } from '#shared/annotations/views.ts';
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { kindSchema, type Kind } from '#shared/annotations/kinds.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export type Show = 'all' | 'unanswered' | 'mine' | Kind;

export interface Filter {
  readonly show: Show;
  readonly words: string;
}

export const noFilter: Filter = { show: 'all', words: '' };

export const isFiltering = ({ show, words }: Filter): boolean => show !== 'all' || words.trim() !== '';

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const isKind = (show: Show): show is Kind => kindSchema.options.some((kind) => kind === show);

const isShown = (thread: ThreadView, show: Show, ownId: Id): boolean => {
  if (isKind(show)) return thread.kind === show;
  if (show === 'unanswered')
    return thread.kind === 'question' && thread.resolvedAt === null && thread.replies.length === 0;
  if (show === 'mine')
    return thread.authorId === ownId || thread.replies.some(({ authorId }) => authorId === ownId);
  return true;
};

const wordsOf = (thread: ThreadView): string =>
  fold(
    [thread, ...thread.replies]
      .flatMap(({ authorName, text }) => [authorName, text])
      .concat(quoteFromTargets(thread.anchor.targets))
      .join('\n'),
  );

/** Every word must occur, in the texts, the names or the quote; accents and case do not matter. */
export const fits = (thread: ThreadView, { show, words }: Filter, ownId: Id): boolean => {
  if (!isShown(thread, show, ownId)) return false;
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = wordsOf(thread);
  return wanted.every((word) => text.includes(word));
};
