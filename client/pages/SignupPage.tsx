// The sign-up for talks: students rank, staff open it, see who is missing, and publish the assignment.
import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Signup } from '#shared/signup/contract.ts';
import { courseQuery, membersQuery, useCourseNews } from '#client/courses/data.ts';
import { useSelf } from '#client/kernel/session.ts';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Ago, Moment } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { meetingsQuery, useMeetingsNews } from '#client/papers/data.ts';
import { ArrangeSignup } from '#client/signup/ArrangeSignup.tsx';
import { Assignment } from '#client/signup/Assignment.tsx';
import { ownPreferencesQuery, signupQuery, useSignupNews } from '#client/signup/data.ts';
import { Publications } from '#client/signup/Publications.tsx';
import { RankTalks } from '#client/signup/RankTalks.tsx';
import { slotLines } from '#client/signup/slot-lines.ts';
import { Students } from '#client/signup/Students.tsx';
import { CourseZone } from '#client/signup/zone.ts';
import '#client/signup/signup.css';

interface Known {
  readonly course: Course;
  readonly signup: Signup | null;
  readonly meetings: readonly MeetingView[];
}

const StaffSide = ({ course, signup, meetings }: Known) => {
  const members = useQuery(membersQuery(course.id));
  if (meetings.every(({ papers }) => papers.length === 0))
    return (
      <EmptyState title="No talks yet">
        A talk is the presentation of one paper. Add meetings and papers first.
      </EmptyState>
    );
  return (
    <Query query={members}>
      {(all) => {
        const studentCount = all.filter(({ role }) => role === 'student').length;
        const form = { courseId: course.id, timeZone: course.timeZone, signup, meetings, studentCount };
        if (!signup) return <ArrangeSignup {...form} />;
        return (
          <Stack gap="xl">
            <div>
              <DialogButton
                label="Change the sign-up"
                title="Change the sign-up"
                variant="default"
                size="xl"
                isForm
              >
                {(close) => <ArrangeSignup {...form} onDone={close} />}
              </DialogButton>
            </div>
            <Students courseId={course.id} signup={signup} />
            <Assignment courseId={course.id} signup={signup} lines={slotLines(signup, meetings)} />
            <Publications signup={signup} />
          </Stack>
        );
      }}
    </Query>
  );
};

const StudentSide = ({ course, signup, meetings }: Known) => {
  const self = useSelf();
  const own = useQuery({ ...ownPreferencesQuery(course.id), enabled: signup !== null });
  if (!signup)
    return (
      <EmptyState title="Sign-up is not open">
        The staff have not opened it yet. It appears on your home page when they do.
      </EmptyState>
    );
  return (
    <Query query={own}>
      {(start) =>
        self && (
          <RankTalks
            key={course.id}
            course={course}
            personId={self.id}
            signup={signup}
            meetings={meetings}
            start={start}
          />
        )
      }
    </Query>
  );
};

export const SignupPage = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/signup' });
  const course = useQuery(courseQuery(courseId));
  const signup = useQuery(signupQuery(courseId));
  const meetings = useQuery(meetingsQuery(courseId));
  useCourseNews(courseId);
  useMeetingsNews(courseId);
  useSignupNews(courseId, course.data !== undefined && isStaff(course.data));
  return (
    <Query query={course} loading={<LoadingPage blocks={2} />}>
      {(known) => (
        <CourseZone value={known.timeZone}>
          <Page
            title={isStaff(known) ? 'Sign-up for talks' : 'Rank talks'}
            above={
              <>
                <Link to="/courses/$courseId" params={{ courseId }}>
                  {known.title}
                </Link>
                {' · '}
                <Link to="/courses/$courseId/talks" params={{ courseId }}>
                  Talks
                </Link>
              </>
            }
            below={
              signup.data && (
                <>
                  Sign-up {new Date(signup.data.ownDueAt) < new Date() ? 'closed' : 'closes'}{' '}
                  <Moment at={signup.data.ownDueAt} zone={known.timeZone} />,{' '}
                  <Ago at={signup.data.ownDueAt} />
                </>
              )
            }
          >
            <Query query={signup}>
              {(its) => (
                <Query query={meetings}>
                  {(all) =>
                    isStaff(known) ? (
                      <StaffSide course={known} signup={its} meetings={all} />
                    ) : (
                      <StudentSide course={known} signup={its} meetings={all} />
                    )
                  }
                </Query>
              )}
            </Query>
          </Page>
        </CourseZone>
      )}
    </Query>
  );
};
