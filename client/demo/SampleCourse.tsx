// Makes the sample course with one click and lets the visitor in as one of its people; shows nothing to whom it is not offered.
import { Button, Divider, Stack, Text, Title } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { demoRoutes } from '#shared/demo/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { call } from '#client/kernel/call.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { SampleLinks } from './SampleLinks.tsx';

const pollMs = 1000;

export const SampleCourse = () => {
  const create = useMutation({
    mutationFn: () => call(demoRoutes.createDemo, {}),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(coursesRoutes.listCourses) }),
  });
  const { data } = useQuery({
    ...reading(demoRoutes.readDemo, {}),
    refetchInterval: ({ state }) =>
      create.isPending || (state.data?.step ?? null) !== null ? pollMs : false,
  });
  if (!data?.mayCreate && !create.isSuccess) return null;
  const isBusy = create.isPending;
  return (
    <Stack gap="sm" component="section" aria-label="Sample course">
      <Divider label="or" />
      <Title order={3} fz="1.05rem">
        Look around first
      </Title>
      {create.data ? (
        <SampleLinks links={create.data.links} />
      ) : (
        <>
          <Text>
            A course of 24 invented students in the middle of its term: papers with notes in their margins,
            reviews, slides, a discussion round.
          </Text>
          <FormProblem error={create.error} />
          <Button
            variant="default"
            loading={isBusy}
            leftSection={<IconSchool size={18} />}
            onClick={() => {
              create.mutate();
            }}
          >
            {data?.exists ? 'Enter the sample course' : 'Create a sample course'}
          </Button>
          <Text c="dimmed" size="sm" role="status" mih="1.4em">
            {isBusy ? `${data?.step ?? 'Beginning'} …` : data?.exists ? '' : 'It takes 10 to 20 seconds.'}
          </Text>
        </>
      )}
    </Stack>
  );
};
