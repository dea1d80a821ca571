// Everything a search finds, at an address that can be passed on to others of the course.
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { searchLimits } from '#shared/search/contract.ts';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery } from '#client/courses/data.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState, LoadingLines, RefusedState } from '#client/kit/States.tsx';
import { FoundList } from '#client/search/FoundList.tsx';
import { asAsked, isNothing, useFound } from '#client/search/data.ts';

interface Props {
  /** Undefined: all of one's courses. */
  readonly courseId: Id | undefined;
  /** As the address has it. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
}

const SearchField = ({ courseId, q, onSearch }: Props) => {
  const [typed, setTyped] = useState(q);
  const { found, refusal, isCurrent, isAsking, askAgain, q: asked } = useFound(courseId, typed);
  const [known, setKnown] = useState(q);
  if (q !== known) {
    setKnown(q);
    // Not by this field: back and forward, and a search from the palette, change the address too.
    if (q !== asked) setTyped(q);
  }
  useEffect(() => {
    if (asked === asAsked(typed) && asked !== q) onSearch(asked);
  }, [asked, typed, q, onSearch]);

  return (
    <>
      <div role="search">
        <TextInput
          type="search"
          size="md"
          aria-label="Search papers, threads and notes"
          placeholder="Search papers, threads and notes"
          description="All words must occur. “Words in quotation marks” are found exactly so and in a row."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={searchLimits.query}
          value={typed}
          leftSection={<IconSearch size={18} stroke={1.6} />}
          rightSection={
            typed !== '' && (
              <CloseButton
                aria-label="Empty the field"
                onClick={() => {
                  setTyped('');
                }}
              />
            )
          }
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </div>
      <div aria-busy={isAsking && !isCurrent}>
        {refusal ? (
          <RefusedState refusal={refusal} onRetry={askAgain} />
        ) : !isAsking ? null : !found ? (
          <LoadingLines label="Searching" />
        ) : isNothing(found) ? (
          isCurrent && (
            <EmptyState
              title={`Nothing found for “${asked}”`}
              action={
                courseId !== undefined && (
                  <LinkButton to="/search" search={{ q: asked }} variant="default">
                    Search all of your courses
                  </LinkButton>
                )
              }
            >
              Try fewer words, or only the beginning of one. All words have to be on the same page, or in the
              same post.
            </EmptyState>
          )
        ) : (
          <FoundList found={found} />
        )}
      </div>
    </>
  );
};

const courseRoute = getRouteApi('/courses/$courseId/search');
const wholeRoute = getRouteApi('/search');

export const CourseSearch = () => {
  const { courseId } = courseRoute.useParams();
  const { q = '' } = courseRoute.useSearch();
  const navigate = courseRoute.useNavigate();
  const [onSearch] = useState(() => (wanted: string) => {
    void navigate({ search: wanted === '' ? {} : { q: wanted }, replace: true, resetScroll: false });
  });
  return (
    <Query query={useQuery(courseQuery(courseId))} loading={<LoadingPage />}>
      {(course) => (
        <Page title="Search" above={course.title}>
          <CourseNav course={course} />
          <SearchField key={courseId} courseId={courseId} q={q} onSearch={onSearch} />
        </Page>
      )}
    </Query>
  );
};

export const WholeSearch = () => {
  const { q = '' } = wholeRoute.useSearch();
  const navigate = wholeRoute.useNavigate();
  const [onSearch] = useState(() => (wanted: string) => {
    void navigate({ search: wanted === '' ? {} : { q: wanted }, replace: true, resetScroll: false });
  });
  return (
    <Page title="Search" above="All of your courses">
      <SearchField courseId={undefined} q={q} onSearch={onSearch} />
    </Page>
  );
};
