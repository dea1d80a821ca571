// The record of a meeting: takeaways, rounds with their groups and notes, attendance; to read, to print, to take along.
import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingRecord as Recorded } from '#shared/meeting-record/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { Attendance } from '#client/meeting-record/Attendance.tsx';
import { recordQuery } from '#client/meeting-record/data.ts';
import { RecordedGroups } from '#client/meeting-record/RecordedGroups.tsx';
import { SaveRecord } from '#client/meeting-record/SaveRecord.tsx';
import { Takeaways } from '#client/meeting-record/Takeaways.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={2} fz="1.3rem" mb="sm">
      {title}
    </Title>
    {children}
  </section>
);

const Parts = ({ record, course }: { record: Recorded; course: Course }) => {
  const selfId = useSelf()?.id;
  if (record.rounds.length === 0 && record.takeaways.length === 0 && record.attendance.length === 0)
    return (
      <EmptyState title="Nothing has been recorded yet">
        Attendance, groups, notes and takeaways stand here once the class has begun.
      </EmptyState>
    );
  return (
    <Stack gap="xl">
      {record.takeaways.length > 0 && (
        <Part title="Takeaways">
          <Takeaways takeaways={record.takeaways} />
        </Part>
      )}
      {record.rounds.map((round) => (
        <Part key={round.id} title={`Round ${String(round.number)}`}>
          <RecordedGroups round={round} ownId={selfId} />
        </Part>
      ))}
      <Part title="Attendance">
        <Attendance record={record} course={course} />
      </Part>
      {course.role === 'student' && selfId !== undefined && (
        <Text className="no-print quiet-links">
          <Link to="/courses/$courseId/history/$personId" params={{ courseId: course.id, personId: selfId }}>
            All your classes in this course
          </Link>
        </Text>
      )}
    </Stack>
  );
};

const Record = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const query = useQuery({ ...recordQuery(meeting.id), refetchOnMount: 'always' });
  return (
    <Page
      title={`Record: ${meeting.topic}`}
      above={
        <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
          Meeting {meeting.number} of {course.title}
        </Link>
      }
      below={<Moment at={meeting.startsAt} zone={course.timeZone} />}
      action={<SaveRecord meetingId={meeting.id} />}
    >
      <Query query={query}>{(record) => <Parts record={record} course={course} />}</Query>
    </Page>
  );
};

export const MeetingRecord = () => {
  const { meetingId } = useParams({ from: '/meetings/$meetingId/record' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => <Record key={meeting.id} meeting={meeting} course={course} />}
    </MeetingGate>
  );
};
