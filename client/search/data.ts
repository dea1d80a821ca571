// What a search finds, asked for when the typing pauses.
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import { searchLimits, searchRoutes, type Found } from '#shared/search/contract.ts';
import { reading } from '#client/kernel/query.ts';

const pauseMs = 180;

/** Fewer letters find too much. */
export const lettersAtLeast = 2;

/** What is typed as it is searched for: one line without blanks around it. */
export const asAsked = (typed: string): string =>
  typed.replace(/\s+/g, ' ').trim().slice(0, searchLimits.query);

const isAsking = (q: string) => [...q].length >= lettersAtLeast;

/** One course, or all of one's courses where none is given. */
const foundQuery = (courseId: Id | undefined, q: string) =>
  courseId === undefined
    ? reading(searchRoutes.searchAll, { query: { q } })
    : reading(searchRoutes.searchCourse, { params: { courseId }, query: { q } });

/**
 * The answer to what is typed now (`isCurrent`), or to what was typed a moment ago while the next is on its way.
 * Nothing where nothing is asked.
 */
export const useFound = (courseId: Id | undefined, typed: string) => {
  const wanted = asAsked(typed);
  const [q] = useDebouncedValue(wanted, pauseMs);
  const query = useQuery({
    ...foundQuery(courseId, q),
    enabled: isAsking(q),
    placeholderData: keepPreviousData,
  });
  const isOpen = isAsking(wanted);
  return {
    q,
    found: isOpen && isAsking(q) ? query.data : undefined,
    refusal: isOpen && !query.isFetching ? query.error : null,
    isCurrent: q === wanted && !query.isPlaceholderData && !query.isFetching,
    isAsking: isOpen,
    askAgain: () => void query.refetch(),
  };
};

/** Whether nothing at all was found. */
export const isNothing = ({ papers, threads, notes, meetings, takeaways }: Found): boolean =>
  [papers, threads, notes, meetings, takeaways].every(({ length }) => length === 0);
