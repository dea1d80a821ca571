// The review form of a course, for its instructors.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { InstructorsOnly } from '#client/courses/InstructorsOnly.tsx';
import { readingToChange } from '#client/kernel/query.ts';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { FormEditor } from '#client/reviews/form/FormEditor.tsx';

const Editor = ({ courseId }: { courseId: string }) => {
  const form = useQuery(readingToChange(reviewsRoutes.readForm, { params: { courseId } }));
  const [isUnsaved, setUnsaved] = useState(false);
  return (
    <Query query={form}>
      {(view) => (
        <>
          <LeaveGuard when={isUnsaved} />
          <FormEditor courseId={courseId} view={view} onUnsaved={setUnsaved} />
        </>
      )}
    </Query>
  );
};

export const ReviewFormPage = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/review-form' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => (
        <Page
          title="Review form"
          width="text"
          above={
            <Link to="/courses/$courseId/settings" params={{ courseId }}>
              {`${known.title}: settings`}
            </Link>
          }
        >
          <InstructorsOnly course={known} what="The review form">
            <Editor key={courseId} courseId={courseId} />
          </InstructorsOnly>
        </Page>
      )}
    </Query>
  );
};
