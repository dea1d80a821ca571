// Joins a course with its code, from the link on the projector or typed in.
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { JoinByCode } from '#client/courses/JoinByCode.tsx';
import { JoinCodeForm } from '#client/courses/JoinCodeForm.tsx';
import { call } from '#client/kernel/call.ts';
import { useFragment } from '#client/kernel/fragment.ts';
import { queryClient } from '#client/kernel/query.ts';
import { becomeSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';
import { LoadingLines } from '#client/kit/States.tsx';

export const Join = () => {
  const navigate = useNavigate();
  const fragment = useFragment();
  const [typed, setTyped] = useState<{ code: string; over: string }>();
  // A link opened later wins over what was typed before.
  const code = typed?.over === fragment ? typed.code : fragment;
  const look = useQuery<{ title: string; term: string }, Refusal>({
    queryKey: [coursesRoutes.lookAtJoinCode.path, code],
    queryFn: ({ signal }) => call(coursesRoutes.lookAtJoinCode, { body: { code } }, signal),
    enabled: code !== '',
    staleTime: Infinity,
  });
  if (code === '' || look.error)
    return (
      <NarrowPage
        title="Join a course"
        below="The code stands on the slide or in the message of the course’s staff."
      >
        <Stack gap="xs">
          {look.error && (
            <Text c="var(--bad)" size="sm" role="alert">
              {look.error.body.code === 'invalid'
                ? 'This is not a join code: it has eight letters and digits.'
                : look.error.message}
            </Text>
          )}
          <JoinCodeForm
            onCode={(next) => {
              setTyped({ code: next, over: fragment });
              if (next === code) void look.refetch();
            }}
          />
        </Stack>
      </NarrowPage>
    );
  if (!look.data)
    return (
      <NarrowPage title="Join a course">
        <LoadingLines lines={5} />
      </NarrowPage>
    );
  return (
    <NarrowPage
      title={`Join ${look.data.title}`}
      below={`${look.data.term === '' ? '' : `${look.data.term}. `}You join as a student; your name is shown to the course.`}
    >
      <JoinByCode
        code={code}
        onJoined={(courseId, self) => {
          if (self) becomeSelf(self);
          else void queryClient.invalidateQueries({ queryKey: [coursesRoutes.listCourses.path] });
          void navigate({ to: '/courses/$courseId', params: { courseId }, replace: true });
        }}
      />
    </NarrowPage>
  );
};
