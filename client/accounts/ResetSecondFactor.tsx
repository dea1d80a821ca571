// For administrators: takes away the second factor of somebody who lost it.
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';

export const ResetSecondFactor = () => {
  const [email, setEmail] = useState('');
  const reset = useMutation({
    mutationFn: () => call(secondFactorRoutes.resetSecondFactor, { body: { email } }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>
          Somebody lost their app and their recovery codes? Make sure that it is really them who asks, not
          somebody who has their password. They are signed out everywhere and then sign in without a code.
        </Text>
        <FormProblem error={reset.error} fields={['email']} />
        <TextInput
          label="Their e-mail address"
          type="email"
          autoComplete="off"
          required
          value={email}
          error={errorAt(reset.error, 'email')}
          onChange={(event) => {
            reset.reset();
            setEmail(event.currentTarget.value);
          }}
        />
        <div>
          <Button type="submit" variant="default" loading={reset.isPending}>
            Reset their second factor
          </Button>
          <Text span size="sm" c="dimmed" ml="md" role="status">
            {reset.isSuccess ? 'It was reset.' : ''}
          </Text>
        </div>
      </Stack>
    </form>
  );
};
