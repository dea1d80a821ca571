// Joins the course of a code: by a button when signed in, otherwise with a new or an existing account.
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Self } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { call } from '#client/kernel/call.ts';
import { useSelf } from '#client/kernel/session.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { RegisterForm } from './RegisterForm.tsx';

interface Props {
  readonly code: string;
  /** `self` where this signed somebody in. */
  readonly onJoined: (courseId: string, self?: Self) => void;
}

export const JoinByCode = ({ code, onJoined }: Props) => {
  const self = useSelf();
  const [hasAccount, setHasAccount] = useState(false);
  const join = useMutation({
    mutationFn: (_fresh?: Self) => call(coursesRoutes.joinCourse, { body: { code } }),
    onSuccess: (course, fresh) => {
      onJoined(course.id, fresh);
    },
  });
  if (self)
    return (
      <Stack>
        <FormProblem error={join.error} />
        <Button
          loading={join.isPending}
          onClick={() => {
            join.mutate(undefined);
          }}
        >
          Join as {self.name}
        </Button>
      </Stack>
    );
  return (
    <Stack>
      <FormProblem error={join.error} />
      {hasAccount ? (
        <SignInForm
          verb="Sign in and join"
          onSignedIn={(fresh) => {
            join.mutate(fresh);
          }}
        />
      ) : (
        <RegisterForm code={code} onJoined={onJoined} />
      )}
      <Text size="sm" c="dimmed">
        {hasAccount ? 'New here? ' : 'You have an account on this server? '}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            setHasAccount(!hasAccount);
          }}
        >
          {hasAccount ? 'Create an account' : 'Sign in instead'}
        </Anchor>
      </Text>
    </Stack>
  );
};
