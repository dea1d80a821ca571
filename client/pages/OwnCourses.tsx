// One's own courses as links, with the ways to more of them.
import { Button, Group, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import type { courseLineSchema } from '#shared/courses/contract.ts';
import { CreateCourse } from '#client/courses/CreateCourse.tsx';
import { refreshCourse } from '#client/courses/data.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { roleWords } from '#client/courses/role-words.ts';

export type CourseLine = z.infer<typeof courseLineSchema>;

/** For administrators; others do not see it. */
export const CreateCourseButton = ({ isFirst = false }: { isFirst?: boolean }) => {
  const [opened, setOpened] = useState(false);
  const navigate = useNavigate();
  return (
    <>
      <Button
        variant={isFirst ? 'filled' : 'subtle'}
        leftSection={<IconPlus size={18} />}
        onClick={() => {
          setOpened(true);
        }}
      >
        Create a course
      </Button>
      <CreateCourse
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        onCreated={({ id }) => {
          void refreshCourse(id);
          void navigate({ to: '/courses/$courseId', params: { courseId: id } });
        }}
      />
    </>
  );
};

export const OwnCourses = ({ courses, isAdmin }: { courses: readonly CourseLine[]; isAdmin: boolean }) => (
  <section aria-label="Your courses">
    <Group justify="space-between" mb="sm">
      <Title order={2} fz="1.15rem">
        {courses.length === 1 ? 'Your course' : 'Your courses'}
      </Title>
      <Group gap="xs">
        <LinkButton to="/join" variant="subtle">
          Join with a code
        </LinkButton>
        {isAdmin && <CreateCourseButton />}
      </Group>
    </Group>
    <div className="own-courses">
      {courses.map((course) => (
        <Link key={course.id} to="/courses/$courseId" params={{ courseId: course.id }} className="card">
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
            <Text fw={600} className="serif" style={{ overflowWrap: 'anywhere' }}>
              {course.title}
            </Text>
            <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
              {roleWords[course.role]}
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {[course.code, course.term].filter(Boolean).join(' · ')}
          </Text>
        </Link>
      ))}
    </div>
  </section>
);
