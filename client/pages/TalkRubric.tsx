// What the talks of a course are looked at by, for its staff.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isStaff } from '#shared/courses/roles.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { LookedAt } from '#client/feedback/LookedAt.tsx';
import { readingToChange } from '#client/kernel/query.ts';
import { LeaveGuard } from '#client/kit/LeaveGuard.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { RubricEditor } from '#client/talk-feedback/RubricEditor.tsx';
import '#client/feedback/feedback.css';

const Rubric = ({ courseId, mayChange }: { courseId: string; mayChange: boolean }) => {
  const rubric = useQuery(readingToChange(talkFeedbackRoutes.readTalkRubric, { params: { courseId } }));
  const [isUnsaved, setUnsaved] = useState(false);
  return (
    <Query query={rubric}>
      {(view) =>
        mayChange ? (
          <>
            <LeaveGuard when={isUnsaved} />
            <RubricEditor courseId={courseId} view={view} onUnsaved={setUnsaved} />
          </>
        ) : (
          <LookedAt title="What a talk is looked at by" criteria={view.criteria} />
        )
      }
    </Query>
  );
};

export const TalkRubric = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/talk-rubric' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => (
        <Page
          title="Rubric of talks"
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {known.title}
            </Link>
          }
          below={
            <Text>
              What classmates and staff look at in a talk.
              {isStaff(known) &&
                ' A change counts for talks that begin after it; others keep the rubric they began with.'}
            </Text>
          }
        >
          <Rubric key={courseId} courseId={courseId} mayChange={isStaff(known)} />
        </Page>
      )}
    </Query>
  );
};
