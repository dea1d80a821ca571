// The talks of a term: who presents what and when, who still has to, swaps, and the way to the sign-up.
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Signup, Term } from '#shared/signup/contract.ts';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { meetingsQuery, useMeetingsNews } from '#client/papers/data.ts';
import { signupQuery, termQuery, useSignupNews } from '#client/signup/data.ts';
import { SignupNotice } from '#client/signup/SignupNotice.tsx';
import { Swaps } from '#client/signup/Swaps.tsx';
import { talkLines } from '#client/signup/talk-lines.ts';
import { TermFigures } from '#client/signup/TermFigures.tsx';
import { TermTalks } from '#client/signup/TermTalks.tsx';
import { CourseZone } from '#client/signup/zone.ts';
import '#client/signup/signup.css';

interface Known {
  readonly course: Course;
  readonly term: Term;
  readonly meetings: readonly MeetingView[];
  readonly signup: Signup | null | undefined;
}

const Talks = ({ course, term, meetings, signup }: Known) => {
  const ownId = useSelf()?.id ?? '';
  const talks = talkLines(term, meetings);
  if (meetings.length === 0)
    return (
      <EmptyState title="No talks yet">
        {isStaff(course)
          ? 'A talk is the presentation of one paper. Add meetings and papers first.'
          : 'The staff of the course have not laid out the term yet.'}
      </EmptyState>
    );
  return (
    <Stack gap="xl">
      <SignupNotice course={course} />
      <TermFigures term={term} talks={talks} ownId={ownId} isStaff={isStaff(course)} />
      <Swaps courseId={course.id} ownId={ownId} isStaff={isStaff(course)} talks={talks} />
      <TermTalks
        courseId={course.id}
        ownId={ownId}
        meetings={meetings}
        talks={talks}
        swaps={course.role === 'student' ? signup?.swaps : undefined}
      />
    </Stack>
  );
};

export const TalksPage = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/talks' });
  const course = useQuery(courseQuery(courseId));
  const meetings = useQuery(meetingsQuery(courseId));
  const term = useQuery(termQuery(courseId));
  const signup = useQuery(signupQuery(courseId)).data;
  useCourseNews(courseId);
  useMeetingsNews(courseId);
  useSignupNews(courseId, false);
  return (
    <Query query={course} loading={<LoadingPage />}>
      {(known) => (
        <CourseZone value={known.timeZone}>
          <Page
            title="Talks"
            above={known.title}
            below={
              <Text size="sm" span className="quiet-links">
                <Link to="/account">Put your talks into your own calendar</Link>
              </Text>
            }
            action={
              (isStaff(known) || (known.role === 'student' && signup)) && (
                <LinkButton
                  to="/courses/$courseId/signup"
                  params={{ courseId }}
                  variant={isStaff(known) && !signup ? 'filled' : 'default'}
                >
                  {isStaff(known) ? (signup ? 'Sign-up and assignment' : 'Open a sign-up') : 'Your ranking'}
                </LinkButton>
              )
            }
          >
            <CourseNav course={known} />
            <Query query={term}>
              {(its) => (
                <Query query={meetings}>
                  {(all) => <Talks course={known} term={its} meetings={all} signup={signup} />}
                </Query>
              )}
            </Query>
          </Page>
        </CourseZone>
      )}
    </Query>
  );
};
