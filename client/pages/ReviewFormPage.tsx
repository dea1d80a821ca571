// The review form of a course, for its instructors.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { InstructorsOnly } from '#client/courses/InstructorsOnly.tsx';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { formQuery } from '#client/reviews/data.ts';
import { FormEditor } from '#client/reviews/form/FormEditor.tsx';

const Editor = ({ courseId }: { courseId: string }) => {
  // Read anew each time, and not exchanged under the hands of whoever changes it.
  const query = formQuery(courseId);
  const form = useQuery({
    ...query,
    queryKey: [...query.queryKey, 'to change'],
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });
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
