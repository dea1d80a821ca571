// What every page about one meeting waits for: the meeting and its course, both kept fresh while the page is open.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { courseQuery, useCourseNews } from '#client/courses/data.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { useMeeting, useMeetingsNews } from './data.ts';

interface Props {
  readonly meetingId: Id;
  readonly children: (meeting: MeetingView, course: Course) => ReactNode;
}

/** Shows loading and refusal by itself. */
export const MeetingGate = ({ meetingId, children }: Props) => {
  const meeting = useMeeting(meetingId);
  const courseId = meeting.data?.courseId;
  const course = useQuery({ ...courseQuery(courseId ?? ''), enabled: courseId !== undefined });
  useCourseNews(courseId);
  useMeetingsNews(courseId);
  return (
    <Query query={meeting} loading={<LoadingPage />}>
      {(known) => (
        <Query query={course} loading={<LoadingPage />}>
          {(its) => children(known, its)}
        </Query>
      )}
    </Query>
  );
};
