// The talks of a course for its staff: which have been graded and returned, which wait.
import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { gradedTalksQuery } from '#client/talk-feedback/grading-data.ts';
import { GradedTalksTable } from '#client/talk-feedback/GradedTalksTable.tsx';
import '#client/feedback/feedback.css';

const sayProgress = (states: readonly (string | null)[]): string => {
  const done = states.filter((state) => state === 'returned').length;
  return `${String(done)} of ${String(states.length)} talks returned.`;
};

const Talks = ({ course }: { course: Course }) => {
  const list = useQuery({ ...gradedTalksQuery(course.id), refetchOnMount: 'always' });
  return (
    <Query query={list}>
      {(known) =>
        known.talks.length === 0 ? (
          <EmptyState title="No talks yet">Talks stand here once somebody presents them.</EmptyState>
        ) : (
          <Stack gap="sm">
            <Text>
              {sayProgress(known.talks.filter(({ hasBegun }) => hasBegun).map(({ state }) => state))}{' '}
              <Text span c="dimmed" className="no-print" visibleFrom="sm">
                Arrows or j and k go through the list, Enter opens a talk.
              </Text>
            </Text>
            <GradedTalksTable list={known} timeZone={course.timeZone} />
          </Stack>
        )
      }
    </Query>
  );
};

export const TalkGrades = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/talk-grades' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => (
        <Page
          title="Grades of talks"
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {known.title}
            </Link>
          }
          below={
            <Group gap="md" className="quiet-links">
              <Link to="/courses/$courseId/talk-rubric" params={{ courseId }}>
                Rubric
              </Link>
            </Group>
          }
        >
          {isStaff(known) ? (
            <Talks course={known} />
          ) : (
            <EmptyState title="For the staff">
              Your own marks stand on the page of your talk once they are returned.
            </EmptyState>
          )}
        </Page>
      )}
    </Query>
  );
};
