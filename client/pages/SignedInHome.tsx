// What is next for a signed-in person: one meeting large, the coming fortnight, their courses.
import { Stack, Title } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { Self } from '#shared/accounts/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { NewsList } from '#client/annotations/NewsList.tsx';
import { coursesQuery, useCourseNews } from '#client/courses/data.ts';
import { useNow } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { OpenTalks } from '#client/talk-feedback/OpenTalks.tsx';
import { meetingsQuery, useMeetingsNews } from '#client/papers/data.ts';
import { Fortnight, inFortnight } from '#client/papers/Fortnight.tsx';
import { nextMeeting } from '#client/papers/phase.ts';
import { SignupNotice } from '#client/signup/SignupNotice.tsx';
import { HomeSkeleton } from './HomeSkeleton.tsx';
import { HomeWithoutCourse } from './HomeWithoutCourse.tsx';
import { NextMeeting } from './NextMeeting.tsx';
import { OwnCourses, type CourseLine } from './OwnCourses.tsx';

const greeting = (name: string, now: Date) => {
  const hour = now.getHours();
  const part = hour < 5 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return part === 'night' ? `Still up, ${name}` : `Good ${part}, ${name}`;
};

/** Keeps one of the courses fresh; shows nothing. */
const News = ({ courseId }: { courseId: string }) => {
  useCourseNews(courseId);
  useMeetingsNews(courseId);
  return null;
};

const Next = ({ courses, isAdmin }: { courses: readonly CourseLine[]; isAdmin: boolean }) => {
  const now = useNow();
  const queries = useQueries({ queries: courses.map((course) => meetingsQuery(course.id)) });
  if (queries.some((query) => query.isPending)) return <HomeSkeleton bare />;
  const meetings = queries.flatMap((query): MeetingView[] => query.data ?? []);
  const next = nextMeeting(meetings, now);
  const course = courses.find(({ id }) => id === next?.courseId);
  const soon = inFortnight(meetings, now).filter((meeting) => meeting !== next);
  return (
    <Stack gap="xl">
      {next && course ? (
        <NextMeeting meeting={next} course={course} showsCourse />
      ) : (
        <div className="card">
          <EmptyState title="No meeting ahead">
            {meetings.length === 0
              ? 'The term has not been laid out yet. New meetings appear here by themselves.'
              : 'All meetings are over; what was read and said stays in the course.'}
          </EmptyState>
        </div>
      )}
      {courses.map((one) => (
        <SignupNotice key={one.id} course={one} showsCourse={courses.length > 1} />
      ))}
      {courses.map(({ id, role }) => (
        <OpenTalks key={id} courseId={id} isStudent={role === 'student'} />
      ))}
      <NewsList />
      {soon.length > 0 && (
        <section aria-label="The coming fortnight">
          <Title order={2} fz="1.15rem" mb="sm">
            The coming fortnight
          </Title>
          <Fortnight meetings={soon} courses={courses} />
        </section>
      )}
      <OwnCourses courses={courses} isAdmin={isAdmin} />
    </Stack>
  );
};

const SignedInHome = ({ self }: { self: Self }) => {
  const courses = useQuery(coursesQuery);
  const now = useNow();
  return (
    <Page title={greeting(self.name.split(' ')[0] ?? self.name, now)}>
      <Query query={courses} loading={<HomeSkeleton bare />}>
        {(all) =>
          all.length === 0 ? (
            <HomeWithoutCourse isAdmin={self.isAdmin} />
          ) : (
            <>
              {all.map(({ id }) => (
                <News key={id} courseId={id} />
              ))}
              <Next courses={all} isAdmin={self.isAdmin} />
            </>
          )
        }
      </Query>
    </Page>
  );
};

export default SignedInHome;
