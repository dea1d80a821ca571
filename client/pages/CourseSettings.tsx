// The settings of a course, for its instructors.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { InstructorsOnly } from '#client/courses/InstructorsOnly.tsx';
import { SettingsForm } from '#client/courses/SettingsForm.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';

export const CourseSettings = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/settings' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => (
        <Page
          title="Settings"
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {known.title}
            </Link>
          }
        >
          <CourseNav course={known} />
          <InstructorsOnly course={known} what="The settings">
            <SettingsForm key={courseId} course={known} />
          </InstructorsOnly>
        </Page>
      )}
    </Query>
  );
};
