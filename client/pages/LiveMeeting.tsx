// The live class: the desk for staff, their own screen for students, a view for observers.
import { Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { useConnected } from '#client/kernel/use-room.ts';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { Desk } from '#client/reporting/Desk.tsx';
import { ObserverScreen } from '#client/reporting/ObserverScreen.tsx';
import { StudentScreen } from '#client/reporting/StudentScreen.tsx';
import { ClassMessage } from '#client/rounds/ClassMessage.tsx';
import { useLive } from '#client/rounds/data.ts';
import '#client/rounds/rounds.css';

const Live = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const selfId = useSelf()?.id ?? '';
  const [people, setPeople] = useState<ReadonlySet<string>>(new Set());
  const query = useLive(meeting.id, (ids) => {
    setPeople(new Set(ids));
  });
  const isConnected = useConnected();
  const staff = isStaff(course);
  return (
    <Page
      title={meeting.topic}
      above={
        <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
          Meeting {meeting.number} of {course.title}
        </Link>
      }
      width={staff ? 'full' : 'text'}
    >
      {!isConnected && (
        <Text role="status" className="saved-sentence" data-wrong>
          The connection is away. The clock goes on, and what you type is kept here until it is back.
        </Text>
      )}
      <Query query={query} loading={<LoadingPage />}>
        {(live) => (
          <div>
            <ClassMessage live={live} />
            {staff ? (
              <Desk live={live} meeting={meeting} course={course} connected={people} />
            ) : course.role === 'observer' ? (
              <ObserverScreen live={live} />
            ) : (
              <StudentScreen live={live} course={course} selfId={selfId} />
            )}
          </div>
        )}
      </Query>
    </Page>
  );
};

export const LiveMeeting = () => {
  const { meetingId } = useParams({ from: '/meetings/$meetingId/live' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => <Live key={meeting.id} meeting={meeting} course={course} />}
    </MeetingGate>
  );
};
