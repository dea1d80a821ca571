// The settings of a course, for its instructors.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { SettingsForm } from '#client/courses/SettingsForm.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';

export const CourseSettings = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/settings' });
  const self = useSelf();
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => {
        const verdict = mayChangeCourse({ personId: self?.id ?? '', courseId, role: known.role });
        return (
          <Page
            title="Settings"
            above={
              <Link to="/courses/$courseId" params={{ courseId }}>
                {known.title}
              </Link>
            }
          >
            <CourseNav course={known} />
            {verdict === true ? (
              <SettingsForm key={courseId} course={known} />
            ) : (
              <EmptyState
                title="The settings are the instructors’"
                action={
                  <LinkButton to="/courses/$courseId" params={{ courseId }} variant="default">
                    To the meetings
                  </LinkButton>
                }
              >
                {verdict.message}
              </EmptyState>
            )}
          </Page>
        );
      }}
    </Query>
  );
};
