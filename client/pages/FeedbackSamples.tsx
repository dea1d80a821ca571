// Sample reviews of a course: for staff to mark and put up, for students to mark and compare.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { isStaff } from '#shared/courses/roles.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { OwnSamples } from '#client/feedback/calibration/OwnSamples.tsx';
import { StaffSamples } from '#client/feedback/calibration/StaffSamples.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import '#client/feedback/feedback.css';

export const FeedbackSamples = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/feedback-samples' });
  const course = useQuery(courseQuery(courseId));
  const self = useSelf();
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={3} />}>
      {(known) => (
        <Page
          title="Sample reviews"
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {known.title}
            </Link>
          }
          below={
            isStaff(known)
              ? 'Reviews that you have marked, for students to mark before their first feedback. Your marks are shown to a student who has given theirs.'
              : 'Reviews to practise on: mark one, and see what the staff gave.'
          }
        >
          {self &&
            (isStaff(known) ? (
              <StaffSamples key={courseId} course={known} personId={self.id} />
            ) : (
              <OwnSamples key={courseId} courseId={courseId} personId={self.id} />
            ))}
        </Page>
      )}
    </Query>
  );
};
