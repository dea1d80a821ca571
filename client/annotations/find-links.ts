// What can be linked to besides the threads of the paper one reads: found by words, by whatever the page brings along.
import { createContext, use } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Kind } from '#shared/annotations/kinds.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { useReading } from './reading-context.ts';

/** A thread, or a passage where `kind` is null. */
export interface FoundLink {
  /** Inside of the app; no two are the same. */
  readonly address: string;
  readonly kind: Kind | null;
  readonly documentId: Id;
  readonly documentTitle: string;
  /** As it is called in the paper. */
  readonly page: string;
  /** Of the thread or of the page, around what was looked for. */
  readonly words: string;
}

/** Best first, within the course; throws a refusal for people. */
export type FindLinks = (courseId: Id, words: string, signal: AbortSignal) => Promise<readonly FoundLink[]>;

export const FindLinksContext = createContext<FindLinks | null>(null);

const pauseMs = 250;
/** Fewer letters find too much. */
const lettersAtLeast = 2;
const none: readonly FoundLink[] = [];

/** `links` null: nothing is looked for, as long as too little is typed or the page brings no finder. */
export const useFoundLinks = (typed: string) => {
  const find = use(FindLinksContext);
  const { member } = useReading();
  const wanted = typed.replace(/\s+/g, ' ').trim();
  const [words] = useDebouncedValue(wanted, pauseMs);
  const isLong = (text: string) => [...text].length >= lettersAtLeast;
  const isAsked = find !== null && isLong(wanted);
  const query = useQuery({
    queryKey: ['links', member.courseId, words],
    queryFn: ({ signal }) => find?.(member.courseId, words, signal) ?? none,
    enabled: isAsked && isLong(words),
    placeholderData: keepPreviousData,
  });
  return {
    links: isAsked ? (query.data ?? none) : null,
    isLooking: isAsked && (words !== wanted || query.isFetching),
    problem: isAsked ? query.error : null,
  };
};
