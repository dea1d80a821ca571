// Reminds a student of the sign-up as long as their list is too short, and the staff of an assignment that waits.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Role } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { signupEvents } from '#shared/signup/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { useSelf } from '#client/kernel/session.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Ago, Moment, useNow } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
import { ownPreferencesQuery, signupQuery, useOwnPreferencesNews, useSignupNews } from './data.ts';
import './signup.css';

interface Props {
  readonly course: {
    readonly id: Id;
    readonly title: string;
    readonly timeZone: string;
    readonly role: Role;
  };
  /** Names the course: where there are several. */
  readonly showsCourse?: boolean;
}

export const SignupNotice = ({ course, showsCourse = false }: Props) => {
  const self = useSelf();
  const now = useNow();
  const isStudent = course.role === 'student';
  const signup = useQuery(signupQuery(course.id)).data;
  const isOpen = signup != null && new Date(signup.ownDueAt) >= now;
  const own = useQuery({ ...ownPreferencesQuery(course.id), enabled: isStudent && isOpen }).data;
  useSignupNews(course.id, false);
  useOwnPreferencesNews(isStudent ? self?.id : undefined, course.id);
  useRoom('person', self?.id, {
    onFact: (name, payload) => {
      if (isFact(signupEvents.signupReminded, name, payload) && payload.courseId === course.id)
        sayDone('The staff remind you to rank talks before sign-up closes.', 12_000);
      if (isFact(signupEvents.seatsChanged, name, payload) && payload.courseId === course.id)
        sayDone('What you present has changed. The talks of the term show it.', 12_000);
    },
    onGap: () => undefined,
  });
  if (!signup) return null;
  const where = showsCourse ? ` in ${course.title}` : '';
  if (isStudent && isOpen && own && own.isNeeded && !own.isComplete)
    return (
      <div className="card signup-notice" role="note">
        <Text>
          <strong>{`Rank the talks you would like to give${where}. `}</strong>
          {own.ranked.length > 0 && `Your list needs ${String(signup.atLeast)} on dates that you can do. `}
          Sign-up closes <Moment at={signup.ownDueAt} zone={course.timeZone} />, <Ago at={signup.ownDueAt} />.
        </Text>
        <LinkButton to="/courses/$courseId/signup" params={{ courseId: course.id }}>
          {own.ranked.length > 0 ? 'Go on ranking' : 'Rank talks'}
        </LinkButton>
      </div>
    );
  const isStaff = course.role === 'instructor' || course.role === 'ta';
  if (isStaff && new Date(signup.dueAt) < now && signup.publishedAt === null)
    return (
      <div className="card signup-notice" role="note">
        <Text>
          <strong>{`Sign-up for talks has closed${where}. `}</strong>
          The assignment can be looked at and published.
        </Text>
        <LinkButton to="/courses/$courseId/signup" params={{ courseId: course.id }}>
          Look at the assignment
        </LinkButton>
      </div>
    );
  return null;
};
