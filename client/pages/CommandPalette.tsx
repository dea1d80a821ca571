// The command palette with what can be done from where one is: pages of the courses, colours, keys, signing out.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import {
  IconCalendarEvent,
  IconFileText,
  IconHome,
  IconKeyboard,
  IconListNumbers,
  IconLogout,
  IconMoon,
  IconPresentation,
  IconSettings,
  IconSun,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import type { Self } from '#shared/accounts/contract.ts';
import { coursesQuery } from '#client/courses/data.ts';
import { useNow } from '#client/kit/Moment.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { signOut } from '#client/kernel/session.ts';
import { meetingsQuery } from '#client/papers/data.ts';
import { nextMeeting } from '#client/papers/phase.ts';
import { Palette, type Command } from '#client/search/Palette.tsx';
import { useCourseHere } from './course-here.ts';

const useCourseCommands = (
  course: Pick<Course, 'id' | 'title' | 'role'> | undefined,
  self: Self,
): Command[] => {
  const navigate = useNavigate();
  const now = useNow();
  const meetings = useQuery({ ...meetingsQuery(course?.id ?? ''), enabled: course !== undefined }).data ?? [];
  if (!course) return [];
  const params = { courseId: course.id };
  const next = nextMeeting(meetings, now);
  const member = { personId: self.id, courseId: course.id, role: course.role };
  return [
    ...(next?.papers ?? []).flatMap(({ id, title, document }): Command[] =>
      document?.state === 'ready'
        ? [
            {
              id: `read-${id}`,
              icon: <IconFileText size={18} />,
              title,
              detail: 'For the next meeting',
              // Its title is found among the papers.
              words: 'read next paper',
              run: () => void navigate({ to: '/documents/$documentId', params: { documentId: document.id } }),
            },
          ]
        : [],
    ),
    ...meetings.map((meeting): Command => ({
      id: `meeting-${meeting.id}`,
      icon: <IconCalendarEvent size={18} />,
      title: `Meeting ${String(meeting.number)}: ${meeting.topic}`,
      words: `meeting ${String(meeting.number)} ${meeting === next ? 'next' : ''}`,
      isQuiet: meeting !== next,
      run: () => void navigate({ to: '/meetings/$meetingId', params: { meetingId: meeting.id } }),
    })),
    {
      id: 'talks',
      icon: <IconPresentation size={18} />,
      title: 'Talks of the term',
      detail: course.title,
      words: 'talks presentations presenters swap calendar term',
      run: () => void navigate({ to: '/courses/$courseId/talks', params }),
    },
    ...(course.role === 'observer'
      ? []
      : [
          {
            id: 'signup',
            icon: <IconListNumbers size={18} />,
            title: course.role === 'student' ? 'Rank talks' : 'Sign-up for talks',
            detail: course.title,
            words: 'sign-up signup rank talks preferences assignment present',
            run: () => void navigate({ to: '/courses/$courseId/signup', params }),
          },
        ]),
    {
      id: 'members',
      icon: <IconUsers size={18} />,
      title: 'Members',
      detail: course.title,
      words: 'members people roster students',
      run: () => void navigate({ to: '/courses/$courseId/members', params }),
    },
    ...(mayChangeCourse(member) === true
      ? [
          {
            id: 'settings',
            icon: <IconSettings size={18} />,
            title: 'Settings of the course',
            detail: course.title,
            words: 'settings course deadlines groups questions',
            run: () => void navigate({ to: '/courses/$courseId/settings', params }),
          },
        ]
      : []),
  ];
};

/** A key of the reader, as if it was pressed there. */
const pressInReader = (key: string) => {
  document
    .querySelector('.annotated')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};

const CommandPalette = ({ self }: { self: Self }) => {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  const courses = useQuery(coursesQuery).data ?? [];
  const here = useCourseHere();
  // Whoever has one course is always in it.
  const course = courses.find(({ id }) => id === here) ?? (courses.length === 1 ? courses[0] : undefined);

  const ofCourse = useCourseCommands(course, self);
  const commands: Command[] = [
    ...ofCourse,
    ...courses.map(({ id, title, code }): Command => ({
      id: `course-${id}`,
      icon: <IconCalendarEvent size={18} />,
      title: `Meetings of ${title}`,
      words: `${title} ${code} meetings course term`,
      run: () => void navigate({ to: '/courses/$courseId', params: { courseId: id } }),
    })),
    {
      id: 'home',
      icon: <IconHome size={18} />,
      title: 'Home',
      words: 'home start',
      isQuiet: true,
      run: () => void navigate({ to: '/' }),
    },
    {
      id: 'account',
      icon: <IconUser size={18} />,
      title: 'Your account',
      words: 'your account name password time zone profile',
      isQuiet: true,
      run: () => void navigate({ to: '/account' }),
    },
    {
      id: 'scheme',
      icon: isDark ? <IconSun size={18} /> : <IconMoon size={18} />,
      title: isDark ? 'Light colours' : 'Dark colours',
      words: 'theme mode dark light colours',
      run: () => {
        setColorScheme(isDark ? 'light' : 'dark');
      },
    },
    ...(pathname.startsWith('/documents/')
      ? [
          {
            id: 'keys',
            icon: <IconKeyboard size={18} />,
            title: 'Keys of the reader',
            words: 'keys keyboard shortcuts help',
            run: () => {
              pressInReader('?');
            },
          },
        ]
      : []),
    {
      id: 'sign-out',
      icon: <IconLogout size={18} />,
      title: 'Sign out',
      words: 'sign out log leave',
      isQuiet: true,
      run: () => {
        signOut().then(() => navigate({ to: '/' }), sayRefused);
      },
    },
  ];
  return (
    <Palette
      personId={self.id}
      course={course}
      commands={commands}
      onAll={(q, courseId) => {
        if (courseId === undefined) void navigate({ to: '/search', search: { q } });
        else void navigate({ to: '/courses/$courseId/search', params: { courseId }, search: { q } });
      }}
    />
  );
};

export default CommandPalette;
