// What feedback in a course looks at, for its instructors.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { InstructorsOnly } from '#client/courses/InstructorsOnly.tsx';
import { CriteriaEditor } from '#client/feedback/criteria/CriteriaEditor.tsx';
import { readingToChange } from '#client/kernel/query.ts';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';

const Editor = ({ courseId }: { courseId: string }) => {
  const criteria = useQuery(readingToChange(feedbackRoutes.readCriteria, { params: { courseId } }));
  const [isUnsaved, setUnsaved] = useState(false);
  return (
    <Query query={criteria}>
      {(view) => (
        <>
          <LeaveGuard when={isUnsaved} />
          <CriteriaEditor courseId={courseId} view={view} onUnsaved={setUnsaved} />
        </>
      )}
    </Query>
  );
};

export const FeedbackCriteria = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/feedback-criteria' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => (
        <Page
          title="Criteria of feedback"
          above={
            <Link to="/courses/$courseId/settings" params={{ courseId }}>
              {`${known.title}: settings`}
            </Link>
          }
          below="What classmates look at in a review. A change counts for feedback that begins after it; feedback that has begun keeps the criteria it began with, its marks and its comments."
        >
          <InstructorsOnly course={known} what="The criteria">
            <Editor key={courseId} courseId={courseId} />
          </InstructorsOnly>
        </Page>
      )}
    </Query>
  );
};
