// A student's classes in a course: where they sat, with whom, in which roles, what their groups reported.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { courseQuery } from '#client/courses/data.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { historyQuery } from '#client/meeting-record/data.ts';
import { Classes } from '#client/meeting-record/Classes.tsx';

export const History = () => {
  const { courseId, personId } = useParams({ from: '/courses/$courseId/history/$personId' });
  const course = useQuery(courseQuery(courseId));
  const history = useQuery({ ...historyQuery(courseId, personId), refetchOnMount: 'always' });
  const isOwn = useSelf()?.id === personId;
  return (
    <Query query={course} loading={<LoadingPage />}>
      {(known) => (
        <Page
          title={isOwn ? 'Your classes' : `Classes of ${history.data?.name ?? 'a student'}`}
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {known.title}
            </Link>
          }
        >
          <Query query={history}>
            {(its) => <Classes history={its} isOwn={isOwn} timeZone={known.timeZone} />}
          </Query>
        </Page>
      )}
    </Query>
  );
};
