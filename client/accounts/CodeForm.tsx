// The second step of a sign-in: a code, after the password or the link was right.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Self } from '#shared/accounts/contract.ts';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { CodeInput } from './CodeInput.tsx';

/** Whether a refusal asks for the second step. */
export const asksForCode = (error: Error | null): boolean =>
  error instanceof Refusal && error.body.reason === 'code_needed';

interface Props {
  readonly onSignedIn: (self: Self) => void;
  readonly onBack: () => void;
}

export const CodeForm = ({ onSignedIn, onBack }: Props) => {
  const [code, setCode] = useState('');
  const focus = useFocusTrap();
  const finish = useMutation({
    mutationFn: () => call(secondFactorRoutes.finishSignIn, { body: { code } }),
    onSuccess: onSignedIn,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    finish.mutate();
  };
  return (
    <form onSubmit={submit} ref={focus}>
      <Stack>
        <Text>That was right. Now type the code that your authenticator app shows for Paperround.</Text>
        <FormProblem error={finish.error} fields={['code']} />
        <CodeInput value={code} error={errorAt(finish.error, 'code')} onChange={setCode} />
        <Group>
          <Button type="submit" loading={finish.isPending} style={{ flex: 1 }}>
            Sign in
          </Button>
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          Neither at hand? An administrator of this server can reset your second factor.
        </Text>
      </Stack>
    </form>
  );
};
