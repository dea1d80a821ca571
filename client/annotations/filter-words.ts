// What filters are called, and the words that say which ones are on.
import { kinds } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Filter, State } from './filter.ts';

export const stateWords: Readonly<Record<State, string>> = {
  unread: 'Unread',
  mine: 'Mine',
  mentionsMe: 'Mentions me',
  sinceLastVisit: 'New since my last visit',
  unanswered: 'Unanswered questions',
  unresolved: 'Not resolved',
  endorsed: 'Endorsed',
  reported: 'Reported',
};

/** Everybody who wrote, once, by name. */
export const peopleIn = (threads: readonly ThreadView[]): { value: Id; label: string }[] => {
  const names = new Map<Id, string>();
  for (const thread of threads)
    for (const { authorId, authorName } of [thread, ...thread.replies]) names.set(authorId, authorName);
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
};

export interface Chip {
  readonly key: string;
  readonly label: string;
  /** The filter without it. */
  readonly without: Filter;
}

/** One for each part of the filter, except the words that are seen in their field. */
export const chipsOf = (filter: Filter, nameOf: (personId: Id) => string): Chip[] => [
  ...filter.kinds.map((kind) => ({
    key: kind,
    label: `${kinds[kind].word}s`,
    without: { ...filter, kinds: filter.kinds.filter((other) => other !== kind) },
  })),
  ...filter.states.map((state) => ({
    key: state,
    label: stateWords[state],
    without: { ...filter, states: filter.states.filter((other) => other !== state) },
  })),
  ...(filter.personId === null
    ? []
    : [{ key: 'person', label: nameOf(filter.personId), without: { ...filter, personId: null } }]),
  ...(filter.page === null
    ? []
    : [{ key: 'page', label: `Page ${String(filter.page + 1)}`, without: { ...filter, page: null } }]),
];
