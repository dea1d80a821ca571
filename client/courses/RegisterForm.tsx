// Creates an account and joins a course with its code, in one step.
import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { Self } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { emptyPerson, PersonFields, personFields } from '#client/accounts/PersonFields.tsx';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';

interface Props {
  readonly code: string;
  readonly onJoined: (courseId: string, self: Self) => void;
}

export const RegisterForm = ({ code, onJoined }: Props) => {
  const [draft, setDraft] = useState(emptyPerson);
  const register = useMutation({
    mutationFn: () => call(coursesRoutes.registerAndJoin, { body: { code, ...draft } }),
    onSuccess: ({ self, course }) => {
      onJoined(course.id, self);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    register.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={register.error} fields={personFields} />
        <PersonFields draft={draft} error={register.error} onChange={setDraft} />
        <Button type="submit" loading={register.isPending}>
          Create the account and join
        </Button>
      </Stack>
    </form>
  );
};
