// Scores for giving feedback: one's own with every step, for staff those of all students.
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { isStaff } from '#shared/courses/roles.ts';
import { courseQuery } from '#client/courses/data.ts';
import { feedbackScoresQuery } from '#client/feedback/data.ts';
import { OverrideScore } from '#client/feedback/OverrideScore.tsx';
import { ScoreSteps } from '#client/feedback/ScoreSteps.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import '#client/feedback/feedback.css';

export const FeedbackScores = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/feedback-scores' });
  const course = useQuery(courseQuery(courseId));
  const scores = useQuery(feedbackScoresQuery(courseId));
  return (
    <Query query={course} loading={<LoadingPage />}>
      {(its) => (
        <Page
          title={isStaff(its) ? 'Scores for giving feedback' : 'Your score for giving feedback'}
          width="text"
          above={
            <Link to="/courses/$courseId" params={{ courseId }}>
              {its.title}
            </Link>
          }
          below="Worked out from all meetings whose feedback is closed."
        >
          <Query query={scores}>
            {(all) => (
              <Stack>
                {all.map((score) => (
                  <ScoreSteps key={score.person.id} score={score}>
                    {isStaff(its) && <OverrideScore courseId={courseId} score={score} />}
                  </ScoreSteps>
                ))}
                {all.length === 0 && (
                  <EmptyState title="No scores yet">
                    There is a score once the time for feedback of a first meeting is over.
                  </EmptyState>
                )}
              </Stack>
            )}
          </Query>
        </Page>
      )}
    </Query>
  );
};
