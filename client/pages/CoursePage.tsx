// The term of a course: the next meeting, what comes after it, and what is over.
import { Box, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { CourseReports } from '#client/annotations/CourseReports.tsx';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { useNow } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { AddMeeting } from '#client/papers/AddMeeting.tsx';
import { OpenTalks } from '#client/talk-feedback/OpenTalks.tsx';
import { meetingsQuery, useMeetingsNews } from '#client/papers/data.ts';
import { nextMeeting, phaseOf } from '#client/papers/phase.ts';
import { Programme } from '#client/papers/Programme.tsx';
import { SignupNotice } from '#client/signup/SignupNotice.tsx';
import { NextMeeting } from './NextMeeting.tsx';

const Term = ({ course, meetings }: { course: Course; meetings: readonly MeetingView[] }) => {
  const now = useNow();
  const next = nextMeeting(meetings, now);
  const coming = meetings.filter((meeting) => meeting !== next && phaseOf(meeting, now) !== 'over');
  // The last one first: it is the one people come back for.
  const over = meetings.filter((meeting) => phaseOf(meeting, now) === 'over').reverse();
  if (meetings.length === 0)
    return (
      <EmptyState title="No meetings yet">
        {isStaff(course)
          ? 'Add the first meeting, then its papers. The next meetings follow a week later by themselves.'
          : 'The staff of the course have not laid out the term yet.'}
      </EmptyState>
    );
  const list = (title: string, some: readonly MeetingView[]) =>
    some.length > 0 && (
      <section aria-label={title}>
        <Title order={2} fz="1.15rem" mb="sm">
          {title}
        </Title>
        <Programme meetings={some} timeZone={course.timeZone} writesReviews={course.role === 'student'} />
      </section>
    );
  return (
    <Stack gap="xl">
      {next && <NextMeeting meeting={next} course={course} />}
      <OpenTalks courseId={course.id} isStudent={course.role === 'student'} />
      {list('Coming', coming)}
      {list('Earlier', over)}
    </Stack>
  );
};

export const CoursePage = () => {
  const { courseId } = useParams({ from: '/courses/$courseId' });
  const navigate = useNavigate();
  const course = useQuery(courseQuery(courseId));
  const meetings = useQuery(meetingsQuery(courseId));
  useCourseNews(courseId);
  useMeetingsNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage />}>
      {(known) => (
        <Page
          title={known.title}
          above={[known.code, known.term].filter(Boolean).join(' · ') || 'Course'}
          action={
            isStaff(known) ? (
              <AddMeeting
                courseId={courseId}
                timeZone={known.timeZone}
                meetings={meetings.data ?? []}
                onAdded={({ id }) => {
                  void navigate({ to: '/meetings/$meetingId', params: { meetingId: id } });
                }}
              />
            ) : undefined
          }
        >
          <CourseNav course={known} />
          <SignupNotice course={known} />
          {isStaff(known) && (
            <Box mb="xl">
              <CourseReports courseId={courseId} />
            </Box>
          )}
          <Query
            query={meetings}
            loading={
              <Stack role="status" aria-label="Loading">
                <Skeleton h={240} radius="md" />
                <Skeleton h={320} radius="md" />
              </Stack>
            }
          >
            {(all) => <Term course={known} meetings={all} />}
          </Query>
        </Page>
      )}
    </Query>
  );
};
