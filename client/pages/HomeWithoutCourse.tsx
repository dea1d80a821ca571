// The home page of somebody who is in no course yet: join one, or create the first.
import { Box, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { JoinCodeForm } from '#client/courses/JoinCodeForm.tsx';
import { SampleCourse } from '#client/demo/SampleCourse.tsx';
import { CreateCourseButton } from './OwnCourses.tsx';

export const HomeWithoutCourse = ({ isAdmin }: { isAdmin: boolean }) => {
  const navigate = useNavigate();
  return (
    <Stack gap="lg" maw="34rem">
      {isAdmin && (
        <Box className="card" p="xl">
          <Title order={2} fz="1.25rem">
            Create the first course
          </Title>
          <Text mt={4} mb="md">
            A title and a time zone are enough to begin; everything else can be changed later. You become its
            instructor.
          </Text>
          <Stack>
            <CreateCourseButton isFirst />
            <SampleCourse />
          </Stack>
        </Box>
      )}
      <Box className="card" p="xl">
        <Title order={2} fz="1.25rem">
          Join a course
        </Title>
        <Text mt={4} mb="md">
          The code stands on the slide or in the message of the course’s staff. If they put you on their list
          under another address, ask them for a link.
        </Text>
        <JoinCodeForm onCode={(code) => void navigate({ to: '/join', hash: code })} />
      </Box>
    </Stack>
  );
};
