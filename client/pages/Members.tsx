// Who is in the course; staff add people, import the roster, hand out links and close the door.
import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { AddMember } from '#client/courses/AddMember.tsx';
import { CourseNav } from '#client/courses/CourseNav.tsx';
import { courseQuery, membersQuery, useCourseNews } from '#client/courses/data.ts';
import { JoinCode } from '#client/courses/JoinCode.tsx';
import { MembersTable } from '#client/courses/MembersTable.tsx';
import { RosterDialog } from '#client/courses/RosterDialog.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Page } from '#client/kit/Page.tsx';
import { Query } from '#client/kit/Query.tsx';
import { GroupWishes } from '#client/rounds/GroupWishes.tsx';
import '#client/rounds/rounds.css';

const AddPeople = ({ course }: { course: Course }) => {
  const [shown, setShown] = useState<'person' | 'roster'>();
  const close = () => {
    setShown(undefined);
  };
  return (
    <Group gap="sm">
      <Button
        variant="default"
        leftSection={<IconUserPlus size={18} />}
        onClick={() => {
          setShown('person');
        }}
      >
        Add a person
      </Button>
      <Button
        leftSection={<IconFileImport size={18} />}
        onClick={() => {
          setShown('roster');
        }}
      >
        Import the roster
      </Button>
      <AddMember course={course} opened={shown === 'person'} onClose={close} />
      <RosterDialog courseId={course.id} opened={shown === 'roster'} onClose={close} />
    </Group>
  );
};

const MembersOf = ({ course }: { course: Course }) => {
  const members = useQuery(membersQuery(course.id));
  return (
    <Page
      title="Members"
      above={
        <Link to="/courses/$courseId" params={{ courseId: course.id }}>
          {course.title}
        </Link>
      }
      action={isStaff(course) ? <AddPeople course={course} /> : undefined}
    >
      <CourseNav course={course} />
      {isStaff(course) && <JoinCode course={course} />}
      <Query
        query={members}
        loading={
          <Stack gap={6} role="status" aria-label="Loading">
            {Array.from({ length: 8 }, (_, index) => (
              <Skeleton key={index} h={40} />
            ))}
          </Stack>
        }
      >
        {(all) => (
          <>
            <MembersTable course={course} members={all} />
            {isStaff(course) && <GroupWishes courseId={course.id} members={all} />}
          </>
        )}
      </Query>
    </Page>
  );
};

export const Members = () => {
  const { courseId } = useParams({ from: '/courses/$courseId/members' });
  const course = useQuery(courseQuery(courseId));
  useCourseNews(courseId);
  return (
    <Query query={course} loading={<LoadingPage blocks={4} />}>
      {(known) => <MembersOf course={known} />}
    </Query>
  );
};
